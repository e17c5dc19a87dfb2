import { expect } from 'vitest';
import { chatOf, choose, gather, isInView, openChat, sayIn, tell } from './support/chat.ts';
import { untilReady } from './support/page.ts';
import { test } from './support/rig.ts';

/** Two people in a group; the second one has no window open yet. */
async function withUnread(open: Parameters<typeof gather>[0], url: string, count: number) {
  const { chat, people, windows } = await gather(open, url, [{}, {}]);
  const [anna, boris] = people;
  const [, window] = windows;
  if (anna === undefined || boris === undefined || window === undefined) throw new Error('two people');
  for (let at = 1; at <= count; at += 1) await tell(anna, chat, `news ${at}`);
  return { chat, anna, boris, window };
}

async function readSeq(
  person: { device: { http: { ok: <T>(method: string, params: object) => Promise<T> } } },
  chat: string,
) {
  const { chat: seen } = await person.device.http.ok<{ chat: { read: number; unread: number } }>(
    'chats.get',
    { chat },
  );
  return seen;
}

test('a chat opens once at the first unread message, under a line that stays until one leaves', async ({
  open,
  kith,
}) => {
  const { chat, boris, window } = await withUnread(open, kith.url, 80);
  const page = await openChat(window, chat);
  const line = page.feed.getByText(page.say('thread.unread'), { exact: true });
  await line.waitFor();
  await expect.poll(() => isInView(page.message('news 1').first())).toBe(true);
  // Nothing is read by being opened: one has not come to the end.
  expect((await readSeq(boris, chat)).unread).toBe(80);
  await window.page.getByRole('button', { name: page.say('thread.jumpUnread', { count: 80 }) }).click();
  await expect.poll(async () => (await readSeq(boris, chat)).unread).toBe(0);
});

test('messages are read only while somebody looks at the end', async ({ open, kith }) => {
  const { chat, anna, boris, window } = await withUnread(open, kith.url, 1);
  const page = await openChat(window, chat);
  await expect.poll(async () => (await readSeq(boris, chat)).unread).toBe(0);
  const line = page.feed.getByText(page.say('thread.unread'), { exact: true });
  // Another tab of the window comes to the front.
  await window.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  for (const text of ['while away', 'and more', 'and still more']) await tell(anna, chat, text);
  await page.message('and still more').waitFor();
  await expect.poll(() => line.count()).toBe(1);
  expect(await page.message('while away').getByText(page.say('thread.unread')).count()).toBe(1);
  expect((await readSeq(boris, chat)).unread).toBe(3);
  await window.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(async () => (await readSeq(boris, chat)).unread).toBe(0);
  // The line stays where it was.
  expect(await page.message('while away').getByText(page.say('thread.unread')).count()).toBe(1);
  await window.page.reload();
  await untilReady(window);
  await page.message('and still more').waitFor();
  expect(await line.count()).toBe(0);
});

test('what is marked unread stays so until one comes again', async ({ open, kith }) => {
  const { chat, boris, window } = await withUnread(open, kith.url, 3);
  const page = await openChat(window, chat);
  await expect.poll(async () => (await readSeq(boris, chat)).unread).toBe(0);
  await choose(page, page.message('news 2'), 'markUnread');
  await expect.poll(async () => (await readSeq(boris, chat)).unread).toBe(2);
  await page.message('news 2').getByText(page.say('thread.unread')).waitFor();
  await window.page.evaluate(() => dispatchEvent(new Event('focus')));
  expect((await readSeq(boris, chat)).unread).toBe(2);
});

