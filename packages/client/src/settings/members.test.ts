import type { App } from '@kith/protocol/apps';
import { expect, test } from 'vitest';
import { SettingsStage } from '../testing/settings-stage.ts';

const demo: App<{ readonly size: number }, 'pins'> = {
  name: 'demo',
  defaults: { size: 14 },
  keys: { pins: { members: true } },
};

test('each element is a setting of its own: what two devices add to a set, it has', async () => {
  const stage = new SettingsStage();
  stage.serve();
  const pins = stage.door.of(demo).members('pins');
  pins.add('tea');
  stage.tell({ key: 'pins.coffee', value: true });
  await stage.settle();
  expect([...pins.get()].sort()).toEqual(['coffee', 'tea']);
  expect([pins.has('tea'), pins.has('milk')]).toEqual([true, false]);
  expect(stage.ops).toMatchObject([{ key: 'pins.tea', value: true }]);
  pins.delete('tea');
  stage.tell({ key: 'pins.coffee', value: undefined });
  expect([...pins.get()]).toEqual([]);
});

test('the set is the same until one of its elements changes, and so is the object', () => {
  const stage = new SettingsStage();
  const settings = stage.door.of(demo);
  const pins = settings.members('pins');
  let told = 0;
  pins.subscribe(() => {
    told += 1;
  });
  const before = pins.get();
  stage.tell({ key: 'size', value: 20 });
  stage.tell({ key: 'pinsandneedles.x', value: true });
  expect([pins.get() === before, told, settings.members('pins') === pins]).toEqual([true, 0, true]);
  stage.tell({ key: 'pins.a.b', value: true });
  expect([[...pins.get()], told]).toEqual([['a.b'], 1]);
});
