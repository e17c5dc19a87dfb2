import { describe, expect } from 'vitest';
import { arriveAsUser, arriveTogether } from './support/arrive.ts';
import { type Open, test } from './support/rig.ts';
import { givenTo, SmallApp, storedOf } from './support/small-app.ts';
import type { PersonWindow } from './support/window.ts';

const defaults = { title: '', note: '' };

/** The app on two devices of one user, both without a network; the clocks of both can be moved. */
async function twoOffline(open: Open, url: string) {
  const windows = [await open(url), await open(url)] as const;
  const [device] = await arriveTogether(windows);
  for (const { page } of windows) await page.clock.install();
  const apps = [
    await SmallApp.open(windows[0], defaults),
    await SmallApp.open(windows[1], defaults),
  ] as const;
  for (const app of apps) await app.untilSettled();
  for (const app of apps) await app.goOffline();
  if (device === undefined) throw new Error('two windows, two devices');
  return { apps, device };
}

describe('two devices that edit without a network', () => {
  test('keep both edits, where they are of different fields', async ({ open, kith }) => {
    const { apps, device } = await twoOffline(open, kith.url);
    const [here, there] = apps;
    await here.edit('title', 'of this device');
    await there.edit('note', 'of that one');
    await there.shows('title', '');
    for (const app of apps) await app.goOnline();
    for (const app of apps) {
      await app.shows('title', 'of this device');
      await app.shows('note', 'of that one');
    }
    expect(await storedOf(device)).toEqual({ title: 'of this device', note: 'of that one' });
  });

  test.for([
    { order: 'the earlier edit', first: 0, second: 1 },
    { order: 'the later edit', first: 1, second: 0 },
  ] as const)(
    'agree on the later edit of one field, if the one with $order returns first; the other can be had back',
    async ({ first, second }, { open, kith }) => {
      const { apps, device } = await twoOffline(open, kith.url);
      const [here, there] = apps;
      await here.edit('title', 'earlier');
      await here.window.page.clock.fastForward('10:00');
      await there.edit('title', 'later');
      await there.window.page.clock.fastForward('05:00');
      for (const app of [apps[first], apps[second]]) {
        await app.goOnline();
        await app.untilSettled();
      }
      for (const app of apps) await app.shows('title', 'later');
      expect(await storedOf(device)).toEqual({ title: 'later' });
      expect([...(await givenTo(device, 'title'))].sort()).toEqual(['earlier', 'later']);
      await here.window.page.evaluate(async () => {
        const lost = (await settings.history('title')).find((entry) => entry.new === 'earlier');
        if (lost !== undefined) await settings.restore(lost.entry);
      });
      for (const app of apps) await app.shows('title', 'earlier');
    },
  );
});

/** The tab dies without a last word. */
async function crash({ page }: PersonWindow): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // It is answered by nobody.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

describe('an edit that is not sent', () => {
  test('outlives a reload and a crash of its tab without a network: it shows at once, and is delivered once', async ({
    open,
    kith,
  }) => {
    const window = await open(kith.url);
    const { device } = await arriveAsUser(window);
    const app = await SmallApp.open(window, defaults);
    await app.edit('note', 'stored before');
    await app.untilSettled();
    await app.goOffline();
    await app.edit('title', 'not sent');
    await app.untilKept(1);
    await window.page.reload();
    await app.shows('title', 'not sent');
    expect(await app.rendered('title')).toEqual(['not sent']);
    await app.edit('note', 'neither');
    await app.untilKept(2);
    await crash(window);
    const again = await SmallApp.open(await window.tab(), defaults);
    await again.shows('note', 'neither');
    expect(await again.rendered('title')).toEqual(['not sent']);
    expect(await again.rendered('note')).toEqual(['neither']);
    expect(await storedOf(device)).toEqual({ note: 'stored before' });
    await again.goOnline();
    await again.untilSettled();
    expect(await givenTo(device, 'title')).toEqual(['not sent']);
    expect(await givenTo(device, 'note')).toEqual(['neither', 'stored before']);
    expect(await again.rendered('note')).toEqual(['neither']);
  });

  test('shows in the other tab at once, which sends it once when its own tab is killed', async ({
    open,
    kith,
  }) => {
    const window = await open(kith.url);
    const { device } = await arriveAsUser(window);
    const app = await SmallApp.open(window, defaults);
    const other = await SmallApp.open(await window.tab(), defaults);
    for (const tab of [app, other]) await tab.untilSettled();
    for (const tab of [app, other]) await tab.goOffline();
    await app.edit('title', 'mid-');
    await app.edit('title', 'mid-edit');
    await other.shows('title', 'mid-edit');
    await crash(window);
    await other.goOnline();
    await expect.poll(() => storedOf(device)).toEqual({ title: 'mid-edit' });
    await other.untilSettled();
    expect(await givenTo(device, 'title')).toEqual(['mid-edit']);
    expect((await other.rendered('title')).at(-1)).toBe('mid-edit');
  });
});
