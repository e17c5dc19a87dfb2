import type { Client } from '@kith/client';
import { type Chats, type Message, openChats, type Thread, type Window } from '@kith/client/chat';
import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { eventually, person } from './stage.ts';

/** The chats of a client, until the test is over. */
function chatsOf(client: Client): Chats & Disposable {
  const chats = openChats(client, { cache: null });
  return { ...chats, [Symbol.dispose]: chats.close };
}

function idOf(client: Client): string {
  return client.user.get()?.id ?? '';
}

function messagesIn({ items }: Window): readonly Message[] {
  return items.filter((it) => it.kind === 'message');
}

/** Resolves once a thread shows these texts, and no others. */
async function shows(thread: Thread, texts: readonly (string | null)[]): Promise<readonly Message[]> {
  const isSo = (it: Window) =>
    JSON.stringify(messagesIn(it).map(({ text }) => text)) === JSON.stringify(texts);
  return messagesIn(await eventually(thread, isSo));
}

test('two people talk: each message shows at once, once, and under one key', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using bobs = chatsOf(bob);
  const chat = await adas.direct(idOf(bob));
  const mine = chat.thread();
  const said = chat.send('hello');
  expect(said).toMatchObject({ text: 'hello', state: 'queued', isOwn: true, seq: null });
  expect(messagesIn(mine.get())).toEqual([said]);
  const [entry] = await eventually(bobs.list, ([it]) => it?.unread === 1);
  expect(entry).toMatchObject({ id: chat.id, kind: 'direct', partner: { id: idOf(ada) } });
  const theirs = bobs.chat(chat.id).thread();
  await shows(theirs, ['hello']);
  bobs.chat(chat.id).send('and to you');
  const [first, second] = await shows(mine, ['hello', 'and to you']);
  expect(first).toMatchObject({ key: said.key, state: 'sent', user: idOf(ada) });
  expect(second).toMatchObject({ isOwn: false, user: idOf(bob) });
  await shows(theirs, ['hello', 'and to you']);
});
