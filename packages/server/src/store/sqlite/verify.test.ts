/** Verification: finds each planted corruption, and says where. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir } from '../../../../../test/support/store-dir.ts';
import { manualDemo, Stage, yes } from '../contract/stage.ts';
import { createSqliteStore } from './store.ts';
import { verifyDatabase } from './verify.ts';

const original = mkdtempSync(join(tmpdir(), 'kith-verify-'));
let path: string;

afterAll(() => rmSync(original, { recursive: true, force: true }));

beforeAll(async () => {
  const options = {
    path: join(original, 'kith.db'),
    macKey: new Uint8Array(32),
    policy: easyPolicy,
    threads: false,
  };
  let now = Date.now();
  const store = await createSqliteStore({ ...options, clock: { now: () => now, soon: setImmediate } });
  const stage = Stage.on(store);
  const { device } = await stage.user('one');
  await stage.user('two');
  for (let index = 0; index < 1_100; index += 100) {
    const edits = Array.from({ length: 100 }, (_, key) =>
      stage.edit(device, { key: `key${index + key}`, value: key }),
    );
    for (const outcome of await Promise.all(edits)) yes(outcome);
    now += 1;
  }
  yes(await stage.edit(device, { key: 'key1', base: 3 }));
  yes(await stage.by(device, 'settings.erase', { app: 'demo', key: 'key2' }, 'erase'));
  await store.close();
});

beforeEach(() => {
  path = join(emptyDir(), 'kith.db');
  copyFileSync(join(original, 'kith.db'), path);
});

/** Changes the database behind the store's back, and verifies. */
function after(...sql: string[]): readonly string[] {
  const db = new DatabaseSync(path);
  for (const statement of sql) expect(db.prepare(statement).run().changes, statement).not.toBe(0);
  db.close();
  const { ok, problems } = verifyDatabase(path);
  expect(ok).toBe(problems.length === 0);
  return problems;
}

test('a healthy database has no problems', () => {
  expect(verifyDatabase(path)).toMatchObject({ ok: true, events: 1_106, head: 1_106, problems: [] });
});

describe('it finds', () => {
  test.each([
    [
      'a gap in the offsets',
      ['DELETE FROM events WHERE event_offset = 500'],
      /offset 501 stands where 500 should/,
    ],
    [
      'a missing first event',
      ['DELETE FROM events WHERE event_offset = 1'],
      /offset 2 stands where 1 should/,
    ],
    [
      'a missing end of the log',
      ['DELETE FROM events WHERE event_offset > 1000'],
      /the head is 1000, and yet 1106 was chained/,
    ],
    [
      'a changed body',
      [`UPDATE events SET data = '{"key":"x"}' WHERE event_offset = 700`],
      /at 700, the body/,
    ],
    [
      'a changed seq',
      ['UPDATE events SET seq = 5000 WHERE event_offset = 700'],
      /at 700, user:.* has seq 5000/,
    ],
    [
      'a changed topic',
      [`UPDATE events SET topic = 'user:x' WHERE event_offset = 700`],
      /at 700, the event is not/,
    ],
    ['a changed type', [`UPDATE events SET type = 'x' WHERE event_offset = 700`], /at 700, the event is not/],
    [
      'a changed author',
      [`UPDATE events SET user_id = 'x' WHERE event_offset = 700`],
      /at 700, the event is not/,
    ],
    [
      'a changed command',
      [`UPDATE events SET command_id = 'x' WHERE event_offset = 700`],
      /at 700, the event is not/,
    ],
    [
      'a changed digest',
      [`UPDATE events SET digest = 'x' WHERE event_offset = 700`],
      /at 700, the event is not/,
    ],
    [
      'a changed time',
      ['UPDATE events SET at = at - 10 WHERE event_offset = 1106'],
      /at 1106, time goes back/,
    ],
    [
      'a changed check',
      [`UPDATE events SET event_check = '00000000' WHERE event_offset = 700`],
      /at 700, the event is not/,
    ],
    [
      'a body passed off as redacted',
      [`UPDATE events SET data = '{}', salt = NULL, body_hash = x'00' WHERE event_offset = 700`],
      /at 700, the event is not/,
    ],
    [
      'two swapped events',
      [
        'UPDATE events SET event_offset = -1 WHERE event_offset = 300',
        'UPDATE events SET event_offset = 300 WHERE event_offset = 301',
        'UPDATE events SET event_offset = 301 WHERE event_offset = -1',
      ],
      /at 300, user:.* has seq/,
    ],
    [
      'a changed chain',
      [`UPDATE checkpoints SET chain = '${'a'.repeat(64)}' WHERE event_offset = 1024`],
      /at 1024, the chain/,
    ],
    [
      'a setting with a rev that is not there yet',
      ["UPDATE settings SET rev = 99999 WHERE key = 'key5'"],
      /above the last seq/,
    ],
    [
      'a setting with the rev of another',
      ["UPDATE settings SET rev = rev + 1 WHERE key = 'key5'"],
      /the seq of another event/,
    ],
    [
      'a setting that nobody set',
      ["UPDATE settings SET key = 'other' WHERE key = 'key5'"],
      /the seq of another event/,
    ],
    ['a lost setting', ["DELETE FROM settings WHERE key = 'key5'"], /usage/],
    ['a wrong count of settings', ['UPDATE setting_usage SET keys = keys + 1'], /usage/],
    [
      'a device of no user',
      ["UPDATE devices SET user_id = 'nobody' WHERE user_id IS NOT NULL"],
      /user that is not there/,
    ],
  ] as const)('%s', (_, sql, says) => {
    const problems = after(...sql);
    expect(problems).toContainEqual(expect.stringMatching(says));
  });

  test('an index that does not match its table', () => {
    const db = new DatabaseSync(path, { readOnly: false });
    db.enableDefensive(false);
    db.exec(
      `PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '(handle)', '(display_name)')
      WHERE name = 'users_by_handle'`,
    );
    db.close();
    expect(verifyDatabase(path).problems.join('\n')).toMatch(/structure: /);
  });
});

