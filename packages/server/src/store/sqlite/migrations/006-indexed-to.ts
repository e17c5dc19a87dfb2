/** Migration 6: messages enter the index of words after they are stored; until now all of them stand in it. */
export const indexedTo = `
INSERT INTO meta (name, value) SELECT 'indexedTo', coalesce(max(number), 0) FROM messages;
`;
