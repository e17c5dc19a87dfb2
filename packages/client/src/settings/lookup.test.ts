import type { App } from '@kith/protocol/apps';
import { expect, test } from 'vitest';
import { SettingsStage, self } from '../testing/settings-stage.ts';

interface Demo {
  readonly theme: string;
  readonly size: number;
}

const demo: App<Demo> = { name: 'demo', defaults: { theme: 'light', size: 14 }, keys: {} };

/** A stage whose operator has set out values. */
async function managedStage(managed: object): Promise<SettingsStage> {
  const stage = new SettingsStage();
  stage.answers['apps.get'] = () => ({ app: 'demo', version: 1, keys: [{ key: 'theme', managed }] });
  stage.door.of(demo);
  stage.door.greeted({ demo: 1 });
  await stage.settle();
  return stage;
}

test('the first that speaks: the device, its class, the person, the operator, the default', async () => {
  const stage = await managedStage({ value: 'managed', locked: false });
  const field = stage.door.of(demo).field('theme');
  const shows = () => [
    field.get().value,
    field.get().source,
    field.get().below?.value,
    field.get().below?.source,
  ];
  expect(shows()).toEqual(['managed', 'managed', 'light', 'default']);
  stage.tell({ key: 'theme', value: 'mine' });
  expect(shows()).toEqual(['mine', 'user', 'managed', 'managed']);
  stage.tell({ key: 'theme', scope: 'class:phone', value: 'small' });
  expect(shows()).toEqual(['small', 'class', 'mine', 'user']);
  stage.tell({ key: 'theme', scope: `device:${self}`, value: 'here' });
  expect(shows()).toEqual(['here', 'device', 'small', 'class']);
});

test('another device, and a class that this device is not of, change nothing here', () => {
  const stage = new SettingsStage();
  const settings = stage.door.of(demo);
  stage.tell({ key: 'theme', scope: 'class:tv', value: 'big' });
  stage.tell({ key: 'theme', scope: 'device:dev_other', value: 'there' });
  expect([settings.get('theme'), settings.field('theme').get().source]).toEqual(['light', 'default']);
});

test('a locked value shows over every choice, and says so', async () => {
  const stage = await managedStage({ value: 'corporate', locked: true });
  const settings = stage.door.of(demo);
  settings.override('theme', 'mine');
  const { value, source, locked, below } = settings.field('theme').get();
  expect([value, source, locked, below]).toEqual(['corporate', 'locked', true, null]);
  expect(settings.values.get()).toEqual({ theme: 'corporate', size: 14 });
});

test('an override hides the choice on this device, and gives it back', () => {
  const stage = new SettingsStage();
  const settings = stage.door.of(demo);
  settings.set('theme', 'dark');
  settings.override('theme', 'sepia');
  expect(settings.field('theme').get()).toMatchObject({ value: 'sepia', source: 'device' });
  settings.clearOverride('theme');
  expect(settings.field('theme').get()).toMatchObject({ value: 'dark', source: 'user' });
});

test('an override is one of this device also before it is known which that is', async () => {
  const stage = new SettingsStage();
  stage.device = undefined;
  const settings = stage.door.of(demo);
  settings.override('theme', 'sepia');
  const seen = [settings.get('theme')];
  settings.subscribe(() => seen.push(settings.get('theme')));
  await stage.enter();
  stage.serve();
  await stage.settle();
  expect(stage.ops).toMatchObject([{ key: 'theme', scope: `device:${self}`, value: 'sepia' }]);
  expect(new Set(seen)).toEqual(new Set(['sepia']));
});

test('an edit goes to the scope it names, else to the first that the schema allows', async () => {
  const stage = new SettingsStage();
  stage.serve();
  const sized: App<Demo> = { ...demo, keys: { size: { scopes: ['device', 'class'] } } };
  const settings = stage.door.of(sized);
  settings.set('size', 20);
  settings.set('theme', 'a');
  settings.set('theme', 'b', { scope: 'class' });
  settings.set('theme', 'c', { scope: 'class:tv' });
  await stage.settle();
  expect(stage.ops.map(({ key, scope, value }) => [key, scope, value])).toEqual([
    ['size', `device:${self}`, 20],
    ['theme', 'user', 'a'],
    ['theme', 'class:phone', 'b'],
    ['theme', 'class:tv', 'c'],
  ]);
});

interface Later extends Demo {
  readonly mode: { readonly dark: boolean };
}

const later: App<Later> = {
  name: 'demo',
  defaults: { ...demo.defaults, mode: { dark: false } },
  keys: {
    mode: {
      migrateFrom: {
        key: 'theme',
        map: (old) => (typeof old === 'string' ? { dark: old === 'dark' } : undefined),
      },
    },
  },
};

test('a key shows what can be made of the one before it, scope by scope, until somebody edits it', () => {
  const stage = new SettingsStage();
  const settings = stage.door.of(later);
  const field = settings.field('mode');
  expect(field.get()).toMatchObject({ value: { dark: false }, source: 'default' });
  stage.tell({ key: 'theme', value: 'dark' });
  expect(field.get()).toMatchObject({ value: { dark: true }, source: 'user' });
  expect(settings.values.get()).toEqual({ theme: 'dark', size: 14, mode: { dark: true } });
  stage.tell({ key: 'theme', scope: `device:${self}`, value: 'light' });
  expect(field.get()).toMatchObject({ value: { dark: false }, source: 'device' });
  stage.tell({ key: 'theme', scope: `device:${self}`, value: undefined });
  settings.set('mode', { dark: false });
  expect(field.get()).toMatchObject({ value: { dark: false }, source: 'user' });
  expect(settings.get('theme')).toBe('dark');
});

test('of an old value that nothing can be made of, also where the map throws, nothing shows', () => {
  const stage = new SettingsStage();
  const map = (old: unknown) => ({ dark: (old as { length: number }).length > 4 });
  const careless: App<Later> = { ...later, keys: { mode: { migrateFrom: { key: 'theme', map } } } };
  const settings = stage.door.of(careless);
  stage.tell({ key: 'theme', value: null });
  expect(settings.field('mode').get()).toMatchObject({ value: { dark: false }, source: 'default' });
});

test('what migrates sends nothing; taking the choice back takes back what it was made of', async () => {
  const stage = new SettingsStage();
  stage.tell({ key: 'theme', value: 'dark' });
  stage.serve();
  const settings = stage.door.of(later);
  expect(settings.get('mode')).toEqual({ dark: true });
  await stage.settle();
  expect(stage.ops).toEqual([]);
  settings.unset('mode');
  await stage.settle();
  expect(settings.get('mode')).toEqual({ dark: false });
  expect(stage.ops.map(({ key, unset }) => [key, unset])).toEqual([
    ['mode', true],
    ['theme', true],
  ]);
});
