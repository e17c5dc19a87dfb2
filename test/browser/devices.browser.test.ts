import { describe, expect } from 'vitest';
import { makesRoom } from './support/allowances.ts';
import { arriveAsUser, arriveTogether } from './support/arrive.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { type Open, test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import { words } from './support/words.ts';

/** Two windows of one user, both on /devices; what happens there makes room for itself. */
async function twoWindows(open: Open, url: string, locale: 'en' | 'ru') {
  const here = await open(url, { locale });
  const there = await open(url, { locale });
  const [, other] = await arriveTogether([here, there]);
  for (const window of [here, there]) {
    window.allow(makesRoom('/devices'));
    await openPage(window, '/devices');
  }
  return { here, there, label: other?.name ?? '' };
}

describe.each(locales)('the devices, in %s', (locale) => {
  const say = words(locale);

  test('a device that is renamed has its new name in its own window, and focus stays with it', async ({
    open,
    kith,
  }) => {
    const { here, there, label } = await twoWindows(open, kith.url, locale);
    await here.page.getByRole('button', { name: say('devices.others.renameOf', { label }) }).click();
    const field = here.page.getByRole('textbox', { name: say('devices.rename.label') });
    await expect.poll(() => field.evaluate((it) => it === document.activeElement)).toBe(true);
    await picture(here, 'devices', 'rename');
    await field.fill('Планшет на кухне');
    await field.press('Enter');
    await there.page.getByRole('main').getByText('Планшет на кухне').first().waitFor();
    const named = here.page.getByRole('rowheader', { name: 'Планшет на кухне' });
    await expect.poll(() => named.evaluate((it) => it === document.activeElement)).toBe(true);
  });

  test('signing out asks first; then the row goes, focus has a place, and the other window says who did it', async ({
    open,
    kith,
  }) => {
    const { here, there, label } = await twoWindows(open, kith.url, locale);
    const row = here.page.getByRole('row', { name: label });
    const signOut = say('devices.others.signOutOf', { label });
    await row.getByRole('button', { name: signOut }).click();
    await here.page.keyboard.press('Escape');
    await here.page.locator('dialog').waitFor({ state: 'detached' });
    expect(await row.count()).toBe(1);
    await row.getByRole('button', { name: signOut }).press('Enter');
    const dialog = here.page.getByRole('dialog');
    await picture(here, 'devices', 'sign-out');
    await dialog.getByRole('button', { name: say('devices.signOut.do', { count: 1 }), exact: true }).click();
    await here.page.getByText(say('devices.others.none')).waitFor();
    const heading = here.page.getByRole('heading', { name: say('devices.others.title', { count: 0 }) });
    await expect.poll(() => heading.evaluate((it) => it === document.activeElement)).toBe(true);
    await there.page.getByRole('heading', { level: 1, name: say('shell.signedOut.title') }).waitFor();
  });

  test('recovery codes are shown once, until the person says that they are kept', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    window.allow(makesRoom('/devices'));
    await arriveAsUser(window);
    await openPage(window, '/devices');
    await window.page.getByRole('button', { name: say('devices.recovery.make'), exact: true }).click();
    const dialog = window.page.getByRole('dialog', { name: say('devices.recovery.dialog.title') });
    await dialog.getByRole('button', { name: say('devices.recovery.dialog.do'), exact: true }).click();
    const codes = window.page.getByRole('listitem').getByText(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    await window.page.getByText(say('devices.recovery.once')).waitFor();
    expect(await codes.count()).toBe(10);
    await picture(window, 'devices', 'codes');
    await window.page.getByRole('button', { name: say('devices.recovery.kept') }).click();
    await expect.poll(() => codes.count()).toBe(0);
  });

  test('what happened is told when it happens, and still after the page was loaded anew', async ({
    open,
    kith,
  }) => {
    const window = await open(kith.url, { locale });
    window.allow(makesRoom('/devices'));
    await arriveAsUser(window);
    await openPage(window, '/devices');
    const log = window.page.locator('section', {
      has: window.page.getByRole('heading', { name: say('devices.log.title') }),
    });
    await expect.poll(() => log.getByRole('listitem').count()).toBe(1);
    await window.page.getByRole('button', { name: say('devices.recovery.make'), exact: true }).click();
    const dialog = window.page.getByRole('dialog', { name: say('devices.recovery.dialog.title') });
    await dialog.getByRole('button', { name: say('devices.recovery.dialog.do'), exact: true }).click();
    const lines = log.getByRole('listitem');
    await expect.poll(() => lines.count()).toBe(2);
    const says = async () => (await lines.allInnerTexts()).map((line) => line.split('\n')[0]);
    const told = await says();
    await window.page.reload();
    await expect.poll(says).toEqual(told);
  });
});
