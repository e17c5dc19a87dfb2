import { expect } from 'vitest';
import { another } from '../support/person.ts';
import { arriveWith } from './support/arrive.ts';
import { choose, gather, isInView, openChat, sayIn, stateOf, tell, untilSent } from './support/chat.ts';
import { hasFocus } from './support/keys.ts';
import { test } from './support/rig.ts';

const two = [{}, {}] as const;

test('what one says shows to the other, and each sees the own on the right', async ({ open, kith }) => {
  const { chat, windows } = await gather(open, kith.url, two);
  const [anna, boris] = await Promise.all(windows.map((window) => openChat(window, chat)));
  if (anna === undefined || boris === undefined) throw new Error('two windows');
  await anna.composer.fill('The roses are **out**');
  await anna.composer.press('Enter');
  const heard = boris.message('The roses are out');
  await heard.waitFor();
  await sayIn(boris, 'I saw');
  const own = await anna.message('The roses are out').locator('time').boundingBox();
  const other = await anna.message('I saw').locator('time').boundingBox();
  expect(own?.x).toBeGreaterThan((other?.x ?? 0) + 100);
  expect(await heard.locator('strong').textContent()).toBe('out');
  expect(await hasFocus(anna.composer)).toBe(true);
});

test('an edited message reads anew everywhere, says so, and tells what it said before', async ({
  open,
  kith,
}) => {
  const { chat, windows } = await gather(open, kith.url, two);
  const [anna, boris] = await Promise.all(windows.map((window) => openChat(window, chat)));
  if (anna === undefined || boris === undefined) throw new Error('two windows');
  await sayIn(anna, 'see you at six');
  await untilSent(anna, 'see you at six');
  // An empty text and arrow up: the last own message.
  await anna.composer.press('ArrowUp');
  const editing = anna.window.page.getByRole('textbox', { name: anna.say('thread.composer.editLabel') });
  expect(await editing.inputValue()).toBe('see you at six');
  await editing.fill('see you at seven');
  await editing.press('Enter');
  const changed = boris.message('see you at seven');
  await changed.getByRole('button', { name: boris.say('thread.edited') }).click();
  const history = boris.window.page.getByRole('dialog', { name: boris.say('thread.history.title') });
  await history.getByText('see you at six').waitFor();
  await boris.window.page.keyboard.press('Escape');
  await expect.poll(() => history.count()).toBe(0);
});

test('Esc leaves an edit, and the message stays as it was', async ({ open, kith }) => {
  const { chat, windows } = await gather(open, kith.url, [{}]);
  const [window] = windows;
  if (window === undefined) throw new Error('a window');
  const anna = await openChat(window, chat);
  const said = await sayIn(anna, 'as it was');
  await untilSent(anna, 'as it was');
  await choose(anna, said, 'edit');
  const editing = window.page.getByRole('textbox', { name: anna.say('thread.composer.editLabel') });
  await editing.fill('otherwise');
  await editing.press('Escape');
  await anna.composer.waitFor();
  expect(await anna.message('otherwise').count()).toBe(0);
  expect(await anna.message('as it was').count()).toBe(1);
});

test('a deleted message leaves a stone, after a question', async ({ open, kith }) => {
  const { chat, windows } = await gather(open, kith.url, two);
  const [anna, boris] = await Promise.all(windows.map((window) => openChat(window, chat)));
  if (anna === undefined || boris === undefined) throw new Error('two windows');
  const said = await sayIn(anna, 'a slip');
  await boris.message('a slip').waitFor();
  await untilSent(anna, 'a slip');
  await choose(anna, said, 'delete');
  const dialog = anna.window.page.getByRole('dialog');
  await dialog.getByRole('button', { name: anna.say('thread.delete.do'), exact: true }).click();
  for (const { message, say } of [anna, boris]) {
    await message(say('thread.deleted')).waitFor();
    await expect.poll(() => message('a slip').count()).toBe(0);
  }
});

test('a reaction counts for both, says who, and goes at another press', async ({ open, kith }) => {
  const { chat, people, windows } = await gather(open, kith.url, two);
  const [anna, boris] = await Promise.all(windows.map((window) => openChat(window, chat)));
  if (anna === undefined || boris === undefined) throw new Error('two windows');
  await sayIn(anna, 'cake at four');
  await boris.message('cake at four').hover();
  await boris.message('cake at four').locator('[aria-haspopup=menu]').click();
  await boris.window.page
    .getByRole('menuitem', { name: boris.say('thread.menu.reactWith', { emoji: '👍' }) })
    .click();
  const names = people[1]?.user.handle ?? '';
  const reaction = anna.message('cake at four').getByRole('button', { name: `👍 1: ${names}` });
  await reaction.waitFor();
  expect(await reaction.getAttribute('aria-pressed')).toBe('false');
  await reaction.click();
  const both = boris.message('cake at four').getByRole('button', { name: /^👍 2/ });
  await both.waitFor();
  expect(await both.getAttribute('aria-pressed')).toBe('true');
  await both.click();
  await anna.message('cake at four').getByRole('button', { name: /^👍 1/ }).waitFor();
});

