import { afterAll, beforeAll, expect, test } from 'vitest';
import { startKith } from '../support/kith.ts';
import { app, newPerson, oneEdit, type TestDevice } from '../support/person.ts';

interface Page {
  readonly entries: readonly { readonly entry: string; readonly old?: string; readonly new?: string }[];
  readonly more: boolean;
}

let server: Awaited<ReturnType<typeof startKith>>;
let device: TestDevice;
beforeAll(async () => {
  server = await startKith({ env: { KITH_RATE_LIMITS: 'off' } });
  device = (await newPerson(server.url)).device;
});
afterAll(() => server.stop());

const longText = (index: number) => `${index} ${'x'.repeat(30_000)}`;

test('a long history comes in pages of a bounded size, whole and newest first', async () => {
  for (let index = 0; index < 40; index += 1) await device.set('long', longText(index));
  const seen: (string | undefined)[] = [];
  let before: string | undefined;
  let pages = 0;
  for (let more = true; more; pages += 1) {
    const params = { app, key: 'long', ...(before === undefined ? {} : { before }) };
    const { status, text, body } = await device.http.call('settings.history', params);
    expect(status).toBe(200);
    expect(text.length).toBeLessThan(256 * 1024);
    const page = body as unknown as Page;
    seen.push(...page.entries.map((entry) => entry.new));
    before = page.entries.at(-1)?.entry;
    ({ more } = page);
  }
  expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => longText(39 - index)));
  expect(pages).toBeGreaterThan(5);
});

test('an entry says what was and what came, as they were', async () => {
  await device.set('small', { a: ['"', null] });
  await device.http.ok('settings.set', {
    app,
    ops: [{ id: 'unset-1', key: 'small', unset: true, base: 0, ageMs: 0 }],
  });
  const page = await device.http.ok<Page>('settings.history', { app, key: 'small' });
  expect(page).toMatchObject({
    entries: [
      { old: { a: ['"', null] }, unset: true },
      { new: { a: ['"', null] }, cause: 'edit' },
    ],
    more: false,
  });
});

test('to go on behind what is no entry of this setting is refused', async () => {
  await device.http.ok('settings.set', oneEdit('other', 1));
  const { entries } = await device.http.ok<Page>('settings.history', { app, key: 'other' });
  for (const before of ['nonsense', entries[0]?.entry]) {
    const { status, body } = await device.http.call('settings.history', { app, key: 'small', before });
    expect([status, body.code]).toEqual([400, 'validation-failed']);
  }
});
