import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineApp } from './app.ts';
import { defineConfig } from './config.ts';
import { readConfig } from './config-problems.ts';
import { describe as describeApp } from './describe.ts';
import { decidedOf } from './managed.ts';
import { members } from './members.ts';
import { setting } from './setting.ts';

const notes = defineApp('notes', {
  theme: setting(z.enum(['light', 'dark']), { default: 'light' }),
  place: setting(z.object({ lat: z.int() }), { default: null, scopes: [] }),
  pins: members(z.string().max(9)),
});
const tasks = defineApp('tasks', { done: setting(z.int(), { default: 0, policy: 'max' }) });

function wrongs(exported: unknown): string[] {
  const read = readConfig(exported);
  return read.ok ? [] : read.problems.map(({ name, wrong }) => `${name} ${wrong}`);
}

test('managed values are of the type of their key', () => {
  const managed = {
    notes: { theme: { value: 'dark', locked: true }, 'pins.welcome': { value: true } },
  } as const;
  expect(wrongs(defineConfig({ apps: [notes, tasks], managed }))).toEqual([]);
  // @ts-expect-error no such app
  expect(wrongs(defineConfig({ apps: [tasks], managed }))).toEqual([
    'managed notes is no app of this configuration',
  ]);
  // @ts-expect-error no such key
  expect(wrongs(defineConfig({ apps: [notes], managed: { notes: { thme: { value: 'dark' } } } }))).toEqual([
    'managed notes thme is no setting of notes',
  ]);
  // @ts-expect-error no such theme
  expect(wrongs(defineConfig({ apps: [notes], managed: { notes: { theme: { value: 'drk' } } } }))).toEqual([
    expect.stringContaining('managed notes theme has a value that is not valid'),
  ]);
  // @ts-expect-error the value itself
  expect(wrongs(defineConfig({ apps: [notes], managed: { notes: { theme: 'dark' } } }))).toEqual([
    'managed notes theme has no value',
  ]);
});

test('what is no configuration is said to be none', () => {
  for (const exported of [undefined, null, {}, { apps: [notes] }, 'notes', notes]) {
    expect(wrongs(exported)).toEqual(['export default exports no configuration by default']);
  }
  expect(wrongs(defineConfig({ apps: [{ name: 'notes' } as unknown as typeof notes] }))).toEqual([
    'apps holds what defineApp did not make',
  ]);
  expect(wrongs(defineConfig({ apps: [notes, tasks, notes] }))).toEqual([
    'notes is there twice among the apps',
  ]);
});

test('an app is described in words of JSON, with what the operator decided', () => {
  const managed = {
    notes: { theme: { value: 'dark', locked: true }, 'pins.welcome': { value: true } },
  } as const;
  const config = defineConfig({ apps: [notes], managed });
  const scopes = ['user', 'device', 'class'];
  expect(describeApp(notes, decidedOf(config, 'notes'))).toEqual({
    unknown: 'keep',
    keys: [
      {
        key: 'theme',
        policy: 'lww',
        scopes,
        default: 'light',
        schema: { type: 'string', enum: ['light', 'dark'] },
        managed: { value: 'dark', locked: true },
      },
      {
        key: 'place',
        policy: 'lww',
        scopes: ['user'],
        default: null,
        schema: {
          anyOf: [
            { type: 'object', properties: { lat: { type: 'integer' } }, required: ['lat'] },
            { type: 'null' },
          ],
        },
      },
      { key: 'pins', policy: 'lww', scopes, members: true, schema: { type: 'string', maxLength: 9 } },
      { key: 'pins.welcome', policy: 'lww', scopes, managed: { value: true, locked: false } },
    ],
  });
  expect(decidedOf(config, 'toString').size).toBe(0);
});
