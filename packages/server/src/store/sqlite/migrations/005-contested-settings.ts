/** Migration 5: a setting keeps what lost against its value until a person chooses. */
export const contestedSettings = `
ALTER TABLE settings ADD COLUMN contested TEXT;
`;
