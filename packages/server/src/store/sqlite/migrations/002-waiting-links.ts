/** Migration 2: a link knows the event by which it was redeemed, so that a snapshot can tell who waits. */
export const waitingLinks = `
ALTER TABLE links ADD COLUMN redeemed_seq INTEGER;
`;
