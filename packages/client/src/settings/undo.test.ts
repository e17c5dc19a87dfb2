import { expect, test } from 'vitest';
import { SettingsStage } from '../testing/settings-stage.ts';

const defaults = { theme: 'light', size: 14 };

test('the last edit is taken back first, a drag as one, and then there is nothing left', () => {
  const settings = new SettingsStage().door.of('demo', defaults);
  settings.set('theme', 'dark');
  const drag = settings.gesture();
  for (const size of [15, 16, 17]) drag.set('size', size);
  drag.end();
  settings.unset('theme');
  expect(settings.undoable.get()).toBe('theme');
  expect([settings.undo(), settings.get('theme')]).toEqual(['theme', 'dark']);
  expect([settings.undo(), settings.get('size')]).toEqual(['size', 14]);
  expect([settings.undo(), settings.field('theme').get().source]).toEqual(['theme', 'default']);
  expect([settings.undo(), settings.undoable.get()]).toEqual([null, null]);
});

test('what another device has changed since is not taken back', async () => {
  const stage = new SettingsStage();
  stage.serve();
  const settings = stage.door.of('demo', defaults);
  settings.set('size', 16);
  settings.set('theme', 'dark');
  await stage.settle();
  stage.tell({ key: 'theme', value: 'theirs' });
  expect(settings.undo()).toBe('size');
  expect([settings.get('theme'), settings.undo()]).toEqual(['theirs', null]);
});

test('an override is taken back on this device, and an edit for all on all', () => {
  const settings = new SettingsStage().door.of('demo', defaults);
  settings.set('theme', 'dark');
  settings.override('theme', 'sepia');
  settings.undo();
  expect(settings.field('theme').get()).toMatchObject({ value: 'dark', source: 'user' });
});

test('an edit that changed nothing is none to take back; nor is one of whoever was here before', () => {
  const stage = new SettingsStage();
  const settings = stage.door.of('demo', defaults);
  stage.tell({ key: 'theme', value: 'dark' });
  settings.set('theme', 'dark');
  expect(settings.undoable.get()).toBeNull();
  settings.unset('theme');
  stage.engine.clear();
  expect(settings.undo()).toBeNull();
});
