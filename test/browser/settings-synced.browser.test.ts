import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { fresh, link, newPerson, oneEdit } from '../support/person.ts';
import { serverDown } from './support/allowances.ts';
import { arriveAlone, arriveTogether } from './support/arrive.ts';
import { openDemo } from './support/demo.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { untilLive } from './support/people.ts';
import { type Open, test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import type { PersonWindow } from './support/window.ts';
import { words } from './support/words.ts';

/** Two devices of one user, both on /settings. */
async function twoOnSettings(open: Open, url: string, locale: 'en' | 'ru') {
  const [here, there] = [await open(url, { locale }), await open(url, { locale })];
  const [mine, theirs] = await arriveTogether([here, there]);
  for (const window of [here, there]) {
    await openPage(window, '/settings');
    await untilLive(window);
  }
  return { here, there, mine, theirs };
}

describe.each(locales)('a synced setting, in %s', (locale) => {
  const say = words(locale);
  const label = say('settings.notices.devices');
  const box = ({ page }: PersonWindow): Locator => page.getByRole('checkbox', { name: label, exact: true });
  /** What stands beside the setting: its badge, as its input is described by it. */
  const badge = async (window: PersonWindow) => {
    const ids = (await box(window).getAttribute('aria-describedby'))?.split(' ') ?? [];
    const id = ids.find((it) => it.endsWith('-badge')) ?? '';
    return (await window.page.locator(`[id="${id}"]`).textContent())?.trim();
  };
  const openMenu = async ({ page }: PersonWindow) => {
    await page
      .locator('summary')
      .and(page.getByLabel(say('synced.menu.open', { label })))
      .click();
  };

  test('says who changed it; the own change can be taken back, and an earlier value is in the history', async ({
    open,
    kith,
  }) => {
    const { here, there, mine } = await twoOnSettings(open, kith.url, locale);
    expect(await badge(here)).toBe(say('synced.badge.default'));
    await box(here).uncheck();
    await expect.poll(() => box(there).isChecked()).toBe(false);
    await expect.poll(() => badge(there)).toContain(mine?.name);
    await picture(there, 'settings', 'changed');
    const group = here.page.locator('section', {
      has: here.page.getByRole('heading', { name: say('settings.notices.title') }),
    });
    await group.getByRole('button', { name: say('synced.undo.do') }).click();
    await expect.poll(() => box(there).isChecked()).toBe(true);
    await openMenu(there);
    await there.page.getByRole('button', { name: say('synced.menu.history') }).click();
    const dialog = there.page.getByRole('dialog', { name: say('synced.history.title', { label }) });
    const no = say('synced.values.off');
    await picture(there, 'settings', 'history');
    await dialog.getByRole('button', { name: say('synced.history.restoreValue', { value: no }) }).click();
    await expect.poll(() => box(here).isChecked()).toBe(false);
  });

  test('may have a value of its own on one device, which changes nothing on the other', async ({
    open,
    kith,
  }) => {
    const { here, there } = await twoOnSettings(open, kith.url, locale);
    await openMenu(here);
    await here.page.getByRole('checkbox', { name: say('synced.menu.override') }).check();
    await here.page.keyboard.press('Escape');
    await box(here).uncheck();
    await expect.poll(() => badge(here)).toContain(say('synced.badge.override'));
    await picture(here, 'settings', 'override');
    await here.page.reload();
    await untilLive(here);
    await expect.poll(() => box(here).isChecked()).toBe(false);
    expect(await box(there).isChecked()).toBe(true);
    expect(await badge(there)).toBe(say('synced.badge.default'));
  });

  test('offers an edit that came too late, and the person chooses', async ({ open, kith }) => {
    const { here, there, theirs } = await twoOnSettings(open, kith.url, locale);
    for (const window of [here, there]) window.allow(serverDown);
    await here.page.clock.install();
    const option = (which: 'none' | 'mine') => say(`settings.notices.which.${which}`);
    const radio = (window: PersonWindow, which: 'none' | 'mine') =>
      window.page.getByRole('radio', { name: option(which), exact: true });
    const retry = here.page.getByRole('button', { name: say('shell.status.retry'), exact: true });
    await kith.stop();
    await retry.waitFor();
    await radio(here, 'none').check();
    // No pause of its own ends any more: the other edit, which is later, is there first.
    await here.page.clock.pauseAt(Date.now() + 1000);
    await kith.start();
    const later = oneEdit('tellOfMessages', 'mine') as { ops: object[] };
    await theirs?.http.ok('settings.set', { ...later, app: 'kith.web' });
    await retry.click();
    await untilLive(here);
    const mineAgain = here.page.getByRole('button', { name: say('synced.offer.keepMine') });
    await here.page.getByRole('button', { name: say('synced.offer.choose') }).click();
    await picture(here, 'settings', 'offer');
    await mineAgain.click();
    await expect.poll(() => radio(there, 'none').isChecked()).toBe(true);
  });
});

describe.each(locales)('a device that joins with settings of its own, in %s', (locale) => {
  const say = words(locale);

  test('is asked once, after a reload too; each value goes where the person says, and what was is kept', async ({
    open,
    kith,
  }) => {
    const { device: laptop } = await newPerson(kith.url);
    for (const [key, value] of Object.entries({ username: 'of the account', salary: 4000 }))
      await laptop.http.ok('settings.set', { ...oneEdit(key, value), app: 'demo' });
    const window = await open(kith.url, { locale });
    const phone = await arriveAlone(window);
    const demo = await openDemo(window);
    await demo.username.fill('of this device');
    await demo.username.press('Tab');
    await demo.email.fill(`${fresh('a')}@example.org`);
    await demo.email.press('Tab');
    await link(laptop, phone);
    const notice = window.page.getByRole('complementary', { name: say('synced.joining.title') });
    await notice.waitFor();
    await expect.poll(() => demo.username.inputValue()).toBe('of the account');
    await window.page.reload();
    await notice.waitFor();
    await notice.getByRole('button', { name: say('synced.joining.look') }).click();
    const dialog = window.page.getByRole('dialog', { name: say('synced.joining.title') });
    await picture(window, 'app', 'joining');
    const which = say('synced.joining.choose', { label: say('app.fields.username') });
    await dialog.getByRole('combobox', { name: which }).selectOption('here');
    await dialog.getByRole('button', { name: say('synced.joining.do'), exact: true }).click();
    await expect.poll(() => notice.count()).toBe(0);
    await expect.poll(() => demo.username.inputValue()).toBe('of this device');
    const { entries } = await laptop.http.ok<{ entries: { key: string; value: unknown }[] }>('settings.get', {
      app: 'demo',
    });
    expect(entries.find(({ key }) => key === 'username')?.value).toBe('of the account');
    await openPage(window, '/settings');
    await window.page.getByRole('heading', { name: say('settings.data.before.title') }).waitFor();
  });
});
