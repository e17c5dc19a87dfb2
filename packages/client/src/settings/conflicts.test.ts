import { expect, test } from 'vitest';
import type { LocalCache } from '../cache/cache.ts';
import { memoryCache } from '../cache/memory.ts';
import { other, SettingsStage, self } from '../testing/settings-stage.ts';

const defaults = { theme: 'light', size: 14 };

/** This device set `theme` to `mine`, and hears that a later edit stands, whose event has not come yet. */
async function lost(cache: LocalCache | null = null): Promise<SettingsStage> {
  const stage = new SettingsStage({ cache });
  await stage.enter();
  stage.meet();
  stage.door.of('demo', defaults).set('theme', 'mine');
  stage.serve(() => ({ outcome: 'superseded', rev: 1 }));
  await stage.settle();
  // The pace of edits is no matter here.
  stage.clock.pass(1000);
  await stage.settle();
  return stage;
}

test('an edit that lost is offered once the one that beat it is here', async () => {
  const stage = await lost();
  const settings = stage.door.of('demo', defaults);
  expect([settings.get('theme'), settings.conflicts.get()]).toEqual(['mine', []]);
  stage.tell({ key: 'theme', value: 'theirs', device: other });
  expect(settings.get('theme')).toBe('theirs');
  expect(settings.field('theme').get().conflict).toMatchObject({ mine: 'mine', isBrought: false });
  expect(settings.field('size').get().conflict).toBeNull();
});

test('where this very device came later, in another tab, there is nothing to choose', async () => {
  const stage = await lost();
  stage.tell({ key: 'theme', value: 'theirs', device: self });
  expect(stage.door.of('demo', defaults).conflicts.get()).toEqual([]);
});

test('where both say the same there is nothing to choose', async () => {
  const stage = await lost();
  stage.tell({ key: 'theme', value: 'mine', device: other });
  expect(stage.door.of('demo', defaults).conflicts.get()).toEqual([]);
});

test('where a person settles the conflicts of a key it is offered once, among what is contested', async () => {
  const stage = await lost();
  stage.contest({ key: 'theme', value: 'mine', device: self });
  stage.tell({ key: 'size', value: 20 });
  const field = stage.door.of('demo', defaults).field('theme');
  expect(field.get()).toMatchObject({ conflict: null, contested: [{ value: 'mine', device: self }] });
});

test('one that is offered goes with any later edit of this device, here or in another tab', async () => {
  const stage = await lost();
  const settings = stage.door.of('demo', defaults);
  stage.tell({ key: 'theme', value: 'theirs', device: other });
  stage.tell({ key: 'theme', value: 'chosen', device: self });
  expect(settings.conflicts.get()).toEqual([]);
});

test('what lost is taken back as a new edit', async () => {
  const stage = await lost();
  const settings = stage.door.of('demo', defaults);
  stage.tell({ key: 'theme', value: 'theirs', device: other });
  stage.serve();
  settings.conflicts.get()[0]?.keepMine();
  await stage.settle();
  expect([settings.get('theme'), settings.conflicts.get()]).toEqual(['mine', []]);
  expect(stage.ops.at(-1)).toMatchObject({ value: 'mine', base: 1 });
});

test('it stays offered through a reload, until it is dismissed', async () => {
  const cache = memoryCache();
  const before = await lost(cache);
  before.tell({ key: 'theme', value: 'theirs', device: other });
  before.clock.pass(1000);
  await before.settle();
  const stage = new SettingsStage({ cache });
  await stage.enter();
  const conflicts = () => stage.door.of('demo', defaults).conflicts.get();
  expect(conflicts()).toMatchObject([{ key: 'theme', mine: 'mine' }]);
  conflicts()[0]?.dismiss();
  const after = new SettingsStage({ cache });
  await after.enter();
  expect([conflicts(), after.door.of('demo', defaults).conflicts.get()]).toEqual([[], []]);
});