test('a reply shows what it answers, leads there, and stands among the replies', async ({ open, kith }) => {
  const { chat, people, windows } = await gather(open, kith.url, two);
  const [owner] = people;
  if (owner === undefined) throw new Error('an owner');
  await tell(owner, chat, 'Who brings chairs?');
  const [anna, boris] = await Promise.all(windows.map((window) => openChat(window, chat)));
  if (anna === undefined || boris === undefined) throw new Error('two windows');
  await choose(boris, boris.message('Who brings chairs?'), 'reply');
  expect(await hasFocus(boris.composer)).toBe(true);
  await boris.window.page.keyboard.type('me, two');
  await boris.window.page.keyboard.press('Enter');
  const reply = anna.message('me, two');
  await reply.getByRole('button', { name: /Who brings chairs/ }).waitFor();
  const count = anna.feed.getByRole('button', { name: anna.say('thread.replies.count', { count: 1 }) });
  await count.click();
  const replies = anna.window.page.getByRole('complementary', { name: anna.say('thread.replies.title') });
  await replies.getByRole('article').filter({ hasText: 'me, two' }).waitFor();
  const field = replies.getByRole('textbox', { name: anna.say('thread.composer.replyLabel') });
  // What was begun is there again when one comes back.
  await field.fill('two more');
  await replies.getByRole('button', { name: anna.say('thread.replies.close'), exact: true }).click();
  await count.click();
  expect(await field.inputValue()).toBe('two more');
  await field.press('Enter');
  await boris
    .message('two more')
    .getByRole('button', { name: /Who brings chairs/ })
    .waitFor();
});

test('a quote leads to a message that is not loaded', async ({ open, kith }) => {
  const { chat, people, windows } = await gather(open, kith.url, [{}]);
  const [owner] = people;
  const [window] = windows;
  if (owner === undefined || window === undefined) throw new Error('an owner');
  const first = await tell(owner, chat, 'Who brings chairs?');
  for (let count = 0; count < 150; count += 1) await tell(owner, chat, `noise ${count}`);
  await tell(owner, chat, 'I do', { replyTo: first.id });
  const anna = await openChat(window, chat);
  expect(await anna.message('noise 0').count()).toBe(0);
  await anna
    .message('I do')
    .getByRole('button', { name: /Who brings chairs/ })
    .click();
  const asked = anna.message('Who brings chairs?').filter({ hasNotText: 'I do' });
  await expect.poll(() => asked.count()).toBe(1);
  await expect.poll(() => isInView(asked)).toBe(true);
  const jump = window.page.getByRole('button', { name: anna.say('thread.jump'), exact: true });
  await jump.click();
  await expect.poll(() => anna.message('I do').count()).toBe(1);
  await expect.poll(() => isInView(anna.message('I do'))).toBe(true);
  await expect.poll(() => jump.count()).toBe(0);
});

test('@ suggests members, and a mention is marked for whom it meant', async ({ open, kith }) => {
  const { chat, people, windows } = await gather(open, kith.url, two);
  const [anna, boris] = await Promise.all(windows.map((window) => openChat(window, chat)));
  const handle = people[1]?.user.handle;
  if (anna === undefined || boris === undefined || handle === undefined) throw new Error('two windows');
  await anna.composer.pressSequentially(`look @${handle.slice(0, 3)}`);
  const options = anna.window.page.getByRole('option');
  await options.first().waitFor();
  await anna.window.page.keyboard.press('Enter');
  expect(await anna.composer.inputValue()).toBe(`look @${handle} `);
  await anna.composer.press('Enter');
  const heard = boris.message(`look @${handle}`);
  await heard.waitFor();
  await expect.poll(() => heard.locator('bdi', { hasText: `@${handle}` }).count()).toBe(1);
});

test('who types shows to the others until it is said', async ({ open, kith }) => {
  const { chat, people, windows } = await gather(open, kith.url, two);
  const [anna, boris] = await Promise.all(windows.map((window) => openChat(window, chat)));
  if (anna === undefined || boris === undefined) throw new Error('two windows');
  const says = boris.say('chat.typing.one', { name: people[0]?.user.handle ?? '' });
  const typing = boris.window.page.getByRole('main').getByText(says, { exact: true });
  await anna.composer.pressSequentially('I am wr');
  await typing.first().waitFor();
  await anna.composer.press('Enter');
  await boris.message('I am wr').waitFor();
  await expect.poll(() => typing.count()).toBe(0);
});

test('a message is read once the other has seen it, on all devices of its author', async ({ open, kith }) => {
  const { chat, people, windows } = await gather(open, kith.url, two);
  const [owner] = people;
  const [first, second] = windows;
  if (owner === undefined || first === undefined || second === undefined) throw new Error('two people');
  const third = await open(kith.url);
  await arriveWith(third, await another(owner.device));
  const [anna, phone] = await Promise.all([openChat(first, chat), openChat(third, chat)]);
  await sayIn(anna, 'did you see this?');
  await untilSent(anna, 'did you see this?');
  expect(await stateOf(anna, anna.message('did you see this?'), 'read').count()).toBe(0);
  const boris = await openChat(second, chat);
  await boris.message('did you see this?').waitFor();
  await second.page.bringToFront();
  for (const it of [anna, phone])
    await stateOf(it, it.message('did you see this?'), 'read').waitFor({ timeout: 20_000 });
});
