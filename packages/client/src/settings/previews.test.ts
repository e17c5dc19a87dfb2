import type { App } from '@kith/protocol/apps';
import { expect, test } from 'vitest';
import { other, SettingsStage, self } from '../testing/settings-stage.ts';

const demo: App<{ readonly size: number }> = { name: 'demo', defaults: { size: 14 }, keys: {} };

const told = { app: 'demo', scope: 'user', key: 'size', value: 20, device: other };

test('a drag on another screen shows beside the value, and is over 2 s after its last sign', () => {
  const stage = new SettingsStage();
  const field = stage.door.of(demo).field('size');
  stage.door.previewed(told);
  expect(field.get()).toMatchObject({ value: 14, preview: { value: 20, device: other } });
  stage.clock.pass(1500);
  stage.door.previewed({ ...told, value: 21 });
  stage.clock.pass(1500);
  expect(field.get().preview?.value).toBe(21);
  stage.clock.pass(500);
  expect(field.get().preview).toBeNull();
  expect(stage.clock.timers).toBe(0);
});

test('the value that is stored ends it', () => {
  const stage = new SettingsStage();
  const field = stage.door.of(demo).field('size');
  stage.door.previewed(told);
  stage.tell({ key: 'size', value: 22 });
  expect(field.get()).toMatchObject({ value: 22, preview: null });
});

test('a drag of what an override hides does not show here', () => {
  const stage = new SettingsStage();
  const field = stage.door.of(demo).field('size');
  stage.tell({ key: 'size', scope: `device:${self}`, value: 30 });
  stage.door.previewed(told);
  expect(field.get().preview).toBeNull();
  stage.door.previewed({ ...told, scope: `device:${self}`, value: 31 });
  expect(field.get().preview?.value).toBe(31);
});

test('whoever logs in next sees no drag of the one before', () => {
  const stage = new SettingsStage();
  const field = stage.door.of(demo).field('size');
  stage.door.previewed(told);
  stage.engine.clear();
  expect([field.get().preview, stage.clock.timers]).toEqual([null, 0]);
});

test('a drag is previewed at most 20 times and stored once a second, and its last value at once', async () => {
  const stage = new SettingsStage();
  stage.answers['settings.preview'] = () => ({});
  stage.serve();
  const settings = stage.door.of(demo);
  const drag = settings.gesture({ preview: true });
  for (let size = 1; size <= 300; size += 1) {
    drag.set('size', size);
    stage.clock.pass(10);
    await stage.settle();
  }
  drag.end();
  await stage.settle();
  const previews = stage.calls.filter(({ method }) => method === 'settings.preview');
  expect(previews.length).toBeLessThanOrEqual(3 * 20 + 1);
  expect(previews.length).toBeGreaterThan(3 * 20 - 5);
  expect(previews.at(-1)?.params).toMatchObject({ app: 'demo', key: 'size', scope: 'user' });
  expect(stage.ops.length).toBeLessThanOrEqual(3 + 2);
  expect(stage.ops.at(-1)?.value).toBe(300);
  expect(new Set(stage.ops.map(({ gesture }) => gesture)).size).toBe(1);
  stage.clock.pass(5000);
  await stage.settle();
  expect(stage.calls.filter(({ method }) => method === 'settings.preview').length).toBe(previews.length);
});
