import { expect, test } from 'vitest';
import { SettingsStage, self } from '../testing/settings-stage.ts';

const defaults = { theme: 'light', size: 14, font: 'serif', wide: false };

/** A device that was given values before it had a user, and then joins one whose account has some already. */
async function joined(): Promise<SettingsStage> {
  const stage = new SettingsStage();
  stage.isAlone = true;
  const settings = stage.door.of('demo', defaults);
  settings.set('theme', 'dark');
  settings.set('size', 20);
  settings.set('font', 'mono');
  settings.set('wide', true);
  stage.isAlone = false;
  stage.tell({ key: 'theme', value: 'sepia' });
  stage.tell({ key: 'size', value: 16 });
  stage.tell({ key: 'wide', value: true });
  stage.whole.set({ id: 'u', handle: 'ada', displayName: null });
  stage.serve(({ key, ifBase }) => (ifBase && key !== 'font' ? { outcome: 'skipped' } : {}));
  await stage.settle();
  // The pace of edits is no matter here.
  stage.clock.pass(1000);
  return stage;
}

test('the account takes what it lacks, and where it has something else the person is asked', async () => {
  const stage = await joined();
  const joining = stage.door.joining.get();
  expect(joining).toMatchObject({ user: 'u', adopted: 1 });
  expect(joining?.differing).toEqual([
    { app: 'demo', key: 'theme', mine: 'dark', theirs: 'sepia' },
    { app: 'demo', key: 'size', mine: 20, theirs: 16 },
  ]);
  expect(stage.door.of('demo', defaults).values.get()).toEqual({
    theme: 'sepia',
    size: 16,
    font: 'mono',
    wide: true,
  });
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
  const [theme, size] = stage.door.joining.get()?.differing ?? [];
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
