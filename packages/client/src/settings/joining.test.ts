import { expect, test } from 'vitest';
import type { LocalCache } from '../cache/cache.ts';
import { memoryCache } from '../cache/memory.ts';
import { SettingsStage, self } from '../testing/settings-stage.ts';

const defaults = { theme: 'light', size: 14, font: 'serif', wide: false };

/** A device that was given values before it had a user, and then joins one whose account has some already. */
async function joined(cache: LocalCache | null = null): Promise<SettingsStage> {
  const stage = new SettingsStage({ cache });
  await stage.enter();
  stage.isAlone = true;
  const settings = stage.door.of('demo', defaults);
  settings.set('theme', 'dark');
  settings.set('size', 20);
  settings.set('font', 'mono');
  settings.set('wide', true);
  stage.isAlone = false;
  stage.meet({ key: 'theme', value: 'sepia' }, { key: 'size', value: 16 }, { key: 'wide', value: true });
  stage.serve(({ key, ifBase }) => (ifBase && key !== 'font' ? { outcome: 'skipped' } : {}));
  await stage.settle();
  // The pace of edits is no matter here.
  stage.clock.pass(1000);
  await stage.settle();
  return stage;
}

test('the account takes what it lacks, and where it has something else the person is asked', async () => {
  const stage = await joined();
  const joining = stage.door.joining.get();
  expect(joining).toMatchObject({ user: 'u', adopted: 1 });
  expect(joining?.differing).toEqual([
    { app: 'demo', key: 'size', mine: 20, theirs: 16 },
    { app: 'demo', key: 'theme', mine: 'dark', theirs: 'sepia' },
  ]);
  expect(stage.door.of('demo', defaults).values.get()).toEqual({
    theme: 'sepia',
    size: 16,
    font: 'mono',
    wide: true,
  });
});

test('what a person is asked is asked as a whole, however many calls it took', async () => {
  const stage = new SettingsStage();
  stage.isAlone = true;
  for (const app of ['one', 'two', 'three']) stage.door.of(app, defaults).set('theme', 'dark');
  stage.isAlone = false;
  const asked: (number | undefined)[] = [];
  stage.door.joining.subscribe(() => asked.push(stage.door.joining.get()?.differing.length));
  const theirs = ['one', 'two', 'three'].map((app) => ({ app, key: 'theme', value: 'sepia' }));
  stage.meet(...theirs);
  stage.serve(() => ({ outcome: 'skipped' }));
  await stage.settle();
  expect(asked).toEqual([3]);
});

test('the account’s values stay: nothing is sent, and nothing is asked again', async () => {
  const stage = await joined();
  const sent = stage.ops.length;
  stage.door.joining.get()?.keepAccount();
  await stage.settle();
  expect([stage.door.joining.get(), stage.ops.length]).toEqual([null, sent]);
  expect(stage.door.of('demo', defaults).conflicts.get()).toEqual([]);
});

test('the device’s own values stay on this device alone', async () => {
  const stage = await joined();
  const sent = stage.ops.length;
  stage.door.joining.get()?.keepHere();
  await stage.settle();
  expect(stage.ops.slice(sent).map(({ key, scope, value }) => [key, scope, value])).toEqual([
    ['theme', `device:${self}`, 'dark'],
    ['size', `device:${self}`, 20],
  ]);
  expect(stage.door.of('demo', defaults).field('theme').get()).toMatchObject({
    value: 'dark',
    source: 'device',
    below: { value: 'sepia', source: 'user' },
  });
  expect(stage.door.joining.get()).toBeNull();
});

test('the device’s own values become the account’s, by edits that know what they replace', async () => {
  const stage = await joined();
  const sent = stage.ops.length;
  stage.door.joining.get()?.replaceAccount();
  await stage.settle();
  expect(stage.ops.slice(sent)).toMatchObject([
    { key: 'theme', scope: 'user', value: 'dark', base: 1 },
    { key: 'size', scope: 'user', value: 20, base: 2 },
  ]);
  expect(stage.ops.slice(sent).every(({ ifBase }) => ifBase === undefined)).toBe(true);
});

test('setting by setting: the others stay asked, each in the object that it was', async () => {
  const stage = await joined();
  const [size, theme] = stage.door.joining.get()?.differing ?? [];
  if (theme === undefined) throw new Error('nothing differs');
  stage.door.joining.get()?.choose(theme, 'replace');
  expect(stage.door.joining.get()?.differing).toEqual([size]);
  expect(stage.door.joining.get()?.differing[0]).toBe(size);
});

test('what the account held is kept before, and can be had back', async () => {
  const stage = await joined();
  const [snapshot] = stage.door.snapshots.list.get();
  expect(snapshot).toMatchObject({ user: 'u', at: stage.clock.time - 1000 });
  expect(snapshot?.items.map(({ key, mine, theirs }) => [key, mine, theirs])).toEqual([
    ['theme', 'dark', 'sepia'],
    ['size', 20, 16],
    ['font', 'mono', undefined],
    ['wide', true, true],
  ]);
  stage.door.joining.get()?.replaceAccount();
  await stage.settle();
  const sent = stage.ops.length;
  stage.clock.pass(1000);
  stage.door.snapshots.restore(snapshot?.id ?? '');
  await stage.settle();
  expect(stage.door.of('demo', defaults).values.get()).toEqual({
    ...defaults,
    theme: 'sepia',
    size: 16,
    wide: true,
  });
  const restored = stage.ops.slice(sent);
  expect(restored.map(({ key }) => key)).toEqual(['theme', 'size', 'font']);
  expect(new Set(restored.map(({ gesture }) => gesture)).size).toBe(1);
  stage.door.snapshots.remove(snapshot?.id ?? '');
  expect(stage.door.snapshots.list.get()).toEqual([]);
});

test('a device that was given nothing before is asked nothing', () => {
  const stage = new SettingsStage();
  stage.tell({ key: 'theme', value: 'sepia' });
  stage.whole.set({ id: 'u', handle: 'ada', displayName: null });
  expect([stage.door.joining.get(), stage.door.snapshots.list.get()]).toEqual([null, []]);
});

test('whoever logs in next is asked nothing, and sees no snapshot', async () => {
  const stage = await joined();
  stage.engine.clear();
  expect([stage.door.joining.get(), stage.door.snapshots.list.get()]).toEqual([null, []]);
});

test('what is asked stays asked through a reload, and so do the snapshots; what was answered is not asked again', async () => {
  const cache = memoryCache();
  const before = await joined(cache);
  const again = async () => {
    const stage = new SettingsStage({ cache });
    await stage.enter();
    return stage;
  };
  const stage = await again();
  expect(stage.door.joining.get()).toMatchObject({ user: 'u', adopted: 1 });
  expect(stage.door.joining.get()?.differing).toEqual(before.door.joining.get()?.differing);
  expect(stage.door.snapshots.list.get()).toEqual(before.door.snapshots.list.get());
  stage.door.joining.get()?.keepAccount();
  const after = await again();
  expect([after.door.joining.get(), after.door.snapshots.list.get().length]).toEqual([null, 1]);
});

test('five snapshots are kept, the newest', async () => {
  const stage = await joined();
  const snapshots = stage.door.snapshots;
  for (let turn = 0; turn < 6; turn += 1) {
    stage.clock.pass(1);
    snapshots.take('u', []);
  }
  const times = snapshots.list.get().map(({ at }) => stage.clock.time - at);
  expect(times).toEqual([0, 1, 2, 3, 4]);
});
