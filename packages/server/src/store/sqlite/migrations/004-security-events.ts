/** Migration 4: what happened to an account is found without reading the rest of its topic. */
export const securityEvents = `
CREATE INDEX security_events ON events (topic, seq) WHERE type IN (
  'device.joined', 'device.left', 'device.revoked', 'device.renamed', 'session.reused',
  'link.created', 'link.redeemed', 'link.approved', 'link.denied', 'link.expired', 'recovery.created'
);
`;
