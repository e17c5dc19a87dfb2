/** What people ask of chats and are told, over HTTP and on their sockets. */
import { fresh, type Person } from './person.ts';
import type { RawSocket } from './raw-socket.ts';

/** Does something that must be accepted. */
export const does = ({ device }: Person, method: string, params: object) =>
  device.http.ok<Record<string, unknown>>(method, { id: fresh('cmd'), ...params });

/** The code with which something is refused. */
export const refused = async ({ device }: Person, method: string, params: object) =>
  (await device.http.refused(method, { id: fresh('cmd'), ...params })).code;

/** Sets a setting of the app `kith`. */
export const choose = ({ device }: Person, key: string, value: unknown) =>
  device.http.ok('settings.set', {
    app: 'kith',
    ops: [{ id: fresh('op'), key, value, base: 0, ageMs: 0 }],
  });

/** A chat as its member sees it. */
export interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly role: string;
  readonly memberCount: number;
  readonly request?: true;
  readonly members: readonly { readonly user: { readonly id: string }; readonly role: string }[];
}

export const chatOf = async ({ device }: Person, chat: string) =>
  (await device.http.ok<{ chat: Entry }>('chats.get', { chat })).chat;

export const chatsOf = async ({ device }: Person) =>
  (await device.http.ok<{ chats: readonly Entry[] }>('chats.list')).chats;

export const inboxOf = async ({ device }: Person) =>
  (
    await device.http.ok<{ entries: readonly { kind: string; by: string; chat: { id: string } }[] }>(
      'inbox.list',
    )
  ).entries;

/** Waits until this type of event comes from a chat, and gives what it says. */
export const heard = (socket: RawSocket, chat: string, type: string) =>
  socket.inbox.until(type, () =>
    socket.inbox.events.find((event) => event.topic === `chat:${chat}` && event.type === type),
  );
