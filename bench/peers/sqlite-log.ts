/**
 * A bare `node:sqlite` loop that writes the rows of changed settings and nothing else: the event, the setting and its
 * history entry, prepared, at FULL, so many a commit. It decides nothing, hashes nothing and answers nobody.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { begin } from '../../packages/server/src/store/sqlite/migrations/001-begin.ts';
import { paramsOf } from '../subjects/program.ts';

export interface LogParams extends Readonly<Record<string, number>> {
  readonly users: number;
  readonly batch: number;
  readonly seconds: number;
}

export interface LogRate extends Readonly<Record<string, number>> {
  readonly per_s: number;
  readonly cpu_us: number;
}

/** Lengths as those of Kith: an id is a prefix and 22 characters, a hash 32 bytes. */
const named = (prefix: string, index: number) => `${prefix}_${String(index).padStart(22, '0')}`;
const value = `"${'x'.repeat(64)}"`;
const [digest, salt, check, hash] = ['d'.repeat(22), 's'.repeat(22), 'abcdef01', Buffer.alloc(32, 7)];

const { dir, users, batch, seconds } = paramsOf<LogParams>();
const db = new DatabaseSync(join(dir, 'log.db'));
db.exec(
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096; PRAGMA cache_size = -65536',
);
db.exec(begin);
const into = (table: string, columns: string) =>
  `INSERT INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`;
const event = db.prepare(
  into(
    'events',
    'event_offset, topic, seq, type, at, user_id, device_id, command_id, digest, data, salt, body_hash, event_check',
  ),
);
const change = db.prepare(
  into(
    'setting_changes',
    'user_id, app, scope, key, number, old, new, rev, at, edited_at, device_id, gesture, cause',
  ),
);
const changing = ['value', 'rev', 'edited_at', 'at', 'device_id', 'op', 'first_change', 'last_change'];
const setting = db.prepare(
  `${into('settings', `user_id, app, scope, key, ${changing.join(', ')}`)} ON CONFLICT (user_id, app, scope, key)` +
    ` DO UPDATE SET ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}`,
);

function write(index: number): void {
  const [user, device] = [named('usr', index % users), named('dev', index % users)];
  const rev = Math.floor(index / users) + 1;
  const [at, id] = [1_800_000_000_000 + index, `1-${index}`];
  const data = `{"app":"bench","key":"k","scope":"user","value":${value},"rev":${rev},"editedAt":${at}}`;
  event.run(
    index + 1,
    `user:${user}`,
    rev,
    'setting.changed',
    at,
    user,
    device,
    id,
    digest,
    data,
    salt,
    hash,
    check,
  );
  change.run(user, 'bench', 'user', 'k', rev, value, value, rev, at, at, device, null, 'edit');
  setting.run(user, 'bench', 'user', 'k', value, rev, at, at, device, id, 1, rev);
}

let count = 0;
const began = performance.now();
const used = process.cpuUsage();
while (performance.now() - began < seconds * 1000) {
  db.exec('BEGIN IMMEDIATE');
  for (const end = count + batch; count < end; count += 1) write(count);
  db.exec('COMMIT');
}
const tookMs = performance.now() - began;
const { user, system } = process.cpuUsage(used);
db.close();
console.log(
  JSON.stringify({ per_s: (count / tookMs) * 1000, cpu_us: (user + system) / count } satisfies LogRate),
);
