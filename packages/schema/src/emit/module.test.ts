import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineApp } from '../app.ts';
import { members } from '../members.ts';
import { setting } from '../setting.ts';
import { emitModule } from './module.ts';
import { namesOf } from './names.ts';

const outside = 1;

test('an app is a type and an object, and says of a key what is not as usual', () => {
  const app = defineApp('my-notes', {
    size: setting(z.int().describe('In points; */ or so.'), { default: 14, scopes: [] }),
    __proto: setting(z.unknown(), { default: { "it's": [1, 'a'] }, policy: 'manual' }),
    pins: members(z.string()),
    side: { tags: members(z.string(), { deviceOnly: true }) },
  });
  expect(emitModule([app])).toEqual({
    ok: true,
    text: `/** The settings of apps. Made by \`kith types\`: do not edit. */
import type { App, Json } from '@kith/client';

/** The settings of 'my-notes' by key. */
export interface MyNotes {
  /** In points; *\\/ or so. */
  size: number;
  __proto: Json;
}

/** 'my-notes', as the SDK takes it: \`kith.settings(myNotes)\`. */
export const myNotes: App<MyNotes, 'pins' | 'side.tags'> = {
  name: 'my-notes',
  defaults: {
    size: 14,
    __proto: { 'it\\'s': [1, 'a'] },
  },
  keys: {
    size: { scopes: ['user'] },
    __proto: { policy: 'manual' },
    pins: { members: true },
    'side.tags': { members: true, scopes: ['device'] },
  },
};
`,
  });
});

test('ways from older keys are written with it', () => {
  const app = defineApp('a', {
    old: setting(z.boolean(), { default: true }),
    now: setting(z.int(), { default: 0, migrateFrom: { key: 'old', map: (old) => (old === true ? 1 : 2) } }),
  });
  const emitted = emitModule([app]);
  expect(emitted).toMatchObject({ ok: true, text: expect.stringContaining('// @ts-nocheck') });
  expect(emitted).toMatchObject({
    text: expect.stringContaining("now: { migrateFrom: { key: 'old', map: (old) => "),
  });
});

test('every way that cannot be written is told, with its fix', () => {
  const migrateFrom = { key: 'old', map: () => outside };
  const number = setting(z.int(), { default: 0, migrateFrom });
  expect(emitModule([defineApp('a', { x: number, y: number })])).toEqual({
    ok: false,
    problems: ['a x migrateFrom', 'a y migrateFrom'].map((name) => ({
      name,
      wrong: expect.stringContaining('outside is not defined'),
      fix: expect.stringContaining('arrow function'),
    })),
  });
});

test('apps have names that a module can give, and no two the same', () => {
  const names = ['notes', 'my-app.v2', '2do', 'default', 'app', 'json', 'a-b', 'a.b', 'a_b', 'a.b.app'];
  expect(namesOf(names).map(({ variable, type }) => `${variable} ${type}`)).toEqual([
    'notes Notes',
    'myAppV2 MyAppV2',
    'app2do App2do',
    'defaultApp DefaultApp',
    'appApp AppApp',
    'jsonApp JsonApp',
    'aB AB',
    'aBApp ABApp',
    'aBApp2 ABApp2',
    'aBAppApp ABAppApp',
  ]);
});
