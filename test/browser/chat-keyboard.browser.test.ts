import { describe, expect } from 'vitest';
import { patienceMs } from '../support/patience.ts';
import { fresh, newPerson } from '../support/person.ts';
import { arriveAsUser } from './support/arrive.ts';
import { begin, openChats, say as sayIn } from './support/chats.ts';
import { expectFocusSeen, hasFocus, pressKey, tabTo } from './support/keys.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';

const soon = { timeout: patienceMs };

describe.each(locales)('chats without a mouse, in %s', (locale) => {
  test('a chat is begun, found, opened, pinned and left', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    const ada = await arriveAsUser(window);
    const ben = await newPerson(kith.url, fresh('ben'));
    const titles = [fresh('First'), fresh('Second'), fresh('Third')];
    for (const title of titles) {
      const id = await begin(ben, { kind: 'group', title, members: [ada.user.id] });
      await sayIn(ben, id, 'Hello');
    }
    const chats = await openChats(window);
    const { say, button, row } = chats;
    const { page } = window;
    await row(titles[0] ?? '').waitFor();
    await tabTo(window, button('chat.list.new'));
    await pressKey(window, 'Enter');
    await tabTo(window, page.getByRole('dialog').getByRole('textbox'));
    await page.keyboard.type(ben.user.handle);
    await pressKey(window, 'Enter');
    await expect.poll(() => hasFocus(button('chat.new.direct.begin')), soon).toBe(true);
    await pressKey(window, 'Enter');
    await chats.untilOpen(ben.user.handle);
    await expectFocusSeen(page);

    // One stop for the whole list, and arrows within.
    await tabTo(window, row(ben.user.handle).getByRole('link'), 'Shift+Tab');
    await pressKey(window, 'Home');
    const seen = new Set<string>();
    for (let step = 0; step < 4; step += 1) {
      seen.add((await page.evaluate(() => document.activeElement?.getAttribute('data-chat-row'))) ?? '');
      await pressKey(window, 'ArrowDown');
    }
    expect(seen.size).toBe(4);

    // The switcher, from another page.
    await openPage(window, '/devices');
    await untilLive(window);
    await page.keyboard.press('Control+K');
    const field = page.getByRole('combobox', { name: say('shell.switcher.field') });
    await expect.poll(() => hasFocus(field), soon).toBe(true);
    await page.keyboard.type(titles[1] ?? '');
    await page
      .getByRole('option', { selected: true })
      .filter({ hasText: titles[1] ?? '' })
      .waitFor();
    await page.keyboard.press('Enter');
    await chats.untilOpen(titles[1] ?? '');

    // The information and back: focus returns to what opened it.
    const info = page.getByRole('link', { name: say('chat.header.info'), exact: true });
    await tabTo(window, info);
    await pressKey(window, 'Enter');
    await page.getByRole('heading', { name: say('chat.info.title'), exact: true }).waitFor();
    const close = page.getByRole('link', { name: say('chat.side.close'), exact: true });
    await tabTo(window, close);
    await pressKey(window, 'Enter');
    await expect.poll(() => hasFocus(info)).toBe(true);

    // The menu of a row: opens by its button, goes by arrows, gives focus back.
    const link = row(titles[1] ?? '').getByRole('link');
    await tabTo(window, link, 'Shift+Tab');
    await pressKey(window, 'Shift+F10');
    await page.getByRole('menu').waitFor();
    await expect.poll(() => hasFocus(page.getByRole('menuitem').first())).toBe(true);
    await pressKey(window, 'ArrowDown');
    await pressKey(window, 'Escape');
    await expect.poll(() => hasFocus(link)).toBe(true);
    await pressKey(window, 'Shift+F10');
    await pressKey(window, 'End');
    await pressKey(window, 'Enter');
    const leave = button('chat.leaving.leave');
    await tabTo(window, leave);
    await page.keyboard.press('Enter');
    await row(titles[1] ?? '').waitFor({ state: 'detached' });
    await expectFocusSeen(page);
  });
});
