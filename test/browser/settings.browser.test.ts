import { describe, expect } from 'vitest';
import { newPerson } from '../support/person.ts';
import { refused } from './support/allowances.ts';
import { arriveAsUser } from './support/arrive.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { registerDevice, untilLive, untilRegistered } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import { words } from './support/words.ts';

describe.each(locales)('the settings, in %s', (locale) => {
  const say = words(locale);
  const save = say('settings.save.save');

  test('a name is saved, and what is on another tab and in the bar follows', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    await arriveAsUser(window);
    await openPage(window, '/settings');
    const other = await window.tab();
    await openPage(other, '/settings');
    const name = window.page.getByRole('textbox', { name: say('settings.profile.name'), exact: true });
    await name.fill('Ада Лавлейс');
    await window.page.getByRole('button', { name: save, exact: true }).first().click();
    await window.page.getByText(say('settings.save.saved'), { exact: true }).waitFor();
    await window.page.getByRole('banner').getByText('Ада Лавлейс').waitFor();
    const theirs = other.page.getByRole('textbox', { name: say('settings.profile.name'), exact: true });
    await expect.poll(() => theirs.inputValue()).toBe('Ада Лавлейс');
    await picture(window, 'settings', 'saved');
  });

  test('a handle that is taken is said at its field, which keeps what was typed', async ({ open, kith }) => {
    const { user } = await newPerson(kith.url);
    const window = await open(kith.url, { locale });
    window.allow(refused(409));
    await arriveAsUser(window);
    await openPage(window, '/settings');
    const handle = window.page.getByRole('textbox', { name: say('settings.profile.handle'), exact: true });
    await handle.fill(user.handle);
    await handle.press('Enter');
    await window.page.getByText(say('errors.handle-taken')).waitFor();
    expect(await handle.inputValue()).toBe(user.handle);
    expect(await handle.getAttribute('aria-invalid')).toBe('true');
  });

  test('what is synced is on another tab at once, and what is of this device stays after a reload', async ({
    open,
    kith,
  }) => {
    const window = await open(kith.url, { locale });
    await arriveAsUser(window);
    await openPage(window, '/settings');
    const other = await window.tab();
    await openPage(other, '/settings');
    const told = say('settings.notices.devices');
    await window.page.getByRole('checkbox', { name: told }).uncheck();
    await expect.poll(() => other.page.getByRole('checkbox', { name: told }).isChecked()).toBe(false);
    const invisible = new RegExp(say('shell.ownPresence.invisible.name'));
    await window.page.getByRole('radio', { name: invisible }).check();
    await window.page.reload();
    await untilLive(window);
    expect(await window.page.getByRole('radio', { name: invisible }).isChecked()).toBe(true);
  });

  test('a device that is cleared leaves nothing behind', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    await openPage(window, '/register');
    await untilRegistered(window, await registerDevice(window));
    await openPage(window, '/settings');
    await untilLive(window);
    const clear = say('settings.data.clear.do');
    await window.page.getByRole('button', { name: clear, exact: true }).click();
    const dialog = window.page.getByRole('dialog', { name: say('settings.data.clear.ask') });
    await picture(window, 'settings', 'clear');
    await dialog.getByRole('button', { name: clear, exact: true }).click();
    await window.page.waitForURL(`${kith.url}/register`);
    expect(await window.device.cookies()).toEqual([]);
  });
});
