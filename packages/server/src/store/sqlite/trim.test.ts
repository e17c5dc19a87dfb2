/** Trimming in the tables: what lives only as long as the events is gone with them, and the rest stays. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir } from '../../../../../test/support/store-dir.ts';
import { manualDemo, Stage, yes } from '../contract/stage.ts';
import { createSqliteStore } from './store.ts';

const dayMs = 24 * 60 * 60 * 1_000;

test('answers that have run out are removed, the others stay', async () => {
  const path = join(emptyDir(), 'kith.db');
  let now = 1_000_000;
  const clock = { now: () => now, soon: setImmediate };
  const store = await createSqliteStore({
    path,
    macKey: new Uint8Array(32),
    policy: easyPolicy,
    threads: false,
    clock,
  });
  const stage = Stage.on(store);
  const { device } = await stage.user('alice');
  const other = await stage.device();
  yes(await stage.edit(device, { key: 'a', value: 1 }));
  const db = new DatabaseSync(path, { readOnly: true });
  const kept = () =>
    db
      .prepare('SELECT command_id AS id FROM remembered ORDER BY id')
      .all()
      .map(({ id }) => id);

  await stage.by(other, 'users.create', { handle: 'alice' }, 'early');
  yes(await stage.again(device, { key: 'a', value: 1, rev: 2 }));
  now += dayMs / 2;
  await stage.by(other, 'users.create', { handle: 'alice' }, 'late');
  yes(await stage.edit(device, { key: 'b', value: 1 }));
  expect(kept()).toEqual(['again', 'early', 'late']);
  now += dayMs / 2;
  await store.trim(0);
  expect(kept()).toEqual(['again', 'late']);
  await store.trim(1_000);
  expect(kept()).toEqual(['late']);
  now += dayMs / 2;
  await store.trim(1_000);
  expect(kept()).toEqual([]);
  db.close();
  await store.close();
});

test('the table of topics holds one row a trimmed topic, and one checkpoint stays at the trim point', async () => {
  const path = join(emptyDir(), 'kith.db');
  const store = await createSqliteStore({
    path,
    macKey: new Uint8Array(32),
    policy: easyPolicy,
    threads: false,
  });
  const stage = Stage.on(store);
  const { device, topics } = await stage.user();
  const edits = Array.from({ length: 3_000 }, (_, index) =>
    stage.edit(device, { key: `k${index % 50}`, value: index }),
  );
  await Promise.all(edits);
  await store.trim(2_500);
  const db = new DatabaseSync(path, { readOnly: true });
  expect(db.prepare('SELECT topic, seq FROM topics ORDER BY topic').all()).toEqual(
    [
      { topic: topics[1], seq: 1 },
      { topic: topics[0], seq: 2_499 },
    ].map((row) => Object.assign(Object.create(null), row)),
  );
  const points = db.prepare('SELECT event_offset AS "offset" FROM checkpoints ORDER BY event_offset').all();
  expect(points[0]?.offset).toBe(2_500);
  db.close();
  await store.close();
});

test('more answers than one step takes are all removed, in steps that let commands in between', async () => {
  const path = join(emptyDir(), 'kith.db');
  const options = { path, macKey: new Uint8Array(32), policy: easyPolicy, threads: false } as const;
  await (await createSqliteStore(options)).close();
  const db = new DatabaseSync(path);
  db.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
    INSERT INTO remembered SELECT 'dev', 'id' || i, '', '{}', 1, 2 FROM n`);
  db.close();
  const store = await createSqliteStore(options);
  await store.trim(0);
  const after = new DatabaseSync(path, { readOnly: true });
  expect(after.prepare('SELECT count(*) AS n FROM remembered').get()).toEqual({ n: 0 });
  after.close();
  await store.close();
});

test('a tombstone that goes with its event is not counted any more', async () => {
  const path = join(emptyDir(), 'kith.db');
  const options = { path, macKey: new Uint8Array(32), policy: easyPolicy, threads: false } as const;
  const stage = Stage.on(await createSqliteStore(options));
  const { device } = await stage.user('alice');
  yes(await stage.edit(device, { key: 'a', value: 1 }));
  yes(await stage.by(device, 'settings.erase', { app: 'demo', key: 'a' }, 'erase'));
  await stage.store.trim(1_000);
  expect((await stage.store.verify()).problems).toEqual([]);
  await stage.store.close();
});

test('a setting that is unset stays as long as something is contested in its place', async () => {
  const path = join(emptyDir(), 'kith.db');
  const policy = { ...easyPolicy, apps: manualDemo };
  const stage = Stage.on(
    await createSqliteStore({ path, macKey: new Uint8Array(32), policy, threads: false }),
  );
  const { user, device } = await stage.user('alice');
  const { base } = await stage.conflict(user, device);
  const { rev = 0 } = yes(await stage.edit(device, { key: 'bio', base }));
  const other = await stage.joined(user);
  yes(await stage.edit(other, { key: 'bio', value: 'late', base }));
  await stage.store.trim(1_000);
  const read = async () => (await stage.store.read('settings', { user, app: 'demo', device })).settings;
  expect(await read()).toEqual([expect.objectContaining({ key: 'bio', value: null, rev })]);
  expect((await stage.store.verify()).problems).toEqual([]);
  yes(await stage.edit(device, { key: 'bio', base: rev }));
  await stage.store.trim(1_000);
  expect(await read()).toEqual([]);
  expect((await stage.store.verify()).problems).toEqual([]);
  await stage.store.close();
});
