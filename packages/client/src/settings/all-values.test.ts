import type { App } from '@kith/protocol/apps';
import { expect, test } from 'vitest';
import { SettingsStage } from '../testing/settings-stage.ts';

type Demo = Record<string, number>;

/** `new.<n>` came after `old.<n>`; each look at one is counted. */
function counted(size: number) {
  let looks = 0;
  const numbers = Array.from({ length: size }, (_, at) => at);
  const app: App<Demo> = {
    name: 'demo',
    defaults: Object.fromEntries(numbers.map((at) => [`new.${at}`, -1])),
    keys: Object.fromEntries(
      numbers.map((at) => {
        const map = (old: unknown) => {
          looks += 1;
          return Number(old) * 2;
        };
        return [`new.${at}`, { migrateFrom: { key: `old.${at}`, map } }] as const;
      }),
    ),
  };
  return { app, looks: () => looks };
}

test('of many settings an edit computes those that it concerns, and no other', () => {
  const { app, looks } = counted(500);
  const stage = new SettingsStage();
  const settings = stage.door.of(app);
  settings.subscribe(() => undefined);
  for (let at = 0; at < 500; at += 1) stage.tell({ key: `old.${at}`, value: at });
  const before = looks();
  stage.tell({ key: 'old.7', value: 100 });
  expect(looks() - before).toBeLessThanOrEqual(2);
  expect(settings.get('new.7')).toBe(200);
  expect(settings.get('new.8')).toBe(16);
});

test('values are the same object until one of them is another, and lose what is unset', () => {
  const stage = new SettingsStage();
  const settings = stage.door.of({ name: 'demo', defaults: { size: 14 }, keys: {} } satisfies App<{
    size: number;
  }>);
  const first = settings.values.get();
  stage.tell({ key: 'size', value: 14 });
  expect(settings.values.get()).toBe(first);
  stage.tell({ key: 'other', value: 1 });
  expect(settings.values.get()).toEqual({ size: 14, other: 1 });
  stage.tell({ key: 'other', value: undefined, unset: true });
  expect(settings.values.get()).toEqual({ size: 14 });
  stage.tell({ key: '__proto__', value: { polluted: true } });
  expect(Object.keys(settings.values.get())).toEqual(['size', '__proto__']);
  expect((settings.values.get() as { polluted?: true }).polluted).toBeUndefined();
});