test('who reads earlier messages is not moved by new ones, and is told how many there are', async ({
  open,
  kith,
}) => {
  const { chat, anna, boris, window } = await withUnread(open, kith.url, 60);
  const page = await openChat(window, chat);
  await window.page.getByRole('button', { name: page.say('thread.jumpUnread', { count: 60 }) }).click();
  await expect.poll(async () => (await readSeq(boris, chat)).unread).toBe(0);
  await page.message('news 60').hover();
  await window.page.mouse.wheel(0, -900);
  const jump = window.page.getByRole('button', { name: page.say('thread.jump'), exact: true });
  await jump.waitFor();
  const top = () => page.message('news 30').evaluate((element) => element.getBoundingClientRect().top);
  await page.message('news 30').waitFor();
  const before = await top();
  await tell(anna, chat, 'something new');
  await window.page.getByRole('button', { name: page.say('thread.jumpUnread', { count: 1 }) }).waitFor();
  expect(await top()).toBe(before);
});

test('new messages are said to a screen reader, gathered; one’s own are not', async ({ open, kith }) => {
  const { chat, anna, window } = await withUnread(open, kith.url, 0);
  const page = await openChat(window, chat);
  const said = window.page.getByRole('main').getByRole('status');
  await sayIn(page, 'my own words');
  for (const text of ['one', 'two', 'three']) await tell(anna, chat, text);
  const name = anna.user.handle;
  await said
    .filter({ hasText: page.say('thread.announce.by', { name, count: 3 }) })
    .waitFor({ state: 'attached' });
  await tell(anna, chat, 'alone');
  await said
    .filter({ hasText: page.say('thread.announce.one', { name, text: 'alone' }) })
    .waitFor({ state: 'attached' });
  expect(await said.filter({ hasText: 'my own words' }).count()).toBe(0);
});

test('a link to a message opens the chat there', async ({ open, kith }) => {
  const { chat, anna, window } = await withUnread(open, kith.url, 0);
  const marked = await tell(anna, chat, 'the one');
  // The dot ends the number: behind it stands the time, which is 9:12 once a day.
  for (let at = 0; at < 120; at += 1) await tell(anna, chat, `later ${at}.`);
  const page = await openChat(window, chat, marked.id);
  await page.message('the one').waitFor();
  await expect.poll(() => isInView(page.message('the one'))).toBe(true);
  expect(await chatOf(window).message('later 119.').count()).toBe(0);
});

test('the end stays in view while what one writes grows', async ({ open, kith }) => {
  const { chat, people, windows } = await gather(open, kith.url, [{ width: 320 }]);
  const [window] = windows;
  const [owner] = people;
  if (window === undefined || owner === undefined) throw new Error('a window');
  for (let at = 1; at <= 30; at += 1) await tell(owner, chat, `line ${at}`);
  const page = await openChat(window, chat);
  const last = page.message('line 30');
  await expect.poll(() => isInView(last)).toBe(true);
  await page.composer.fill('1\n2\n3\n4\n5\n6\n7');
  await expect
    .poll(async () => {
      const [message, field] = [await last.boundingBox(), await page.composer.boundingBox()];
      return (message?.y ?? 0) + (message?.height ?? 0) <= (field?.y ?? 0);
    })
    .toBe(true);
  await window.page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  expect(await isInView(last)).toBe(true);
  expect(await window.page.getByRole('button', { name: page.say('thread.jump'), exact: true }).count()).toBe(
    0,
  );
});

test('what came while the page was closed is under the line, also where this device kept the rest', async ({
  open,
  kith,
}) => {
  const { chat, anna, boris, window } = await withUnread(open, kith.url, 30);
  const page = await openChat(window, chat);
  await window.page.getByRole('button', { name: page.say('thread.jumpUnread', { count: 30 }) }).click();
  await expect.poll(async () => (await readSeq(boris, chat)).unread).toBe(0);
  await window.goTo('/icon.svg');
  for (let at = 1; at <= 30; at += 1) await tell(anna, chat, `later ${at}`);
  await openChat(window, chat);
  const first = page.message('later 1').first();
  await expect.poll(() => first.getByText(page.say('thread.unread'), { exact: true }).count()).toBe(1);
  await expect.poll(() => isInView(first)).toBe(true);
  expect((await readSeq(boris, chat)).unread).toBe(30);
});
