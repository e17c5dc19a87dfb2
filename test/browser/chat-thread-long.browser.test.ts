import { expect } from 'vitest';
import { another, fresh, type Person } from '../support/person.ts';
import { watchAnchor } from './support/anchor.ts';
import { arriveAsUser, arriveWith } from './support/arrive.ts';
import { type ChatPage, newGroup, openChat, tell } from './support/chat.ts';
import { widths } from './support/look.ts';
import { test } from './support/rig.ts';
import { holdSockets } from './support/sockets.ts';

const messages = 10_000;
const texts = [
  'ok',
  'A sentence of some length, as people write them when they have a minute to spare.',
  'two\nlines',
  '- a\n- b',
];

/** Says that much, many at a time. */
async function talk({ device }: Person, chat: string, count: number): Promise<void> {
  const { socket } = await device.connect();
  for (let from = 0; from < count; from += 100) {
    const calls = Array.from({ length: 100 }, (_, at) => {
      const number = from + at;
      return socket.prepare('messages.send', {
        id: fresh('cmd'),
        chat,
        text: `${texts[number % texts.length]} ${number}`,
      });
    });
    socket.send(calls);
    const last = calls.at(-1);
    if (last !== undefined) await socket.answer(last.id);
  }
  await socket.close();
}

test('a chat of 10,000 messages draws few rows, and earlier ones move nothing that one reads', async ({
  open,
  kith,
}) => {
  const windows = await Promise.all(widths.map((width) => open(kith.url, { width })));
  const [wide, narrow] = windows;
  if (wide === undefined || narrow === undefined) throw new Error('two widths');
  const owner = await arriveAsUser(wide);
  await arriveWith(narrow, await another(owner.device));
  const chat = await newGroup(owner, []);
  await talk(owner, chat, messages);
  for (const window of windows) {
    const sockets = await holdSockets(window.page);
    const page = await openChat(window, chat);
    await page.message(String(messages - 1)).hover();
    const look = await watchAnchor(page);
    await expect
      .poll(
        async () => {
          await scrollUp(page, 2000);
          return await firstNumber(page);
        },
        { timeout: 60_000 },
      )
      .toBeLessThan(messages - 200);
    expect((await look()).rowsMax).toBeLessThan(60);
    // At the first row that is loaded, the page before it comes while one stands still.
    for (let round = 0; round < 4; round += 1) {
      sockets.hold();
      await scrollUp(page, 1_000_000);
      await page.window.page.getByText(page.say('thread.top.loading')).waitFor();
      expect((await look()).rowsMax).toBeLessThan(60);
      sockets.release();
      let still = await look();
      while (still.prepends === 0) {
        expect(still.movedMax).toBe(0);
        still = await look();
      }
      expect(still.movedMax).toBe(0);
      expect(still.rowsMax).toBeLessThan(60);
    }
  }
});

/** Of the first message that is drawn. */
async function firstNumber({ feed }: ChatPage): Promise<number> {
  const [text = ''] = await feed.locator('[id$="-text"]').allTextContents();
  return Number(/\d+$/.exec(text)?.[0]);
}

/** Goes up so far, or to the first row that is loaded, and waits until that is drawn. */
async function scrollUp({ feed }: ChatPage, pixels: number): Promise<void> {
  await feed.evaluate(async (element, by) => {
    element.parentElement?.parentElement?.scrollBy(0, -by);
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (let frames = 0; frames < 4; frames += 1) await frame();
  }, pixels);
}

test('a reaction that comes late to a message above moves nothing that one reads', async ({ open, kith }) => {
  const window = await open(kith.url);
  const owner = await arriveAsUser(window);
  const chat = await newGroup(owner, []);
  const told = [];
  for (let number = 0; number < 60; number += 1) told.push(await tell(owner, chat, `line ${number}`));
  const page = await openChat(window, chat);
  await page.message('line 59').hover();
  await window.page.mouse.wheel(0, -500);
  await page.message('line 30').waitFor();
  // Just above what is seen: drawn, and out of sight.
  const above = await page.feed.evaluate((element) => {
    const top = element.parentElement?.parentElement?.getBoundingClientRect().top ?? 0;
    const hidden = [...element.querySelectorAll('article')].filter(
      (it) => it.getBoundingClientRect().bottom < top,
    );
    return hidden.at(-1)?.querySelector('[id$="-text"]')?.textContent ?? '';
  });
  const number = Number(above.replace('line ', ''));
  const look = await watchAnchor(page);
  await look();
  const message = told[number]?.id;
  await owner.device.http.ok('messages.react', { id: fresh('cmd'), chat, message, emoji: '👍' });
  await page.message(above).getByRole('button', { name: /^👍 1/ }).waitFor();
  await window.page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  const { frames, movedMax } = await look();
  expect(frames).toBeGreaterThan(0);
  expect(movedMax).toBe(0);
});
