import { describe, expect } from 'vitest';
import { fresh, newPerson } from '../support/person.ts';
import { refused } from './support/allowances.ts';
import { arriveAsUser } from './support/arrive.ts';
import { chatsOf, openChats } from './support/chats.ts';
import { locales } from './support/look.ts';
import { test } from './support/rig.ts';
import type { PersonWindow } from './support/window.ts';

/** Opens the dialog for a new chat and chooses its kind. */
async function beginNew(window: PersonWindow, kind: 'direct' | 'group' | 'channel') {
  const { say, button } = chatsOf(window);
  await button('chat.list.new').click();
  const dialog = window.page.getByRole('dialog', { name: say('chat.new.title'), exact: true });
  await dialog.getByRole('radio', { name: say(`chat.new.kinds.${kind}`), exact: true }).check();
  return dialog;
}

describe.each(locales)('a chat from nothing, in %s', (locale) => {
  test('two people who share a handle talk to each other', async ({ open, kith }) => {
    const [here, there] = await Promise.all([open(kith.url, { locale }), open(kith.url, { locale })]);
    const [ada, ben] = [await arriveAsUser(here, fresh('ada')), await arriveAsUser(there, fresh('ben'))];
    const [mine, theirs] = await Promise.all([openChats(here), openChats(there)]);
    const { say } = mine;
    await here.page.getByText(say('chat.list.empty.begin'), { exact: true }).waitFor();
    const dialog = await beginNew(here, 'direct');
    await dialog.getByRole('textbox').fill(`@${ben.user.handle.toUpperCase()}`);
    await dialog.getByRole('textbox').press('Enter');
    await mine.button('chat.new.direct.begin').click();
    await mine.untilOpen(ben.user.handle);
    await mine.write('Привет, Ben');
    await theirs.openRow(ada.user.handle);
    await theirs.said('Привет, Ben').waitFor();
    await theirs.write('Hello Ada');
    await mine.said('Hello Ada').waitFor();
    expect(await here.page.title()).toContain(ben.user.handle);
  });

  test('a group of three has everybody from its first moment', async ({ open, kith }) => {
    const windows = await Promise.all([0, 1, 2].map(() => open(kith.url, { locale })));
    const people = await Promise.all(windows.map((window) => arriveAsUser(window)));
    const pages = await Promise.all(windows.map((window) => openChats(window)));
    const [window, , third] = windows;
    const [first, second, last] = pages;
    if (!window || !third || !first || !second || !last) throw new Error('three windows');
    const { say } = first;
    const dialog = await beginNew(window, 'group');
    const title = 'Поход & climb';
    await dialog.getByRole('textbox', { name: say('chat.new.group.title'), exact: true }).fill(title);
    const people2 = people.slice(1);
    for (const { user } of people2) {
      const field = dialog.getByRole('textbox', { name: say('chat.new.group.add'), exact: true });
      await field.fill(user.handle);
      await field.press('Enter');
      await dialog.getByRole('list').getByText(user.handle).waitFor();
    }
    await first.button('chat.new.group.create', { count: 3 }).click();
    await first.untilOpen(title);
    await first.write('Everybody in?');
    for (const page of [second, last]) {
      await page.openRow(title);
      await page.said('Everybody in?').waitFor();
    }
    await third.page.getByText(say('chat.header.group', { count: 3 }), { exact: true }).waitFor();
  });

  test('who is not there, who blocked, and oneself are answered each in their way', async ({
    open,
    kith,
  }) => {
    const window = await open(kith.url, { locale });
    const ada = await arriveAsUser(window);
    const other = await newPerson(kith.url);
    const block = { id: fresh('op'), key: `block.${ada.user.id}`, value: true, base: 0, ageMs: 0 };
    await other.device.http.ok('settings.set', { app: 'kith', ops: [block] });
    window.allow(refused(403), refused(404));
    const { say, button, untilOpen } = await openChats(window);
    const dialog = await beginNew(window, 'direct');
    const find = async (handle: string) => {
      await dialog.getByRole('textbox').fill(handle);
      await dialog.getByRole('textbox').press('Enter');
    };
    const nobody = fresh('nobody');
    await find(nobody);
    await dialog.getByText(say('chat.find.unknown', { handle: nobody })).waitFor();
    expect(await dialog.getByRole('textbox').inputValue()).toBe(nobody);
    await find(other.user.handle);
    await button('chat.new.direct.begin').click();
    await dialog.getByText(say('chat.new.direct.forbidden')).waitFor();
    await find(ada.user.handle);
    await button('chat.new.direct.openNotes').click();
    await untilOpen(say('chat.names.notes'));
  });
});
