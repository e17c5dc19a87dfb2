import { describe, expect } from 'vitest';
import { fresh, newPerson, TestDevice } from '../support/person.ts';
import { makesRoom, refused } from './support/allowances.ts';
import { arriveAlone } from './support/arrive.ts';
import { tabTo } from './support/keys.ts';
import { locales } from './support/look.ts';
import { openPage, untilReady } from './support/page.ts';
import { createUser, logIn, password, registerDevice, untilLive, untilRegistered } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import type { PersonWindow } from './support/window.ts';
import { words } from './support/words.ts';

function pathOf({ page }: PersonWindow): string {
  return new URL(page.url()).pathname;
}

describe.each(locales)('the way in, in %s', (locale) => {
  const say = words(locale);

  test('a stranger registers a device, creates a user, and is who they said after a reload', async ({
    open,
    kith,
  }) => {
    const window = await open(kith.url, { locale });
    await openPage(window, '/register');
    const name = window.page.getByRole('textbox', { name: say('entry.device.name'), exact: true });
    expect(await name.inputValue()).toMatch(/Chrome.* Linux/);
    const device = await registerDevice(window);
    await untilRegistered(window, device);
    await picture(window, 'register', 'done');
    const handle = await createUser(window);
    await window.page.waitForURL(`${kith.url}/`);
    await untilLive(window);
    await window.page.reload();
    await untilLive(window);
    const bar = window.page.getByRole('banner');
    await bar.getByText(handle, { exact: true }).waitFor();
    await bar.getByText(device, { exact: true }).waitFor();
  });

  test('a device logs in from another browser, and goes where it wanted to', async ({ open, kith }) => {
    const { device, user } = await newPerson(kith.url);
    const window = await open(kith.url, { locale });
    await openPage(window, '/login?next=%2Fdevices');
    await logIn(window, device.name, device.secret);
    await window.page.waitForURL(`${kith.url}/devices`);
    await untilLive(window);
    await window.page.getByRole('banner').getByText(user.handle, { exact: true }).waitFor();
  });

  test('a name that is taken is answered with two that are free', async ({ open, kith }) => {
    const taken = await TestDevice.register(kith.url);
    const window = await open(kith.url, { locale });
    // The answer stands at its field, and makes room there whenever it comes.
    window.allow(refused(409), makesRoom('/register'));
    await openPage(window, '/register');
    const { page } = window;
    const name = page.getByRole('textbox', { name: say('entry.device.name'), exact: true });
    await name.fill(taken.name);
    await page.getByLabel(say('entry.password.label'), { exact: true }).fill(password);
    await page.getByRole('button', { name: say('register.register'), exact: true }).click();
    await page.getByText(say('entry.device.taken')).waitFor();
    expect(await name.evaluate((input) => input === document.activeElement)).toBe(true);
    await picture(window, 'register', 'taken');
    const offers = page.getByRole('button', { name: taken.name.replace(/\d+$/, '') });
    expect(await offers.count()).toBe(2);
    await offers.first().click();
    const free = await name.inputValue();
    await page.getByRole('button', { name: say('register.register'), exact: true }).click();
    await untilRegistered(window, free);
  });

  test('a wrong password and an unknown name are answered alike', async ({ open, kith }) => {
    const { name } = await TestDevice.register(kith.url);
    const window = await open(kith.url, { locale });
    // The answer stands above the button, and makes room there whenever it comes.
    window.allow(refused(401), makesRoom('/login'));
    await openPage(window, '/login');
    for (const device of [name, fresh('Nobody')]) {
      await logIn(window, device, 'not the password');
      await window.page.getByRole('alert').getByText(say('login.wrong')).waitFor();
    }
    await picture(window, 'login', 'wrong');
    expect(pathOf(window)).toBe('/login');
  });

  test('a handle that is taken says so at its field', async ({ open, kith }) => {
    const { user } = await newPerson(kith.url);
    const window = await open(kith.url, { locale });
    window.allow(refused(409));
    await arriveAlone(window);
    await openPage(window, '/register');
    const handle = window.page.getByRole('textbox', { name: say('entry.user.handle'), exact: true });
    await handle.fill(user.handle);
    await window.page.getByRole('button', { name: say('entry.user.create'), exact: true }).click();
    await window.page.getByText(say('entry.user.taken')).waitFor();
    expect(await handle.getAttribute('aria-invalid')).toBe('true');
  });

  test('a device without a password stays logged in, and says beforehand what it cannot do', async ({
    open,
    kith,
  }) => {
    const window = await open(kith.url, { locale });
    const { page } = window;
    await openPage(window, '/register');
    const device = fresh('Open');
    await page.getByRole('textbox', { name: say('entry.device.name'), exact: true }).fill(device);
    await page.getByRole('checkbox', { name: say('entry.password.none') }).check();
    await page.getByText(say('entry.password.noneMeans')).waitFor();
    await picture(window, 'register', 'without-password');
    await page.getByRole('button', { name: say('register.register'), exact: true }).click();
    await untilRegistered(window, device);
    await page.reload();
    await untilLive(window);
    await page.getByRole('banner').getByText(device, { exact: true }).waitFor();
  });

  test('an unfinished form sends nothing, and leads to what is missing', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    const calls: string[] = [];
    window.page.on('request', (request) => request.method() === 'POST' && calls.push(request.url()));
    await openPage(window, '/register');
    await window.page.getByRole('button', { name: say('register.register'), exact: true }).click();
    await window.page.getByText(say('entry.password.missing'), { exact: true }).waitFor();
    const field = window.page.getByLabel(say('entry.password.label'), { exact: true });
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(calls.filter((url) => url.includes('register'))).toEqual([]);
    await picture(window, 'register', 'unfinished');
  });

  test('the keyboard alone is enough to come in', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    const { page } = window;
    await openPage(window, '/register');
    const device = fresh('Keys');
    await tabTo(window, page.getByLabel(say('entry.device.name'), { exact: true }));
    await page.keyboard.press('Control+A');
    await page.keyboard.type(device);
    await tabTo(window, page.getByLabel(say('entry.password.label'), { exact: true }));
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await untilRegistered(window, device);
    await tabTo(window, page.getByLabel(say('entry.user.handle'), { exact: true }));
    const handle = fresh('keys');
    await page.keyboard.type(handle);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${kith.url}/`);
    await untilReady(window);
    await page.getByRole('banner').getByText(handle, { exact: true }).waitFor();
  });
});
