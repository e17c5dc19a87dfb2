import { describe, expect } from 'vitest';
import { oneEdit } from '../support/person.ts';
import { arriveAsUser, arriveTogether } from './support/arrive.ts';
import { drag, openDemo, openHistory } from './support/demo.ts';
import { noteValues } from './support/frames.ts';
import { test } from './support/rig.ts';
import { givenTo, rowOf, SmallApp, storedOf } from './support/small-app.ts';

const defaults = { count: 0, title: '' };

test('of all that is rendered no value is older than the one before it: edit, answer, event, reload, edit elsewhere', async ({
  open,
  kith,
}) => {
  const window = await open(kith.url);
  const { device } = await arriveAsUser(window);
  const elsewhere = (key: string, value: unknown) =>
    device.http.ok('settings.set', { ...oneEdit(key, value), app: 'small' });
  const app = await SmallApp.open(window, defaults);
  await app.untilSettled();
  for (let count = 1; count <= 20; count += 1) {
    await app.edit('count', count);
    // Rows of the same app come between the answers.
    if (count % 5 === 0) await elsewhere('title', `at ${count}`);
  }
  await app.shows('title', 'at 20');
  await app.untilSettled();
  // From here on no answer comes: what shows is what waits.
  app.sockets.hold();
  for (const count of [21, 22, 23]) await app.edit('count', count);
  await app.shows('count', 23);
  expect(await app.rendered('count')).toEqual(Array.from({ length: 24 }, (_, count) => count));
  expect(await app.rendered('title')).toEqual(['', 'at 5', 'at 10', 'at 15', 'at 20']);
  // One is stored that the page has no answer for; what came after it may wait.
  await expect.poll(async () => (await storedOf(device)).count).toBeGreaterThan(20);
  await window.page.reload();
  await app.shows('count', 23);
  app.sockets.release();
  await app.untilSettled();
  await elsewhere('count', 100);
  await app.shows('count', 100);
  await app.edit('count', 101);
  await app.untilSettled();
  expect(await app.rendered('count')).toEqual([23, 100, 101]);
  expect(await app.rendered('title')).toEqual(['at 20']);
});

test('a drag of two seconds sends at most 18 edits and is one entry of the history', async ({
  open,
  kith,
}) => {
  const window = await open(kith.url);
  const { page } = window;
  await arriveAsUser(window);
  await page.clock.install();
  const ops: unknown[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const { method, params } = JSON.parse(String(payload)) as {
        method?: string;
        params?: { ops: unknown[] };
      };
      if (method === 'settings.set') ops.push(...(params?.ops ?? []));
    }),
  );
  const demo = await openDemo(window);
  const shown = await noteValues(demo.salarySlider);
  await page.clock.pauseAt(Date.now() + 60_000);
  const steps = 40;
  // However long the mouse takes on this machine: by the clock of the page the drag takes two seconds.
  await drag(window, demo.salarySlider, { steps, atEach: () => page.clock.runFor(2000 / steps) });
  await page.clock.resume();
  const last = await demo.salarySlider.inputValue();
  const entries = (await openHistory(window, 'salary')).getByRole('listitem');
  await expect.poll(() => entries.count()).toBe(1);
  expect(ops.length).toBeGreaterThan(5);
  expect(ops.length).toBeLessThanOrEqual(18);
  expect(ops.at(-1)).toMatchObject({ key: 'salary', value: Number(last) });
  const values = (await shown.read()).map(Number);
  expect(values).toEqual(values.toSorted((a, b) => a - b));
});

describe('two versions of an app', () => {
  const older = { title: '', size: 10 };
  const newer = { title: 'Untitled', size: 14, theme: 'light' };

  test('share a device and an account, and the older one alters nothing that it does not know', async ({
    open,
    kith,
  }) => {
    const [here, there] = [await open(kith.url), await open(kith.url)];
    const [device] = await arriveTogether([here, there]);
    if (device === undefined) throw new Error('two windows, two devices');
    const old = await SmallApp.open(here, older);
    const beside = await SmallApp.open(await here.tab(), newer);
    const far = await SmallApp.open(there, newer);
    for (const app of [old, beside, far]) await app.untilSettled();
    expect(await old.rendered('size')).toEqual([10]);
    expect(await beside.rendered('size')).toEqual([14]);
    await far.edit('theme', 'dark');
    await far.edit('size', 20);
    await old.shows('size', 20);
    await beside.shows('theme', 'dark');
    await far.untilSettled();
    const theme = await rowOf(device, 'theme');

    await old.goOffline();
    await old.edit('title', 'by the older');
    await old.window.page.evaluate(() => settings.unset('size'));
    await old.shows('size', 10);
    await beside.shows('title', 'by the older');
    await beside.shows('size', 14);
    await old.untilKept(2);
    await old.window.page.reload();
    await old.shows('title', 'by the older');
    await old.goOnline();
    for (const app of [old, beside]) await app.untilSettled();

    await far.shows('title', 'by the older');
    await far.shows('size', 14);
    await far.shows('theme', 'dark');
    await beside.window.page.reload();
    await beside.shows('theme', 'dark');
    expect(await beside.rendered('theme')).toEqual(['dark']);
    expect(await rowOf(device, 'theme')).toEqual(theme);
    expect(await storedOf(device)).toEqual({ theme: 'dark', title: 'by the older' });
    expect(await givenTo(device, 'theme')).toEqual(['dark']);
  });
});
