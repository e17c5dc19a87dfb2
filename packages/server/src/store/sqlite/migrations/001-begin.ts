/** Migration 1: the log and the first tables. */
import { type TableSpec, tableSpecs } from '../../../domain/rows.ts';
import { quoted, snake } from '../names.ts';

const log = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
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
  data TEXT NOT NULL,
  salt TEXT,
  body_hash BLOB NOT NULL,
  event_check TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_by_topic ON events (topic, seq);
CREATE UNIQUE INDEX events_by_command ON events (device_id, command_id) WHERE command_id IS NOT NULL;
CREATE TABLE topics (topic TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints (event_offset INTEGER PRIMARY KEY, chain TEXT NOT NULL) STRICT;
`;

function table(name: string, spec: TableSpec): string {
  const columns = Object.entries(spec.columns as Record<string, string>).map(
    ([column, type]) => `${quoted(column)} ${type.toUpperCase()}`,
  );
  const list = (names: readonly string[]) => names.map(quoted).join(', ');
  const indexes = Object.entries(spec.lookups).flatMap(([lookup, { by, unique }]) =>
    (by as readonly string[]).every((column, index) => column === (spec.key as readonly string[])[index])
      ? []
      : [
          `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${snake(name)}_${snake(lookup)} ON ${quoted(name)} (${list(by)});`,
        ],
  );
  return `CREATE TABLE ${quoted(name)} (${columns.join(', ')}, PRIMARY KEY (${list(spec.key)})) STRICT, WITHOUT ROWID;\n${indexes.join('\n')}`;
}

export const begin = `${log}${Object.entries(tableSpecs)
  .map(([name, spec]) => table(name, spec as never))
  .join('\n')}
CREATE INDEX remembered_expiry ON remembered (expires_at);`;
