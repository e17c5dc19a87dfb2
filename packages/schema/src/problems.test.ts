import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineApp } from './app.ts';
import type { Group } from './group.ts';
import { members } from './members.ts';
import { appProblems } from './problems.ts';
import { setting } from './setting.ts';

/** A value that nobody's types were checked of: a configuration runs as it stands. */
// biome-ignore lint/suspicious/noExplicitAny: a test writes what a compiler would refuse
type Loose = any;

const on = setting(z.boolean(), { default: false });

function wrongs(group: Loose, name = 'notes'): string[] {
  return appProblems(defineApp(name, group as Group)).map((it) => `${it.name} ${it.wrong}`);
}

test('an app without problems has none', () => {
  const group = {
    on,
    deep: { er: { on } },
    place: setting(z.object({ lat: z.number() }), { default: null }),
    seen: setting(z.number(), { default: null, policy: 'max' }),
    level: setting(z.literal([1, 2]), { default: 1, policy: 'max' }),
    pins: members(z.enum(['a', 'b'])),
    tree: setting(z.json(), { default: {} }),
  };
  expect(wrongs(group)).toEqual([]);
});

test.each<[string, Loose, string]>([
  ['a schema alone', { a: z.string() }, 'notes a is neither a setting nor a set nor a group'],
  ['a value', { g: { a: 7 } }, 'notes g.a is neither a setting nor a set nor a group'],
  ['one key twice', { 'a.b': on, a: { b: on } }, 'notes a.b is there twice'],
  ['a key in a set', { a: members(z.string()), 'a.b': on }, 'notes a.b would be an element of the set a'],
  ['an empty name', { '': on }, 'notes  has a part without a name'],
  ['a dot too many', { 'a.': on }, 'notes a. has a part without a name'],
  ['a control character', { 'a\n': on }, 'notes a\n is no key'],
  ['a long key', { ['k'.repeat(129)]: on }, `notes ${'k'.repeat(129)} is no key`],
  ['what JSON lacks', { a: setting(z.date() as Loose, { default: null }) }, 'notes a is not of JSON'],
  ['another default', { a: setting(z.int(), { default: 'x' as Loose }) }, 'notes a has a default that its'],
  ['no default', { a: setting(z.any(), {} as Loose) }, 'notes a has a default that is no JSON'],
  [
    'max of texts',
    { a: setting(z.string() as Loose, { default: '', policy: 'max' }) },
    'notes a is merged by max',
  ],
  [
    'or of numbers',
    { a: setting(z.int() as Loose, { default: 1, policy: 'or' }) },
    'notes a is merged by or',
  ],
  ['another policy', { a: setting(z.int(), { default: 1, policy: 'last' as Loose }) }, 'notes a has no such'],
  ['a set of numbers', { a: members(z.int() as Loose) }, 'notes a is a set of what is not text'],
  [
    'two reaches',
    { a: setting(z.int(), { default: 1, deviceOnly: true, scopes: ['class'] }) },
    'notes a is deviceOnly and has scopes',
  ],
  [
    'another scope',
    { a: members(z.string(), { scopes: ['phone' as Loose] }) },
    'notes a has the scope phone',
  ],
  [
    'a way from itself',
    { a: setting(z.int(), { default: 1, migrateFrom: { key: 'a', map: () => 1 } }) },
    'notes a migrates from itself',
  ],
])('%s is a problem', (_, group, says) => {
  const [first, ...more] = wrongs(group);
  expect(more).toEqual([]);
  expect(first).toContain(says);
});

test.each([
  ['a transform', z.string().transform((text) => text.length)],
  ['a default inside', z.object({ a: z.int().default(3) })],
  ['a catch', z.string().catch('x')],
  ['coercion', z.coerce.number()],
  ['trim', z.object({ deep: z.array(z.string().trim()) })],
  ['a preprocess', z.preprocess((it) => it, z.string())],
])('%s would show what nobody set, and is a problem', (_, schema) => {
  expect(wrongs({ a: setting(schema as z.ZodType, { default: null }) })).toEqual([
    expect.stringContaining('notes a changes what it checks'),
  ]);
});

test.each(['Notes', '', 'a b', 'kith'])('%j is no name of an app', (name) => {
  expect(wrongs({ on }, name)).toHaveLength(1);
});

test('all problems are told at once, each with its fix', () => {
  const group = {
    a: z.string(),
    b: setting(z.int(), { default: 'x' as Loose }),
    c: members(z.int() as Loose),
  };
  const problems = appProblems(defineApp('Notes', group as unknown as Group));
  expect(problems).toHaveLength(4);
  expect(problems.every(({ fix }) => fix.length > 5)).toBe(true);
});
