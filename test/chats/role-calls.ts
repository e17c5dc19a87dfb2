/** What each method that names a chat is tried with in the matrix of roles, and which permission it stands for. */
import type { MethodName, Params } from '@kith/protocol';
import type { Action } from '../../packages/server/src/domain/chats/permissions.ts';
import { fresh } from '../support/person.ts';

/** A chat with everything in it that a call may name. */
export interface Place {
  readonly chat: string;
  /** A member who may only read: lower than who calls, where anybody is. */
  readonly reader: string;
  /** A user who is not in the chat. */
  readonly outsider: string;
  readonly banned: string;
  /** A message of the caller, or of somebody else where the caller has none. */
  readonly own: string;
  readonly foreign: string;
  readonly invite: string;
}

/** One way to call a method. */
interface Try {
  /** What must be allowed to the caller's role; null: it is for those who are not in, and harmless to who is. */
  readonly action: Action | null;
  params(place: Place): Readonly<Record<string, unknown>>;
}

/** Methods that name a chat. */
export type ChatMethod = {
  [M in MethodName]: string extends keyof Params<M> ? never : 'chat' extends keyof Params<M> ? M : never;
}[MethodName];

const id = () => fresh('cmd');
const named = (action: Action): Try => ({ action, params: ({ chat }) => ({ chat }) });
const changing = (action: Action, more: Try['params'] = () => ({})): Try => ({
  action,
  params: (place) => ({ id: id(), chat: place.chat, ...more(place) }),
});

/** Every method that names a chat, in all the ways for which permissions differ. */
export const tries: { readonly [M in ChatMethod]: Readonly<Record<string, Try>> } = {
  'chats.get': { '': named('read') },
  'chats.update': { '': changing('update', () => ({ title: 'Other' })) },
  'chats.delete': { '': changing('delete') },
  'chats.join': { '': { action: null, params: ({ chat }) => ({ id: id(), chat }) } },
  'chats.leave': { '': changing('leave') },
  'requests.accept': { '': changing('accept') },
  'invites.create': { '': named('invite') },
  'invites.list': { '': named('invite') },
  'invites.revoke': { '': { action: 'invite', params: ({ chat, invite }) => ({ chat, invite }) } },
  'members.list': { '': named('read') },
  'members.add': { '': changing('add', ({ outsider: user }) => ({ user })) },
  'members.remove': {
    '': changing('remove', ({ reader: user }) => ({ user })),
    ' with a ban': changing('ban', ({ reader: user }) => ({ user, ban: true })),
  },
  'members.unban': { '': changing('ban', ({ banned: user }) => ({ user })) },
  'members.bans': { '': named('ban') },
  'members.setRole': { '': changing('setRole', ({ reader: user }) => ({ user, role: 'member' })) },
  'messages.send': { '': changing('send', () => ({ text: 'x' })) },
  'messages.edit': { '': changing('edit', ({ own: message }) => ({ message, text: 'y' })) },
  'messages.delete': {
    ' of an own one': changing('withdraw', ({ own: message }) => ({ message })),
    ' of another’s': changing('moderate', ({ foreign: message }) => ({ message })),
  },
  'messages.react': { '': changing('react', ({ foreign: message }) => ({ message, emoji: '👍' })) },
  'messages.list': { '': named('read') },
  'messages.get': { '': { action: 'read', params: ({ chat, foreign: message }) => ({ chat, message }) } },
  'messages.history': { '': { action: 'read', params: ({ chat, foreign: message }) => ({ chat, message }) } },
  'messages.search': { '': { action: 'read', params: ({ chat }) => ({ chat, query: 'words' }) } },
  'receipts.mark': { '': changing('read', () => ({ seq: 3 })) },
  'receipts.list': { '': named('read') },
  'typing.set': { '': { action: 'type', params: ({ chat }) => ({ chat, typing: true }) } },
};
