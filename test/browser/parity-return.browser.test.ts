import { describe, expect } from 'vitest';
import { newPerson } from '../support/person.ts';
import { makesRoom, refused } from './support/allowances.ts';
import { arriveAsUser } from './support/arrive.ts';
import { locales } from './support/look.ts';
import { aliases, openPage, paths, untilReady } from './support/page.ts';
import { createUser, logIn, password, registerDevice, untilLive, untilRegistered } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import type { PersonWindow } from './support/window.ts';
import { words } from './support/words.ts';

/** Pages that somebody must be logged in for. */
const inside = [...paths, ...aliases.map(({ alias }) => alias)].filter(
  (path) => path !== '/login' && path !== '/register',
);

/** Path and query of where a window is. */
function placeOf({ page }: PersonWindow): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

async function logOut({ page, look }: PersonWindow): Promise<void> {
  await page.getByRole('button', { name: words(look.locale)('entry.logOut.do'), exact: true }).click();
}

describe.each(locales)('coming back, in %s', (locale) => {
  const say = words(locale);

  test('a stranger is led from any page to the way in, and from there to that page', async ({
    open,
    kith,
  }) => {
    const window = await open(kith.url, { locale });
    window.allow(makesRoom('/register'), makesRoom('/settings'));
    for (const path of inside) {
      await window.goTo(path);
      await expect.poll(() => placeOf(window)).toBe(`/register?next=${encodeURIComponent(path)}`);
    }
    await openPage(window, '/settings?from=afar');
    await untilRegistered(window, await registerDevice(window));
    const handle = await createUser(window);
    await expect.poll(() => placeOf(window)).toBe('/settings?from=afar');
    await untilReady(window);
    await window.page.getByRole('banner').getByText(handle, { exact: true }).waitFor();
  });

  test('whoever logged out finds the devices that were here, and goes on where they wanted to', async ({
    open,
    kith,
  }) => {
    const [first, second] = [await newPerson(kith.url), await newPerson(kith.url)];
    const window = await open(kith.url, { locale });
    const { page } = window;
    window.allow(makesRoom('/'), makesRoom('/login'), refused(401));
    await openPage(window, '/login');
    await logIn(window, first.device.name, first.device.secret);
    await untilLive(window);
    await logOut(window);
    await page.waitForURL(/\/login/);
    await page.getByRole('button', { name: say('login.another'), exact: true }).click();
    await logIn(window, second.device.name, second.device.secret);
    await untilLive(window);
    await logOut(window);
    await page.waitForURL(/\/login/);
    await picture(window, 'login', 'remembered');

    for (const path of inside) {
      await window.goTo(path);
      await expect.poll(() => placeOf(window)).toBe(`/login?next=${encodeURIComponent(path)}`);
    }
    await openPage(window, '/devices');
    await page.getByRole('button', { name: second.device.name, exact: true }).waitFor();
    await page.getByRole('button', { name: first.device.name, exact: true }).click();
    await page.getByLabel(say('login.password'), { exact: true }).fill(first.device.secret);
    await page.getByRole('button', { name: say('login.login'), exact: true }).click();
    await expect.poll(() => placeOf(window)).toBe('/devices');
    await page.getByRole('banner').getByText(first.user.handle, { exact: true }).waitFor();
  });

  test('whoever lost every device comes back by a recovery code, and the lost one is out', async ({
    open,
    kith,
  }) => {
    const [lost, found] = [await open(kith.url, { locale }), await open(kith.url, { locale })];
    lost.allow(makesRoom('/devices'));
    const { user } = await arriveAsUser(lost);
    await openPage(lost, '/devices');
    await lost.page.getByRole('button', { name: say('devices.recovery.make'), exact: true }).click();
    const asks = lost.page.getByRole('dialog', { name: say('devices.recovery.dialog.title') });
    await asks.getByRole('button', { name: say('devices.recovery.dialog.do'), exact: true }).click();
    const code = await lost.page
      .getByRole('listitem')
      .getByText(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)
      .first()
      .textContent();

    const { page } = found;
    found.allow(makesRoom('/login'), makesRoom('/'));
    await openPage(found, '/login?way=code');
    await page.getByRole('textbox', { name: say('login.code.handle'), exact: true }).fill(user.handle);
    await page.getByRole('textbox', { name: say('login.code.code'), exact: true }).fill(code ?? '');
    const name = `Neu ${user.handle}`;
    await page.getByRole('textbox', { name: say('entry.device.name'), exact: true }).fill(name);
    await page.getByLabel(say('entry.password.label'), { exact: true }).fill(password);
    await picture(found, 'login', 'recovery');
    await page.getByRole('button', { name: say('login.code.recover'), exact: true }).click();
    await page.waitForURL(`${kith.url}/`);
    await untilLive(found);
    await page.getByRole('banner').getByText(user.handle, { exact: true }).waitFor();
    await page.getByText(say('home.devices.online', { count: 1, online: 1 })).waitFor();
    await lost.page.getByText(say('shell.signedOut.by', { name })).waitFor();
  });
});
