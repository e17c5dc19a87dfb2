import { createClient, memoryCache, memoryStorage } from '@kith/client';
import type { Chat } from '@kith/client/chat';
import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { chatsOf, idOf, shows } from './chat-stage.ts';
import { another, bentWorld, eventually, person } from './stage.ts';

/** Writes a draft and looks away, so that it is kept at once. */
function draft(chat: Chat, text: string): void {
  chat.holdDraft(true);
  chat.setDraft(text);
  chat.holdDraft(false);
}

/** A client whose network a test can bend, and which comes back without delay. */
function away() {
  const world = bentWorld();
  return { ...world, world, environment: { ...world.environment, random: () => 0.01 } };
}

test('what another device drafted meanwhile stays where one sends what was written without seeing it', async () => {
  await using server = await serve();
  const { world, environment } = away();
  using ada = await person(server.url, { environment });
  using phone = await another(ada, server.url);
  using adas = chatsOf(ada);
  using phones = chatsOf(phone);
  const chat = await adas.direct(idOf(ada));
  const onPhone = phones.chat(chat.id);
  draft(chat, 'buy milk');
  await eventually(onPhone.draft, ({ text }) => text === 'buy milk');
  world.cut({ offline: true });
  await eventually(ada.status, ({ name }) => name !== 'live');
  draft(chat, 'buy milk and bread');
  draft(onPhone, 'buy tea');
  await phone.settings('kith', {}).idle();
  chat.send('buy milk and bread');
  world.back();
  ada.retryNow();
  await shows(onPhone.thread(), ['buy milk and bread']);
  await eventually(chat.draft, ({ text }) => text === 'buy tea');
  await ada.settings('kith', {}).idle();
  expect(onPhone.draft.get()).toMatchObject({ text: 'buy tea', theirs: null });
});

test('the stored draft goes also with a message that another life of its device sends', async () => {
  await using server = await serve();
  const { world, environment } = away();
  const [storage, cache] = [memoryStorage(), memoryCache()];
  using ada = await person(server.url, { environment, storage });
  using phone = await another(ada, server.url);
  using phones = chatsOf(phone);
  const before = chatsOf(ada, { cache });
  const chat = await before.direct(idOf(ada));
  const onPhone = phones.chat(chat.id);
  draft(chat, 'buy milk');
  await eventually(onPhone.draft, ({ text }) => text === 'buy milk');
  world.cut({ offline: true });
  await eventually(ada.status, ({ name }) => name !== 'live');
  draft(chat, 'buy milk and bread');
  chat.send('buy milk and bread');
  await before.close();
  ada.close();
  using again = createClient({ url: server.url, storage });
  using after = chatsOf(again, { cache });
  await shows(onPhone.thread(), ['buy milk and bread']);
  await eventually(onPhone.draft, ({ text }) => text === '');
  await eventually(after.chat(chat.id).draft, ({ text }) => text === '');
});

test('a draft whose answer is outstanding comes before its message, over a lost connection too', async () => {
  await using server = await serve();
  const { world, environment } = away();
  using ada = await person(server.url, { environment });
  using phone = await another(ada, server.url);
  using adas = chatsOf(ada);
  using phones = chatsOf(phone);
  const chat = await adas.direct(idOf(ada));
  const other = await adas.create({ kind: 'group', title: 'Tea' });
  const onPhone = phones.chat(chat.id);
  const drafts: string[] = [];
  onPhone.draft.subscribe(() => drafts.push(onPhone.draft.get().text));
  world.bend(() => undefined);
  draft(chat, 'buy milk');
  await eventually(onPhone.draft, ({ text }) => text === 'buy milk');
  chat.send('buy milk');
  other.send('something else');
  await eventually(world.sent, (it) => it.some((frame) => frame.includes('something else')));
  expect(world.sent.get().filter((it) => it.includes('messages.send'))).toHaveLength(1);
  world.bend((text) => text);
  world.cut();
  await shows(onPhone.thread(), ['buy milk']);
  await eventually(onPhone.draft, ({ text }) => text === '');
  await ada.settings('kith', {}).idle();
  expect([chat.draft.get().text, ...drafts]).toEqual(['', 'buy milk', '']);
});
