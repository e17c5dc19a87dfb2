/** What people do in chats, by the words that they read there. */
import type { Locator } from 'playwright-core';
import { fresh, type Person } from '../../support/person.ts';
import { makesRoom } from './allowances.ts';
import { openPage, untilReady } from './page.ts';
import { untilLive } from './people.ts';
import type { PersonWindow } from './window.ts';
import { type Say, words } from './words.ts';

/** Chats on the page of one window. */
export interface ChatPage {
  readonly say: Say;
  /** A row of the list. */
  row(name: string): Locator;
  /** A button anywhere on the page, or in the dialog that is open. */
  button(key: string, values?: Readonly<Record<string, string | number>>): Locator;
  /** What is open is called so. */
  untilOpen(name: string): Promise<void>;
  /** Goes to a chat by its row. */
  openRow(name: string): Promise<void>;
  /** Writes a message, as a person does. */
  write(text: string): Promise<void>;
  /** A message or line in the open chat. */
  said(text: string): Locator;
  /** Opens what is told of the open chat. */
  openInfo(): Promise<void>;
  /** Chooses from the menu of a row. */
  choose(name: string, key: string, values?: Readonly<Record<string, string | number>>): Promise<void>;
  /** Chooses from the menu of a member. */
  chooseOf(member: string, key: string): Promise<void>;
}

/** Opens the chats and waits until they are live. */
export async function openChats(window: PersonWindow, path = '/chat'): Promise<ChatPage> {
  // Rows come and go, and what is told of a chat has room for what it tells.
  window.allow(makesRoom('/chat'));
  await openPage(window, path);
  await untilLive(window);
  return chatsOf(window);
}

/** The chats on the page that shows. */
export function chatsOf(window: PersonWindow): ChatPage {
  const { page, look } = window;
  const say = words(look.locale);
  const chats: ChatPage = {
    say,
    row: (name) =>
      page
        .getByRole('list', { name: say('chat.list.title'), exact: true })
        .getByRole('listitem')
        .filter({ has: page.getByTitle(name, { exact: true }) }),
    button: (key, values) => page.getByRole('button', { name: say(key, values), exact: true }),
    async untilOpen(name) {
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      await untilReady(window);
    },
    async openRow(name) {
      await chats.row(name).getByRole('link').click();
      await chats.untilOpen(name);
    },
    async write(text) {
      const field = page.getByLabel(say('thread.composer.label'), { exact: true });
      await field.fill(text);
      await field.press('Enter');
      await chats.said(text).waitFor();
    },
    said: (text) => page.getByRole('feed').getByText(text, { exact: true }),
    async openInfo() {
      await page.getByRole('link', { name: say('chat.header.info'), exact: true }).click();
      await page.getByRole('heading', { name: say('chat.info.title'), exact: true }).waitFor();
      await untilReady(window);
    },
    async choose(name, key, values) {
      await chats.row(name).getByRole('link').click({ button: 'right' });
      await page.getByRole('menuitem', { name: say(key, values), exact: true }).click();
    },
    async chooseOf(member, key) {
      await page.getByRole('button', { name: say('chat.info.members.menuOf', { name: member }) }).click();
      const name = say(key);
      const choice = page.getByRole('menuitem', { name, exact: true });
      await choice.or(page.getByRole('menuitemradio', { name, exact: true })).click();
    },
  };
  return chats;
}

/** Begins a chat over the wire; gives its id. */
export async function begin(by: Person, chat: object): Promise<string> {
  const made = await by.device.http.ok<{ chat: { id: string } }>('chats.create', {
    id: fresh('cmd'),
    ...chat,
  });
  return made.chat.id;
}

/** Says something over the wire. */
export async function say(by: Person, chat: string, text: string): Promise<void> {
  await by.device.http.ok('messages.send', { id: fresh('cmd'), chat, text });
}
