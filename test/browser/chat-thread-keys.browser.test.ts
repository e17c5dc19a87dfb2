import { expect } from 'vitest';
import { another, fresh, newPerson } from '../support/person.ts';
import { arriveWith } from './support/arrive.ts';
import { gather, openChat, tell } from './support/chat.ts';
import { expectFocusSeen, hasFocus, pressKey, tabTo } from './support/keys.ts';
import { test } from './support/rig.ts';

test('arrows go from message to message, Enter opens the menu of one, Esc gives the focus back', async ({
  open,
  kith,
}) => {
  const { chat, people, windows } = await gather(open, kith.url, [{}]);
  const [owner] = people;
  const [window] = windows;
  if (owner === undefined || window === undefined) throw new Error('a window');
  for (let at = 1; at <= 40; at += 1) await tell(owner, chat, `line ${at}`);
  const page = await openChat(window, chat);
  await page.message('line 40').waitFor();
  await page.composer.focus();
  // One stop for the messages, on the last of them.
  await tabTo(window, page.message('line 40'), 'Shift+Tab');
  for (let at = 39; at > 5; at -= 1) await window.page.keyboard.press('ArrowUp');
  const far = page.message('line 6');
  await expect.poll(() => hasFocus(far)).toBe(true);
  await expectFocusSeen(window.page);
  await window.page.keyboard.press('Enter');
  const menu = window.page.getByRole('menu', { name: page.say('thread.menu.label') });
  await menu.waitFor();
  await pressKey(window, 'ArrowUp');
  const grave = menu.getByRole('menuitem', { name: page.say('thread.menu.delete'), exact: true });
  await expect.poll(() => hasFocus(grave)).toBe(true);
  await window.page.keyboard.press('Escape');
  await expect.poll(() => menu.count()).toBe(0);
  await expect.poll(() => hasFocus(far)).toBe(true);
  await window.page.keyboard.press('End');
  await expect.poll(() => hasFocus(page.message('line 40'))).toBe(true);
});

test('Shift and Enter begin a new line, and Enter sends nothing while a character is composed', async ({
  open,
  kith,
}) => {
  const { chat, windows } = await gather(open, kith.url, [{}]);
  const [window] = windows;
  if (window === undefined) throw new Error('a window');
  const page = await openChat(window, chat);
  await page.composer.focus();
  await window.page.keyboard.type('one');
  await window.page.keyboard.press('Shift+Enter');
  await window.page.keyboard.type('two');
  expect(await page.composer.inputValue()).toBe('one\ntwo');
  await page.composer.evaluate((element) => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
  });
  expect(await page.composer.inputValue()).toBe('one\ntwo');
  await window.page.keyboard.press('Enter');
  expect(await page.composer.inputValue()).toBe('');
  await page.message('one').waitFor();
  expect(await page.feed.getByRole('article').filter({ hasText: 'two' }).count()).toBe(1);
});

test('a draft follows the person, and never comes into a text that is being written', async ({
  open,
  kith,
}) => {
  const { chat, people, windows } = await gather(open, kith.url, [{}]);
  const [owner] = people;
  const [desk] = windows;
  if (owner === undefined || desk === undefined) throw new Error('a window');
  const phone = await open(kith.url);
  await arriveWith(phone, await another(owner.device));
  const [here, there] = await Promise.all([openChat(desk, chat), openChat(phone, chat)]);
  await here.composer.fill('begun at the desk');
  await here.composer.blur();
  await expect.poll(() => there.composer.inputValue()).toBe('begun at the desk');
  await there.composer.focus();
  await there.composer.fill('on the phone');
  await here.composer.fill('once more at the desk');
  await here.composer.blur();
  const offered = phone.page.getByText(there.say('thread.composer.theirs'));
  await offered.waitFor();
  expect(await there.composer.inputValue()).toBe('on the phone');
  await phone.page.getByRole('button', { name: there.say('thread.composer.takeTheirs') }).click();
  await expect.poll(() => there.composer.inputValue()).toBe('once more at the desk');
  await there.composer.press('Enter');
  await here.message('once more at the desk').waitFor();
  await expect.poll(() => here.composer.inputValue()).toBe('');
});

