/** The stage of the tests of chats: whose they are, what a thread shows, and a chat that two or three people share. */
import type { Client } from '@kith/client';
import {
  type Chats,
  type ChatsOptions,
  type Message,
  openChats,
  type Thread,
  type Window,
} from '@kith/client/chat';
import { eventually } from './stage.ts';

/** The chats of a client; disposing them closes them, and not the client. */
export type Opened = Chats & Disposable;

export function chatsOf(client: Client, options: ChatsOptions = { cache: null }): Opened {
  const chats = openChats(client, options);
  return Object.assign(chats, { [Symbol.dispose]: () => void chats.close() });
}

export function idOf(client: Client): string {
  const id = client.user.get()?.id;
  if (id === undefined) throw new Error('nobody is here');
  return id;
}

export function messagesIn({ items }: Window): readonly Message[] {
  return items.filter((it) => it.kind === 'message');
}

export function textsIn(window: Window): readonly (string | null)[] {
  return messagesIn(window).map(({ text }) => text);
}

/** Resolves once all that a thread shows is stored, and reads so. */
export async function shows(thread: Thread, texts: readonly (string | null)[]): Promise<readonly Message[]> {
  const isSo = (it: Window) =>
    JSON.stringify(textsIn(it)) === JSON.stringify(texts) &&
    messagesIn(it).every(({ state, seq, pending }) => state === 'sent' && seq !== null && pending === null);
  return messagesIn(await eventually(thread, isSo));
}

/** Everything that a thread ever showed, from now on. */
export function everShown(thread: Thread): readonly (readonly Message[])[] {
  const all: (readonly Message[])[] = [];
  const look = () => all.push(messagesIn(thread.get()));
  thread.subscribe(look);
  return all;
}

export function numbered(count: number, from = 1): readonly string[] {
  return Array.from({ length: count }, (_, index) => `message ${index + from}`);
}
