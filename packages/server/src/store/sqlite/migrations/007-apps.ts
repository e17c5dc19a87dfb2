/** Migration 7: what the schemas of apps said, so that a start is told when it would take something back. */
export const apps = `
CREATE TABLE apps (
  name TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL,
  description TEXT NOT NULL,
  known TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
