/** Migration 3: chats, their members and messages, and the index of words. */
export const chats = `
ALTER TABLE users ADD COLUMN deleted_at INTEGER;

CREATE TABLE chats (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT,
  purpose TEXT,
  history TEXT NOT NULL,
  listed INTEGER NOT NULL,
  pair TEXT,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  member_count INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX chats_by_pair ON chats (pair) WHERE pair IS NOT NULL;
CREATE INDEX chats_by_listed ON chats (listed);

CREATE TABLE members (
  chat_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  role TEXT NOT NULL,
  since INTEGER NOT NULL,
  joined_at INTEGER NOT NULL,
  request INTEGER NOT NULL,
  read INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  shown_at INTEGER NOT NULL,
  PRIMARY KEY (chat_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_user ON members (user_id);
CREATE INDEX members_by_role ON members (chat_id, role);

CREATE TABLE stays (
  user_id TEXT NOT NULL,
  chat_id TEXT NOT NULL,
  "from" INTEGER NOT NULL,
  "to" INTEGER,
  PRIMARY KEY (user_id, chat_id, "from")
) STRICT, WITHOUT ROWID;

-- number: what the index of words calls a message.
CREATE TABLE messages (
  number INTEGER PRIMARY KEY,
  chat_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  device_id TEXT,
  text TEXT,
  reply_to INTEGER,
  mentions TEXT,
  edited_at INTEGER,
  deleted_at INTEGER,
  deleted_by TEXT,
  live INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX messages_by_chat ON messages (chat_id, seq);
CREATE UNIQUE INDEX messages_by_id ON messages (id);
CREATE INDEX messages_by_reply ON messages (chat_id, reply_to, seq) WHERE reply_to IS NOT NULL;
CREATE INDEX messages_by_live ON messages (chat_id, live, seq);
-- By author in a chat and over all chats: one index serves both.
CREATE INDEX messages_by_user ON messages (user_id, live, chat_id, seq);

CREATE TABLE lines (
  chat_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  user_id TEXT,
  by_id TEXT,
  data TEXT NOT NULL,
  PRIMARY KEY (chat_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE reactions (
  chat_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  emoji TEXT NOT NULL,
  user_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (chat_id, seq, emoji, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reactions_by_user ON reactions (user_id);

CREATE TABLE mentions (
  chat_id TEXT NOT NULL,
  target TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (chat_id, target, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_message ON mentions (chat_id, seq);

CREATE TABLE inbox (
  user_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  chat_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  by_id TEXT,
  PRIMARY KEY (user_id, at, chat_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_by_message ON inbox (chat_id, seq);

CREATE TABLE bans (
  chat_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  by_id TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (chat_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bans_by_user ON bans (user_id);

CREATE TABLE chat_invites (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  chat_id TEXT NOT NULL,
  by_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  uses_left INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX chat_invites_by_hash ON chat_invites (hash);
CREATE INDEX chat_invites_by_chat ON chat_invites (chat_id);

-- The words of live messages, under their number. Words come ready: lower case, apart by spaces.
-- Short beginnings have an index of their own: they begin so many words that to go through those takes long.
CREATE VIRTUAL TABLE message_words USING fts5 (chat, words, content = '', tokenize = 'ascii', prefix = '2 3');
-- Words that are taken out are overwritten at once, and not only marked as gone. Where pages divide, the letters by
-- which a word differed from its neighbour may stay until the pages are merged.
INSERT INTO message_words (message_words, rank) VALUES ('secure-delete', 1);
`;
