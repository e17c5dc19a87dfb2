import { describe, expect } from 'vitest';
import { serverDown } from './support/allowances.ts';
import { arriveTogether } from './support/arrive.ts';
import { openDemo } from './support/demo.ts';
import { hasFocus } from './support/keys.ts';
import { locales } from './support/look.ts';
import { untilLive } from './support/people.ts';
import { type Open, test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import { words } from './support/words.ts';

/** Two windows of one user, both on the demo, for a server that goes away. */
async function twoOnDemo(open: Open, url: string, locale: 'en' | 'ru') {
  const [here, there] = [await open(url, { locale }), await open(url, { locale })];
  await arriveTogether([here, there]);
  for (const window of [here, there]) {
    window.allow(serverDown);
    await window.page.clock.install();
  }
  return { here, there, mine: await openDemo(here), theirs: await openDemo(there) };
}

describe.each(locales)('a connection that is lost, in %s', (locale) => {
  const say = words(locale);

  test('comes back by itself, and brings what was edited meanwhile', async ({ open, kith }) => {
    const { here, there, mine, theirs } = await twoOnDemo(open, kith.url, locale);
    await kith.stop();
    await mine.username.fill('typed without a server');
    for (const { page } of [here, there])
      await page.getByText(say('app.devices.stale'), { exact: true }).waitFor();
    await kith.start();
    await Promise.all([untilLive(here), untilLive(there)]);
    await expect.poll(() => theirs.username.inputValue()).toBe('typed without a server');
    for (const { page } of [here, there])
      await page.getByText(say('app.devices.count', { online: 2, all: 2 })).waitFor();
  });

  test('comes back at a press of Retry now or Rejoin, which waits for no time to pass', async ({
    open,
    kith,
  }) => {
    const { here, there } = await twoOnDemo(open, kith.url, locale);
    const retry = here.page.getByRole('button', { name: say('shell.status.retry'), exact: true });
    const rejoin = there.page.getByRole('button', { name: say('app.joined.rejoin'), exact: true });
    await kith.stop();
    await Promise.all([retry.waitFor(), rejoin.waitFor()]);
    await picture(here, 'app', 'out');
    // No pause of theirs ends any more.
    for (const { page } of [here, there]) await page.clock.pauseAt(Date.now() + 1000);
    await kith.start();
    await Promise.all([retry.click(), rejoin.click()]);
    await Promise.all([untilLive(here), untilLive(there)]);
    await expect.poll(() => retry.count()).toBe(0);
    await expect.poll(() => rejoin.count()).toBe(0);
    // The same button does the next thing, so that focus stays.
    const disjoin = there.page.getByRole('button', { name: say('app.joined.disjoin'), exact: true });
    expect(await hasFocus(disjoin)).toBe(true);
  });
});
