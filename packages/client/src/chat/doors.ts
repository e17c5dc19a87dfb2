/** What is asked of the server about chats as a whole: begin, join, discover, search, export. */
import type { ChatView, MethodName } from '@kith/protocol';
import type { Inside } from '../inside.ts';
import { until } from '../observable.ts';
import type { Chat, ChatEntry, Chats } from './api.ts';
import type { ChatDoor } from './chat.ts';
import type { People } from './people.ts';
import { toldMessage } from './told.ts';

type Doors = Pick<
  Chats,
  | 'direct'
  | 'create'
  | 'join'
  | 'joinByInvite'
  | 'invited'
  | 'discover'
  | 'search'
  | 'find'
  | 'export'
  | 'deleteAccount'
>;

export interface DoorsMeans {
  readonly inside: Inside;
  readonly people: People;
  readonly me: () => string | undefined;
  readonly chat: (id: string) => ChatDoor;
  readonly newId: () => string;
}

export function doorsOf({ inside, people, chat, newId }: DoorsMeans): Doors {
  const { calls } = inside;
  const ask = <M extends MethodName>(method: M, params: object) => calls.call(method, params, 'timed');
  /** State moves by events alone: the chat is here when its own event is. */
  const arrived = async (id: string): Promise<Chat> => {
    const door = chat(id);
    await until(door.entry, (it): it is ChatEntry => it !== null, calls.failures);
    return door;
  };
  const act = <M extends MethodName>(method: M, params: object) =>
    calls.call(method, { id: newId(), ...params }, 'lasting');
  return {
    direct: async (user) => {
      const made = await act('chats.create', { kind: 'direct', members: [user] });
      return arrived(made.chat.id);
    },
    create: async (options) => arrived((await act('chats.create', options)).chat.id),
    join: async (id) => arrived((await act('chats.join', { chat: id })).chat.id),
    joinByInvite: async (invite) => arrived((await act('chats.join', { invite })).chat.id),
    async invited(invite) {
      const { chat: view, by, joined } = await ask('invites.get', { invite });
      return { chat: cardOf(view), by, joined };
    },
    async discover(options = {}) {
      let page = await ask('chats.discover', options);
      // A page may find nothing among many channels, and say where to look on.
      while (page.chats.length === 0 && page.next !== null)
        page = await ask('chats.discover', { ...options, after: page.next });
      const chats = page.chats.map(({ joined, ...view }) => ({ ...cardOf(view), joined }));
      return { chats, next: page.next };
    },
    async search(query, options = {}) {
      const { messages, users, next } = await ask('messages.search', { query, ...options });
      people.take(users);
      const hits = messages.map((it) => ({ ...chat(it.chat).shownMessage(toldMessage(it)), chat: it.chat }));
      return { hits, next };
    },
    async find(handle) {
      const { user } = await ask('users.find', { handle });
      people.take([user]);
      return user;
    },
    async *export() {
      let after: string | undefined;
      do {
        const { section, items, next } = await ask('account.export', { after });
        yield { section, items };
        after = next ?? undefined;
      } while (after !== undefined);
    },
    async deleteAccount(handle) {
      await ask('account.delete', { handle });
    },
  };
}

function cardOf({ id, kind, title, purpose, memberCount }: ChatView) {
  return { id, kind, title, purpose, memberCount };
}
