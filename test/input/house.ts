/** A user with everything that somebody else might want, and what each method is asked to do to it. */
import type { MethodName } from '@kith/protocol';
import { fresh, link, newPerson, TestDevice } from '../support/person.ts';
import type { UserView } from '../support/wire.ts';
import { newTalk, type Talk } from './talk.ts';

/** Whose call it is; each looks at the same things of the same user. */
export const roles = ['stranger', 'other', 'left', 'revoked', 'new'] as const;
export type Role = (typeof roles)[number];

/** A user with everything that somebody else might want. */
export interface House {
  readonly user: UserView;
  readonly owner: TestDevice;
  readonly devices: Readonly<Record<Role, TestDevice>>;
  /** A link that waits for its number. */
  readonly link: string;
  readonly number: string;
  /** A code that waits to be redeemed. */
  readonly code: string;
  readonly entry: string;
  /** The owner's chats with somebody else. */
  readonly talk: Talk;
}

/** The owner's quarantine does not exist: it made the user. Devices that it links are in it. */
export async function build(url: string): Promise<House> {
  const { user, device: owner } = await newPerson(url);
  const [stranger, left, revoked, joined, waiting] = await Promise.all(
    Array.from({ length: 5 }, () => TestDevice.register(url)),
  );
  if (!stranger || !left || !revoked || !joined || !waiting) throw new Error('five devices');
  const { device: other } = await newPerson(url);
  for (const device of [left, revoked, joined]) await link(owner, device);
  await left.http.ok('devices.leave', { id: fresh('cmd') });
  await left.login();
  await owner.http.ok('devices.revoke', { id: fresh('cmd'), device: revoked.id });
  const { code: first } = await owner.http.ok<{ code: string }>('links.create');
  const asked = { handle: user.handle, code: first };
  const redeemed = await waiting.http.ok<{ link: string; number: string }>('links.redeem', asked);
  const { code } = await owner.http.ok<{ code: string }>('links.create');
  await owner.set('secret', 'value of the owner');
  const where = { app: 'test', key: 'secret' };
  const { entries } = await owner.http.ok<{ entries: { entry: string }[] }>('settings.history', where);
  const devices = { stranger, other, left, revoked, new: joined };
  const { link: id, number } = redeemed;
  const talk = await newTalk({ user, device: owner });
  return { user, owner, devices, link: id, number, code, entry: entries[0]?.entry ?? '', talk };
}

type Params = Readonly<Record<string, unknown>>;

