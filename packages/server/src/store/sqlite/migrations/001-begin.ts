/** Migration 1: the log, and the rows of devices, users, sessions, links and settings. */

export const begin = `
CREATE TABLE migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT;

CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;

-- salt: null once the body is redacted. body_hash: of the salt and the first body.
CREATE TABLE events (
  event_offset INTEGER PRIMARY KEY,
  topic TEXT NOT NULL,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  user_id TEXT,
  device_id TEXT,
  command_id TEXT,
  digest TEXT,
  subject TEXT,
  data TEXT NOT NULL,
  salt TEXT,
  body_hash BLOB NOT NULL,
  event_check TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_by_topic ON events (topic, seq);
CREATE UNIQUE INDEX events_by_command ON events (device_id, command_id) WHERE command_id IS NOT NULL;
CREATE INDEX events_by_subject ON events (user_id, subject) WHERE subject IS NOT NULL;

-- The seq of the last trimmed event of each topic that has one.
CREATE TABLE topics (topic TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoints (event_offset INTEGER PRIMARY KEY, chain TEXT NOT NULL) STRICT;

CREATE TABLE devices (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT,
  label TEXT NOT NULL,
  platform TEXT,
  credential TEXT NOT NULL,
  user_id TEXT,
  gen INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  joined_at INTEGER,
  last_seen_at INTEGER,
  linked_by TEXT,
  quarantine_until INTEGER,
  user_seq INTEGER NOT NULL,
  revoked_at INTEGER,
  revoked_by TEXT,
  revoked_from TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX devices_by_name ON devices (name_folded);
CREATE INDEX devices_by_user ON devices (user_id);

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  handle TEXT NOT NULL,
  display_name TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX users_by_handle ON users (handle);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  device_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  salt TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sessions_by_device ON sessions (device_id);

CREATE TABLE links (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  network TEXT,
  redeemed_by TEXT,
  number TEXT,
  wrong INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX links_by_code ON links (code_hash);
CREATE INDEX links_by_user ON links (user_id, state);
CREATE INDEX links_by_redeemer ON links (redeemed_by, state);

CREATE TABLE recovery_codes (
  hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_codes_by_user ON recovery_codes (user_id);

CREATE TABLE invites (
  hash TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE deadlines (
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (kind, at, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  user_id TEXT NOT NULL,
  app TEXT NOT NULL,
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT,
  rev INTEGER NOT NULL,
  edited_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  device_id TEXT,
  op TEXT,
  first_change INTEGER NOT NULL,
  last_change INTEGER NOT NULL,
  PRIMARY KEY (user_id, app, scope, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting_changes (
  user_id TEXT NOT NULL,
  app TEXT NOT NULL,
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  number INTEGER NOT NULL,
  old TEXT,
  new TEXT,
  rev INTEGER,
  at INTEGER NOT NULL,
  edited_at INTEGER NOT NULL,
  device_id TEXT,
  gesture TEXT,
  cause TEXT NOT NULL,
  PRIMARY KEY (user_id, app, scope, key, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE setting_usage (
  user_id TEXT PRIMARY KEY,
  keys INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  tombstones INTEGER NOT NULL,
  history_bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE remembered (
  device_id TEXT NOT NULL,
  command_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  outcome TEXT NOT NULL,
  at INTEGER NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (device_id, command_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX remembered_by_expiry ON remembered (expires_at, at);

CREATE TABLE signing_keys (
  kid TEXT PRIMARY KEY,
  jwk TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  retired_at INTEGER
) STRICT, WITHOUT ROWID;
`;