test('a message that is too long is not sent, and says so', async ({ open, kith }) => {
  const { chat, windows } = await gather(open, kith.url, [{}]);
  const [window] = windows;
  if (window === undefined) throw new Error('a window');
  const page = await openChat(window, chat);
  await page.composer.fill('я'.repeat(8 * 1024 + 1));
  await window.page.getByText(page.say('thread.composer.tooLong')).waitFor();
  await page.composer.press('Enter');
  expect((await page.composer.inputValue()).length).toBe(8 * 1024 + 1);
  await page.composer.fill('я'.repeat(8 * 1024));
  await page.composer.press('Enter');
  await page.message('яяя').waitFor();
});

test('people who come one after the other are one line, which opens', async ({ open, kith }) => {
  const { chat, people, windows } = await gather(open, kith.url, [{}]);
  const [owner] = people;
  const [window] = windows;
  if (owner === undefined || window === undefined) throw new Error('a window');
  await tell(owner, chat, 'come in');
  const names: string[] = [];
  for (let count = 0; count < 4; count += 1) {
    const { user } = await newPerson(kith.url);
    names.push(user.handle);
    await owner.device.http.ok('members.add', { id: fresh('cmd'), chat, user: user.id });
  }
  const page = await openChat(window, chat);
  const [first = ''] = names;
  const folded = page.feed.getByText(page.say('thread.line.joinedMany', { name: first, count: 3 }));
  await folded.click();
  for (const name of names) await page.feed.getByText(name).last().waitFor();
});

test('a stranger’s request is accepted before one writes', async ({ open, kith }) => {
  const { people, windows } = await gather(open, kith.url, [{}]);
  const [owner] = people;
  const [window] = windows;
  if (owner === undefined || window === undefined) throw new Error('a window');
  const ops = [{ id: fresh('op'), key: 'privacy.directs', value: 'requests', base: 0, ageMs: 0 }];
  await owner.device.http.ok('settings.set', { app: 'kith', ops });
  const stranger = await newPerson(kith.url);
  const { chat } = await stranger.device.http.ok<{ chat: { id: string } }>('chats.create', {
    id: fresh('cmd'),
    kind: 'direct',
    members: [owner.user.id],
  });
  await tell(stranger, chat.id, 'do you know me?');
  const page = await openChat(window, chat.id);
  await page.message('do you know me?').waitFor();
  expect(await page.composer.count()).toBe(0);
  await window.page
    .getByRole('main')
    .getByRole('button', { name: page.say('thread.request.accept'), exact: true })
    .click();
  await page.composer.fill('now I do');
  await page.composer.press('Enter');
  await page.message('now I do').waitFor();
});

test('a long press of a finger opens the menu, which stays when the finger goes', async ({ open, kith }) => {
  const { chat, people, windows } = await gather(open, kith.url, [{ width: 320 }]);
  const [owner] = people;
  const [window] = windows;
  if (owner === undefined || window === undefined) throw new Error('a window');
  await tell(owner, chat, 'hold me');
  const page = await openChat(window, chat);
  const finger = (type: string) =>
    page.message('hold me').getByText('hold me').dispatchEvent(type, { pointerType: 'touch', bubbles: true });
  const menu = window.page.getByRole('menu', { name: page.say('thread.menu.label') });
  await finger('pointerdown');
  await menu.waitFor();
  await finger('pointerup');
  await finger('click');
  expect(await menu.isVisible()).toBe(true);
  // The next press elsewhere closes it.
  await finger('pointerdown');
  await expect.poll(() => menu.count()).toBe(0);
  await finger('pointerup');
});
