import type { App } from '@kith/protocol/apps';
import { expect, test } from 'vitest';
import { SettingsStage } from '../testing/settings-stage.ts';

interface Seen {
  readonly version: number;
  readonly cheapest: number;
  readonly dismissed: boolean;
}

const seen: App<Seen> = {
  name: 'demo',
  defaults: { version: 0, cheapest: 100, dismissed: false },
  keys: { version: { policy: 'max' }, cheapest: { policy: 'min' }, dismissed: { policy: 'or' } },
};

test('a value only goes its way: max up, min down, or to true', () => {
  const settings = new SettingsStage().door.of(seen);
  settings.set('version', 7);
  settings.set('version', 3);
  settings.set('cheapest', 40);
  settings.set('cheapest', 60);
  settings.set('dismissed', true);
  settings.set('dismissed', false);
  expect(settings.values.get()).toEqual({ version: 7, cheapest: 40, dismissed: true });
});

test('what another device brought further shows at once, over an own edit that waits', () => {
  const stage = new SettingsStage();
  const settings = stage.door.of(seen);
  settings.set('version', 5);
  stage.tell({ key: 'version', value: 9 });
  expect(settings.get('version')).toBe(9);
  settings.set('version', 11);
  expect(settings.get('version')).toBe(11);
});

test('what stands already, or is beyond, sends nothing', async () => {
  const stage = new SettingsStage();
  stage.tell({ key: 'version', value: 9 });
  stage.serve();
  const settings = stage.door.of(seen);
  settings.set('version', 9);
  settings.set('version', 4);
  await stage.settle();
  expect(stage.ops).toEqual([]);
  settings.set('version', 10);
  await stage.settle();
  expect(stage.ops.map(({ value }) => value)).toEqual([10]);
});

test('a reset is a reset: from there it goes its way again', () => {
  const stage = new SettingsStage();
  stage.tell({ key: 'version', value: 9 });
  const settings = stage.door.of(seen);
  settings.unset('version');
  expect(settings.get('version')).toBe(0);
  settings.set('version', 2);
  expect(settings.get('version')).toBe(2);
});

test('before there is a user such a value is brought along as a plain edit, since neither side can lose', async () => {
  const stage = new SettingsStage();
  stage.isAlone = true;
  const settings = stage.door.of({ ...seen, defaults: { ...seen.defaults } });
  settings.set('version', 5);
  stage.isAlone = false;
  stage.tell({ key: 'version', value: 9 });
  stage.serve();
  await stage.settle();
  expect(stage.ops).toMatchObject([{ value: 5 }]);
  expect(stage.ops[0]?.ifBase).toBeUndefined();
});