/** What each method is asked to do to the house. */
export const asked: { readonly [M in MethodName]: (house: House, caller: TestDevice) => Params } = {
  hello: (_, { token }) => ({ token }),
  'auth.renew': (_, { token }) => ({ token }),
  sync: () => ({}),
  'devices.register': ({ owner }) => ({ name: owner.name, secret: 'x'.repeat(24) }),
  'devices.list': () => ({}),
  'devices.rename': ({ owner }) => ({ id: fresh('cmd'), device: owner.id, label: 'Stolen' }),
  'devices.describe': () => ({ id: fresh('cmd'), platform: 'Stolen' }),
  'devices.setPassword': (_, { secret }) => ({ secret }),
  'devices.revoke': ({ owner }) => ({ id: fresh('cmd'), device: owner.id }),
  'devices.leave': () => ({ id: fresh('cmd') }),
  'sessions.create': ({ owner }, { secret }) => ({ device: owner.id, secret }),
  'sessions.refresh': ({ owner }) => ({ refreshToken: changed(owner.tokens.refreshToken) }),
  'sessions.end': ({ owner }) => ({ refreshToken: changed(owner.tokens.refreshToken) }),
  'sessions.recover': ({ user, owner }) => ({
    handle: user.handle,
    code: 'AAAA-AAAA-AAAA-AAAA',
    device: owner.id,
  }),
  'users.create': ({ user }) => ({ id: fresh('cmd'), handle: user.handle }),
  'users.get': ({ user }) => ({ user: user.id }),
  'users.find': ({ user }) => ({ handle: user.handle }),
  'users.update': ({ user }) => ({ id: fresh('cmd'), handle: user.handle }),
  'users.list': () => ({}),
  'users.join': ({ user }) => ({ id: fresh('cmd'), user: user.id }),
  'recovery.create': () => ({}),
  'presence.set': () => ({ state: 'away' }),
  'links.create': () => ({}),
  'links.redeem': ({ user, code }) => ({ handle: user.handle, code: code.replace(/[^-]$/, 'Y') }),
  'links.approve': ({ link: id, number }) => ({ link: id, number }),
  'links.deny': ({ link: id }) => ({ link: id }),
  'links.cancel': ({ link: id }) => ({ link: id }),
  'apps.get': () => ({ app: 'notes' }),
  'settings.get': () => ({ app: 'test' }),
  'settings.set': ({ owner }) => ({
    app: 'test',
    ops: [
      { id: fresh('op'), key: 'secret', scope: `device:${owner.id}`, value: 'stolen', base: 0, ageMs: 0 },
      { id: fresh('op'), key: 'secret', scope: `user:${owner.id}`, value: 'stolen', base: 0, ageMs: 0 },
    ],
  }),
  'settings.preview': ({ owner }) => ({ app: 'test', key: 'secret', scope: `device:${owner.id}`, value: 1 }),
  'settings.history': ({ owner }) => ({ app: 'test', key: 'secret', scope: `device:${owner.id}` }),
  'settings.restore': ({ entry }) => ({ id: fresh('cmd'), entry }),
  'settings.erase': ({ owner }) => ({
    id: fresh('cmd'),
    app: 'test',
    key: 'secret',
    scope: `device:${owner.id}`,
  }),
  'chats.create': ({ talk: { outsider } }) => ({ id: fresh('cmd'), kind: 'direct', members: [outsider.id] }),
  'chats.list': () => ({}),
  'chats.get': ({ talk: { chat } }) => ({ chat }),
  'chats.update': ({ talk: { chat } }) => ({ id: fresh('cmd'), chat, title: 'Stolen' }),
  'chats.delete': ({ talk: { chat } }) => ({ id: fresh('cmd'), chat }),
  'chats.discover': () => ({ query: 'Group' }),
  'chats.join': ({ talk: { chat } }) => ({ id: fresh('cmd'), chat }),
  'chats.leave': ({ talk: { guest } }) => ({ id: fresh('cmd'), chat: guest }),
  'requests.accept': ({ talk: { direct } }) => ({ id: fresh('cmd'), chat: direct }),
  'invites.create': ({ talk: { chat } }) => ({ chat }),
  'invites.list': ({ talk: { chat } }) => ({ chat }),
  'invites.get': ({ talk: { token } }) => ({ invite: changed(token) }),
  'invites.revoke': ({ talk: { chat, invite } }) => ({ chat, invite }),
  'members.list': ({ talk: { chat } }) => ({ chat }),
  'members.add': ({ talk: { chat, outsider } }) => ({ id: fresh('cmd'), chat, user: outsider.id }),
  'members.remove': ({ talk: { chat, friend } }) => ({ id: fresh('cmd'), chat, user: friend.user.id }),
  'members.unban': ({ talk: { chat, outsider } }) => ({ id: fresh('cmd'), chat, user: outsider.id }),
  'members.bans': ({ talk: { chat } }) => ({ chat }),
  'members.setRole': ({ talk: { chat, friend } }) => ({
    id: fresh('cmd'),
    chat,
    user: friend.user.id,
    role: 'read-only',
  }),
  'messages.send': ({ talk: { chat } }) => ({ id: fresh('cmd'), chat, text: 'Forged' }),
  'messages.edit': ({ talk: { chat, message } }) => ({ id: fresh('cmd'), chat, message, text: 'Forged' }),
  'messages.delete': ({ talk: { chat, message } }) => ({ id: fresh('cmd'), chat, message }),
  'messages.react': ({ talk: { chat, message } }) => ({ id: fresh('cmd'), chat, message, emoji: '👍' }),
  'messages.list': ({ talk: { chat } }) => ({ chat }),
  'messages.get': ({ talk: { chat, message } }) => ({ chat, message }),
  'messages.history': ({ talk: { chat, message } }) => ({ chat, message }),
  'messages.search': ({ talk: { text } }) => ({ query: text }),
  'receipts.mark': ({ talk: { chat, seq } }) => ({ id: fresh('cmd'), chat, seq }),
  'receipts.list': ({ talk: { chat } }) => ({ chat }),
  'typing.set': ({ talk: { chat } }) => ({ chat, typing: true }),
  'inbox.list': () => ({}),
  'account.activity': () => ({}),
  'account.export': () => ({}),
  'account.delete': ({ user }) => ({ handle: user.handle }),
};

/** A refresh token of the same session with another ending. */
function changed(token = ''): string {
  return token.slice(0, -4) + token.slice(-4).split('').reverse().join('');
}
