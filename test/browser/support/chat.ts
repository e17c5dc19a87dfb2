/** The chat page as people use it: its messages and what is written, found by their words. */

import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { fresh, type Person } from '../../support/person.ts';
import { makesRoom } from './allowances.ts';
import { arriveAsUser } from './arrive.ts';
import type { Look } from './look.ts';
import { openPage } from './page.ts';
import { untilLive } from './people.ts';
import type { Open } from './rig.ts';
import type { PersonWindow } from './window.ts';
import { type Say, words } from './words.ts';

/** A chat in a window. */
export interface ChatPage {
  readonly window: PersonWindow;
  readonly say: Say;
  /** The messages. */
  readonly feed: Locator;
  /** Where one writes. */
  readonly composer: Locator;
  /** The one message that holds this text. */
  readonly message: (text: string | RegExp) => Locator;
}

/** Opens a chat, at a message where one is named, and waits until it is live. */
export async function openChat(window: PersonWindow, chat: string, at?: string): Promise<ChatPage> {
  // The list orders itself by what was said last.
  window.allow(makesRoom('/chat'));
  const search = new URLSearchParams({ c: chat, ...(at === undefined ? {} : { m: at }) });
  await openPage(window, `/chat?${search}`);
  await untilLive(window);
  return chatOf(window);
}

/** The chat on the page that shows. */
export function chatOf(window: PersonWindow): ChatPage {
  const say = words(window.look.locale);
  const { page } = window;
  const feed = page.getByRole('feed', { name: say('thread.label'), exact: true });
  return {
    window,
    say,
    feed,
    composer: page.getByRole('textbox', { name: say('thread.composer.label'), exact: true }),
    message: (text) => feed.getByRole('article').filter({ hasText: text }),
  };
}

/** Writes a text and sends it by Enter; it shows at once. */
export async function sayIn(chat: ChatPage, text: string): Promise<Locator> {
  await chat.composer.fill(text);
  await chat.composer.press('Enter');
  const said = chat.message(text);
  await said.waitFor();
  return said;
}

/** Opens the menu of a message by the pointer, and chooses from it by the key of its word. */
export async function choose(chat: ChatPage, message: Locator, key: string): Promise<void> {
  await message.hover();
  await message.locator('[aria-haspopup=menu]').click();
  await chat.window.page.getByRole('menuitem', { name: chat.say(`thread.menu.${key}`), exact: true }).click();
}

/** How an own message stands, by its word: sent, read, waiting. */
export function stateOf(chat: ChatPage, message: Locator, state: string): Locator {
  return message.getByText(chat.say(`thread.state.${state}`), { exact: true });
}

/** Waits until an own message is known to be sent. */
export async function untilSent(chat: ChatPage, text: string): Promise<void> {
  const message = chat.message(text);
  const known = stateOf(chat, message, 'sent').or(stateOf(chat, message, 'read'));
  await expect.poll(() => known.count(), { timeout: 30_000 }).toBe(1);
}

/** A chat of several people, each before a window of their own. */
export interface Together {
  readonly chat: string;
  readonly people: readonly Person[];
  readonly windows: readonly PersonWindow[];
}

/** Makes a group of as many people as there are looks; the first one owns it. */
export async function gather(open: Open, url: string, looks: readonly Partial<Look>[]): Promise<Together> {
  const windows = await Promise.all(looks.map((look) => open(url, look)));
  const people: Person[] = [];
  for (const window of windows) people.push(await arriveAsUser(window));
  const [owner, ...others] = people;
  if (owner === undefined) throw new Error('a group has an owner');
  const chat = await newGroup(
    owner,
    others.map(({ user }) => user.id),
  );
  return { chat, people, windows };
}

/** Makes a group. */
export async function newGroup(
  { device }: Person,
  members: readonly string[],
  title = 'Garden',
): Promise<string> {
  const { chat } = await device.http.ok<{ chat: { id: string } }>('chats.create', {
    id: fresh('cmd'),
    kind: 'group',
    title,
    members,
  });
  return chat.id;
}

/** What was said, as the server knows it. */
export interface Told {
  readonly id: string;
  readonly seq: number;
}

/** Says something by the API. */
export async function tell({ device }: Person, chat: string, text: string, rest: object = {}): Promise<Told> {
  const { message } = await device.http.ok<{ message: Told }>('messages.send', {
    id: fresh('cmd'),
    chat,
    text,
    ...rest,
  });
  return message;
}

/** Whether a message stands within the part of the feed that is seen. */
export function isInView(message: Locator): Promise<boolean> {
  return message.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const feed = element.closest('[role=feed]')?.parentElement?.parentElement?.getBoundingClientRect();
    return feed !== undefined && top < feed.bottom && bottom > feed.top;
  });
}