test('what is contested of a setting is weighed with it', async () => {
  path = join(emptyDir(), 'kith.db');
  const policy = { ...easyPolicy, apps: manualDemo };
  const store = await createSqliteStore({ path, macKey: new Uint8Array(32), policy, threads: false });
  const stage = Stage.on(store);
  const { user, device } = await stage.user('one');
  const { base } = await stage.conflict(user, device);
  yes(await stage.edit(device, { key: 'bio', base }));
  yes(await stage.edit(await stage.joined(user), { key: 'bio', value: 'three' }));
  await store.close();
  expect(verifyDatabase(path).problems).toEqual([]);
  expect(after('UPDATE settings SET contested = NULL')).toEqual([expect.stringMatching(/usage/)]);
});

test('a rewritten history with hashes that fit is found by the stored chain', async () => {
  const { eventHash, bodyHash, checkOf } = await import('../event-hash.ts');
  const db = new DatabaseSync(path);
  const row = db.prepare('SELECT * FROM events WHERE event_offset = 700').get() as Record<
    string,
    string & number
  >;
  const data = '{"key":"forged"}';
  const body = bodyHash(row.salt ?? '', data);
  const {
    event_offset: offset,
    topic,
    seq,
    type,
    at,
    user_id: user,
    device_id: device,
    command_id: command,
    digest,
  } = row;
  const header = { offset, topic, seq, type, at, user, device, command, digest };
  const check = checkOf(eventHash(header as never, body));
  db.prepare('UPDATE events SET data = ?, body_hash = ?, event_check = ? WHERE event_offset = 700').run(
    data,
    Buffer.from(body, 'hex'),
    check,
  );
  db.close();
  expect(verifyDatabase(path).problems).toContainEqual(expect.stringMatching(/at 1024, the chain/));
});

test('a file that SQLite cannot read is a problem too, not a crash', () => {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 3 * 4_096, 5 * 4_096);
  writeFileSync(path, bytes);
  expect(verifyDatabase(path)).toMatchObject({
    ok: false,
    problems: expect.arrayContaining(['structure: SQLite cannot read on']),
  });
});

test('what it lists is bounded', () => {
  expect(after('UPDATE events SET at = at + 1').length).toBeLessThanOrEqual(101);
});
