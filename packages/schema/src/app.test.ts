import type { App } from '@kith/protocol/apps';
import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { defineApp } from './app.ts';
import { members } from './members.ts';
import { setting } from './setting.ts';

const place = z.object({ lat: z.number(), lng: z.number() });

const notes = defineApp('notes', {
  theme: setting(z.enum(['light', 'dark']), { default: 'light' }),
  editor: {
    size: setting(z.int(), { default: 14, scopes: ['device'] }),
    spelling: { on: setting(z.boolean(), { default: false, policy: 'or' }) },
  },
  place: setting(place, { default: null }),
  seen: setting(z.int(), { default: 0, policy: 'max', scopes: [] }),
  window: setting(z.int(), { default: 0, deviceOnly: true }),
  pins: members(z.string()),
  side: { tags: members(z.string(), { scopes: [] }) },
});

test('groups become dotted keys, and an app is known by those', () => {
  expect(notes.defaults).toEqual({
    theme: 'light',
    'editor.size': 14,
    'editor.spelling.on': false,
    place: null,
    seen: 0,
    window: 0,
  });
});

test('what is as usual of a key is not said', () => {
  expect(notes.keys).toEqual({
    theme: {},
    'editor.size': { scopes: ['user', 'device'] },
    'editor.spelling.on': { policy: 'or' },
    place: {},
    seen: { policy: 'max', scopes: ['user'] },
    window: { scopes: ['device'] },
    pins: { members: true },
    'side.tags': { members: true, scopes: ['user'] },
  });
});

test('the types are those of the schemas', () => {
  expectTypeOf(notes.defaults).toEqualTypeOf<
    Readonly<{
      theme: 'light' | 'dark';
      'editor.size': number;
      'editor.spelling.on': boolean;
      place: { lat: number; lng: number } | null;
      seen: number;
      window: number;
    }>
  >();
  expectTypeOf(notes.name).toEqualTypeOf<'notes'>();
  const setsOf = <T extends object, M extends string>(_: App<T, M>): M[] => [];
  expectTypeOf(setsOf(notes)).toEqualTypeOf<('pins' | 'side.tags')[]>();
  expectTypeOf(notes).toExtend<App<{ theme: 'light' | 'dark' }>>();
});

test('a default of another type, and a policy that makes no sense of the values, do not compile', () => {
  // @ts-expect-error a text is no number
  setting(z.int(), { default: 'a' });
  // @ts-expect-error texts have no greatest
  setting(z.string(), { default: 'a', policy: 'max' });
  // @ts-expect-error numbers are neither true nor false
  setting(z.int(), { default: 1, policy: 'or' });
  // @ts-expect-error what comes out of the older key is none of the values
  setting(z.int(), { default: 1, migrateFrom: { key: 'old', map: () => 'a' } });
  setting(z.int(), { default: null, policy: 'max' });
});
