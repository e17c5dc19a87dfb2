/** What happened to an account, from outside: its devices, links and codes, newest first, for its own devices alone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fresh, newPerson, TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';

let server: Served;

beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

interface Page {
  readonly events: readonly {
    readonly seq: number;
    readonly type: string;
    readonly data: { device?: { label: string } };
  }[];
  readonly next: number | null;
}

const pageOf = ({ http }: TestDevice, before?: number) =>
  http.ok<Page>('account.activity', before === undefined ? {} : { before });

test('it has what devices did and what was done to them, and no edit of a setting', async () => {
  const { device } = await newPerson(server.url);
  await device.set('theme', 'dark');
  await device.http.ok('devices.rename', { id: fresh('cmd'), device: device.id, label: 'Kitchen' });
  await device.http.ok('recovery.create');
  const { events, next } = await pageOf(device);
  expect(events.map(({ type }) => type)).toEqual(['recovery.created', 'device.renamed', 'device.joined']);
  expect(events[1]?.data.device?.label).toBe('Kitchen');
  expect(next).toBeNull();
});

test('it goes on from page to page, each event once', async () => {
  const { device } = await newPerson(server.url);
  for (let round = 0; round < 105; round += 1)
    await device.http.ok('devices.rename', { id: fresh('cmd'), device: device.id, label: `Label ${round}` });
  const seqs: number[] = [];
  let pages = 0;
  for (let before: number | undefined; ; pages += 1) {
    const { events, next } = await pageOf(device, before);
    seqs.push(...events.map(({ seq }) => seq));
    if (next === null) break;
    before = next;
  }
  expect(pages).toBe(2);
  expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
  expect(new Set(seqs).size).toBe(106);
});

test('a device that is in no user has none, and nobody reads another’s', async () => {
  const [ada, bob] = [await newPerson(server.url), await newPerson(server.url)];
  await ada.device.http.ok('devices.rename', { id: fresh('cmd'), device: ada.device.id, label: 'Ada’s own' });
  expect(JSON.stringify(await pageOf(bob.device))).not.toContain('Ada’s own');
  const alone = await TestDevice.register(server.url);
  expect(await alone.http.refused('account.activity')).toMatchObject({ code: 'forbidden' });
});
