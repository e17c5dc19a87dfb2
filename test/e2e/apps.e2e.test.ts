import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newPerson, type OpResult, oneEdit, type TestDevice } from '../support/person.ts';
import { serve } from '../support/server.ts';

const root = join(import.meta.dirname, '../..');
const example = join(root, 'examples/kith.config.ts');

/** Writes a file of apps, where the packages of this repository are found. */
function apps(text: string): string {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const dir = mkdtempSync(join(root, '.cache', 'apps-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const path = join(dir, 'kith.config.ts');
  writeFileSync(
    path,
    `import { defineApp, defineConfig, members, setting, z } from '@kith/schema';\n${text}`,
  );
  return path;
}

/** One app `notes` with these settings. */
function notes(settings: string): string {
  return apps(`export default defineConfig({ apps: [defineApp('notes', ${settings})] });`);
}

async function set(device: TestDevice, key: string, value: unknown, rest: object = {}): Promise<OpResult> {
  const edit = { ...oneEdit(key, value, { ...rest }), app: 'notes' };
  const { results } = await device.http.ok<{ results: [OpResult] }>('settings.set', edit);
  return results[0];
}

test('[M12] values are checked against the schema, each op alone, and a wrong one says where it is wrong', async () => {
  await using server = await serve({ settings: { CONFIG: example } });
  const { device } = await newPerson(server.url);
  expect(await set(device, 'editor.size', 12)).toMatchObject({ outcome: 'applied' });
  expect(await set(device, 'editor.size', 7)).toMatchObject({
    outcome: 'rejected',
    code: 'validation-failed',
    hint: expect.stringContaining('editor.size: '),
  });
  expect(await set(device, 'home', { lat: 1 })).toMatchObject({
    hint: expect.stringContaining('home.lng: '),
  });
  expect(await set(device, 'pins.a', true)).toMatchObject({ outcome: 'applied' });
  expect(await set(device, 'pins.a', 'yes')).toMatchObject({ code: 'validation-failed' });
  expect(await set(device, 'pins', true)).toMatchObject({ code: 'validation-failed' });
  expect(await set(device, 'unheard', { of: 1 })).toMatchObject({ outcome: 'applied' });
});

test('[M12] a wrong value that is sent again is answered as it was, and its id for a right one is a conflict', async () => {
  await using server = await serve({ settings: { CONFIG: example } });
  const { device } = await newPerson(server.url);
  const id = 'one-op';
  expect(await set(device, 'editor.size', 7, { id })).toMatchObject({ code: 'validation-failed' });
  expect(await set(device, 'editor.size', 7, { id })).toMatchObject({ code: 'validation-failed' });
  expect(await set(device, 'editor.size', 9, { id })).toMatchObject({ code: 'conflict' });
});

test('[M12] nobody writes what the operator locked, or where a key has no scope', async () => {
  await using server = await serve({ settings: { CONFIG: example } });
  const { device } = await newPerson(server.url);
  const own = { scope: `device:${device.id}` };
  expect(await set(device, 'editor.spelling', false)).toMatchObject({ code: 'forbidden' });
  expect(await set(device, 'seen', 3, own)).toMatchObject({ code: 'forbidden' });
  expect(await set(device, 'seen', 3)).toMatchObject({ outcome: 'applied' });
  expect(await set(device, 'window', { width: 1, height: 1 })).toMatchObject({ code: 'forbidden' });
  expect(await set(device, 'window', { width: 1, height: 1 }, own)).toMatchObject({ outcome: 'applied' });
});

test('[M12] clients read what a schema says, and hear its version at every hello', async () => {
  await using server = await serve({ settings: { CONFIG: example } });
  const { device } = await newPerson(server.url);
  const { hello } = await device.connect();
  expect(hello).toMatchObject({ apps: { notes: expect.any(Number) } });
  const said = await device.http.ok<{ keys: { key: string }[] }>('apps.get', { app: 'notes' });
  expect(said).toMatchObject({ app: 'notes', version: hello.apps?.notes, unknown: 'keep' });
  const keys = new Map(said.keys.map((it) => [it.key, it]));
  expect(keys.get('editor.size')).toEqual({
    key: 'editor.size',
    policy: 'lww',
    scopes: ['user', 'device', 'class'],
    default: 14,
    schema: { type: 'integer', minimum: 8, maximum: 72 },
    managed: { value: 16, locked: false },
  });
  expect(keys.get('pins')).toMatchObject({ members: true });
  expect(keys.get('pins.welcome')).toMatchObject({ managed: { value: true, locked: false } });
  expect(await device.http.refused('apps.get', { app: 'other' })).toMatchObject({ code: 'not-found' });
});

test('[M12] without a file there are no apps, and any key takes any value', async () => {
  await using server = await serve();
  const { device } = await newPerson(server.url);
  expect((await device.connect()).hello).not.toHaveProperty('apps');
  expect(await device.http.refused('apps.get', { app: 'notes' })).toMatchObject({ code: 'not-found' });
  expect(await set(device, 'editor.size', 'any')).toMatchObject({ outcome: 'applied' });
});

test('[M12] a schema may grow; a start that would take something back is stopped, with every way out', async () => {
  const first = await serve({
    settings: {
      CONFIG: notes(`{ theme: setting(z.enum(['a', 'b']), { default: 'a' }), pins: members(z.string()) }`),
    },
  });
  const { device } = await newPerson(first.url);
  const before = (await device.connect()).hello.apps?.notes ?? 0;
  expect(await set(device, 'theme', 'b')).toMatchObject({ outcome: 'applied' });
  await first.stop();
  const narrower = notes(
    `{ theme: setting(z.enum(['a']), { default: 'a' }), pins: setting(z.int(), { default: 0 }) }`,
  );
  await expect(first.again({ settings: { CONFIG: narrower } })).rejects.toMatchObject({
    problems: [
      {
        name: 'kith.config.ts: notes theme',
        wrong: expect.stringContaining('no longer takes "b"'),
        fix: expect.stringContaining("migrateFrom: { key: 'theme', map }"),
      },
      { name: 'kith.config.ts: notes pins', wrong: expect.stringContaining('was a set') },
    ],
  });
  const wider = notes(
    `{ theme: setting(z.string(), { default: 'a' }), size: setting(z.int(), { default: 1 }) }`,
  );
  const second = await first.again({ settings: { CONFIG: wider } });
  expect((await device.connect()).hello.apps?.notes).toBeGreaterThan(before);
  // What the schema does not name any more is kept, and goes on to be written by those who know it.
  expect(await set(device, 'pins.a', true)).toMatchObject({ outcome: 'applied' });
  await second.stop();
});
