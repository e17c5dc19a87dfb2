/** One right call of every method of the contract: what tests of wrong ones start from. */
import { type MethodName, methodTable } from '@kith/protocol';
import { HttpClient } from '../support/http-client.ts';
import { another, fresh, newPerson, TestDevice } from '../support/person.ts';
import type { UserView } from '../support/wire.ts';
import { newTalk, type Talk } from './talk.ts';

/** Every method of the contract. */
export const methods = Object.keys(methodTable) as readonly MethodName[];

/** Methods that HTTP has too. */
export const httpMethods = methods.filter((name) => !('door' in methodTable[name]));

/** Methods that need no token. */
export const openMethods = methods.filter((name) => 'open' in methodTable[name]);

/** Who and what the calls are about. */
export interface Cast {
  readonly user: UserView;
  /** Two devices of the user. */
  readonly first: TestDevice;
  readonly second: TestDevice;
  /** A device that has joined no user. */
  readonly loner: TestDevice;
  /** A link of the user that the loner has redeemed. */
  readonly link: string;
  readonly number: string;
  /** A link that nobody has redeemed, as the handle and code that somebody would type. */
  readonly code: string;
  /** An entry in the history of the setting `theme` of the app `demo`. */
  readonly entry: string;
  readonly recoveryCode: string;
  /** The chats of the user. */
  readonly talk: Talk;
}

/** Makes a new user with all that the calls need. */
export async function newCast(url: string): Promise<Cast> {
  const { user, device: first } = await newPerson(url);
  const second = await another(first);
  const loner = await TestDevice.register(url);
  const { code: used } = await first.http.ok<{ code: string }>('links.create');
  const { link, number } = await loner.http.ok<{ link: string; number: string }>('links.redeem', {
    handle: user.handle,
    code: used,
  });
  const { code } = await first.http.ok<{ code: string }>('links.create');
  const op = { id: fresh('op'), key: 'theme', value: 'dark', base: 0, ageMs: 0 };
  await first.http.ok('settings.set', { app: 'demo', ops: [op] });
  const { entries } = await first.http.ok<{ entries: { entry: string }[] }>('settings.history', {
    app: 'demo',
    key: 'theme',
  });
  const { codes } = await first.http.ok<{ codes: string[] }>('recovery.create');
  const [{ entry = '' } = {}] = entries;
  const [recoveryCode = ''] = codes;
  const talk = await newTalk({ user, device: first });
  return { user, first, second, loner, link, number, code, entry, recoveryCode, talk };
}

/** A call: who makes it, and with what. `nobody` has no token. */
export interface RightCall {
  readonly by: 'first' | 'loner' | 'nobody';
  readonly params: Readonly<Record<string, unknown>>;
}

type Made = (cast: Cast) => RightCall;

const first = (params: RightCall['params'] = {}): RightCall => ({ by: 'first', params });
const loner = (params: RightCall['params'] = {}): RightCall => ({ by: 'loner', params });
const nobody = (params: RightCall['params']): RightCall => ({ by: 'nobody', params });
const id = () => fresh('cmd');

/** A right call of each method. */
export const rightCalls: { readonly [M in MethodName]: Made } = {
  hello: ({ first: it }) =>
    first({ token: it.token, since: 'nothing', limit: 10, client: { name: 'test', version: '1' } }),
  sync: () => first({ since: 'nothing', limit: 10 }),
  'devices.register': () =>
    nobody({ name: fresh('Device'), secret: fresh('s').padEnd(24, '_'), platform: 'Linux', invite: '' }),
  'devices.list': () => first(),
  'devices.rename': ({ second }) => first({ id: id(), device: second.id, label: fresh('Label') }),
  'devices.describe': () => first({ id: id(), platform: fresh('Platform') }),
  'devices.setPassword': ({ first: it }) => first({ secret: it.secret }),
  'devices.revoke': ({ second }) => first({ id: id(), device: second.id }),
  'devices.leave': () => first({ id: id(), confirm: true }),
  'sessions.create': ({ first: it }) => nobody({ device: it.name, secret: it.secret, cookie: false }),
  'sessions.refresh': ({ first: it }) => nobody({ refreshToken: it.tokens.refreshToken }),
  'sessions.end': ({ loner: it }) => nobody({ refreshToken: it.tokens.refreshToken }),
  'sessions.recover': ({ user, recoveryCode, loner: it }) =>
    nobody({
      handle: user.handle,
      code: recoveryCode,
      device: it.id,
      secret: it.secret,
      keepDevices: true,
      cookie: false,
    }),
  'auth.renew': ({ first: it }) => first({ token: it.token }),
  'users.create': () => loner({ id: id(), handle: fresh('h'), displayName: 'Somebody' }),
  'users.get': ({ user }) => first({ user: user.id }),
  'users.find': ({ user }) => first({ handle: user.handle }),
  'users.update': ({ user }) => first({ id: id(), handle: user.handle, displayName: fresh('Name') }),
  'users.list': () => first(),
  'users.join': ({ user }) => loner({ id: id(), user: user.id }),
  'recovery.create': () => first(),
  'presence.set': () => first({ state: 'away' }),
  'links.create': () => first(),
  'links.redeem': ({ user, code }) => loner({ handle: user.handle, code }),
  'links.approve': ({ link, number }) => first({ link, number }),
  'links.deny': ({ link }) => first({ link }),
  'links.cancel': ({ link }) => loner({ link }),
  'settings.get': () => first({ app: 'demo', scope: 'user' }),
  'settings.set': ({ first: it }) =>
    first({
      app: 'demo',
      ops: [
        { id: id(), key: 'theme', value: { to: ['light', 1, null] }, base: 0, ageMs: 5 },
        { id: id(), key: 'theme', scope: `device:${it.id}`, unset: true, base: 0, ageMs: -5, ifBase: true },
        { id: id(), key: 'size', value: 12.5, base: 0, ageMs: 0, after: id(), gesture: id() },
        { id: id(), key: 'size', scope: 'class:phone', value: 9, base: 0, ageMs: 0, cause: 'adopt' },
      ],
    }),
  'settings.preview': () => first({ app: 'demo', key: 'size', scope: 'user', value: 12 }),
  'apps.get': () => first({ app: 'notes' }),
  'settings.history': () => first({ app: 'demo', key: 'theme', scope: 'user' }),
  'settings.restore': ({ entry }) => first({ id: id(), entry }),
  'settings.erase': () => first({ id: id(), app: 'demo', key: 'theme', scope: 'user' }),
  'chats.create': ({ talk: { friend } }) =>
    first({
      id: id(),
      kind: 'group',
      members: [friend.user.id],
      title: fresh('Group'),
      purpose: fresh('Purpose'),
      history: 'joined',
      listed: false,
    }),
  'chats.list': ({ talk: { chat } }) => first({ after: chat }),
  'chats.get': ({ talk: { chat } }) => first({ chat }),
  'chats.update': ({ talk: { chat } }) =>
    first({ id: id(), chat, title: fresh('Title'), purpose: fresh('Purpose'), listed: false }),
  'chats.delete': ({ talk: { chat } }) => first({ id: id(), chat }),
  'chats.discover': ({ talk: { channel } }) => first({ query: 'Channel', after: channel }),
  'chats.join': ({ talk: { channel } }) => first({ id: id(), chat: channel }),
  'chats.leave': ({ talk: { guest } }) => first({ id: id(), chat: guest }),
  'requests.accept': ({ talk: { direct } }) => first({ id: id(), chat: direct }),
  'invites.create': ({ talk: { chat } }) => first({ chat, expiresInMs: 3_600_000, uses: 5 }),
  'invites.list': ({ talk: { chat } }) => first({ chat }),
  'invites.get': ({ talk: { token } }) => first({ invite: token }),
  'invites.revoke': ({ talk: { chat, invite } }) => first({ chat, invite }),
  'members.list': ({ talk: { chat, friend } }) => first({ chat, after: friend.user.id }),
  'members.add': ({ talk: { chat, outsider } }) => first({ id: id(), chat, user: outsider.id }),
  'members.remove': ({ talk: { chat, friend } }) =>
    first({ id: id(), chat, user: friend.user.id, ban: false }),
  'members.unban': ({ talk: { chat, outsider } }) => first({ id: id(), chat, user: outsider.id }),
  'members.bans': ({ talk: { chat } }) => first({ chat }),
  'members.setRole': ({ talk: { chat, friend } }) =>
    first({ id: id(), chat, user: friend.user.id, role: 'admin' }),
  'messages.send': ({ talk: { chat, message, friend } }) =>
    first({
      id: id(),
      chat,
      text: fresh('text'),
      replyTo: message,
      mentions: [friend.user.id, 'all'],
      draft: id(),
    }),
  'messages.edit': ({ talk: { chat, message, friend } }) =>
    first({ id: id(), chat, message, text: fresh('text'), mentions: [friend.user.id] }),
  'messages.delete': ({ talk: { chat, message } }) => first({ id: id(), chat, message }),
  'messages.react': ({ talk: { chat, message } }) =>
    first({ id: id(), chat, message, emoji: '🙂', remove: false }),
  'messages.list': ({ talk: { chat, message, seq } }) =>
    first({ chat, around: seq, thread: message, limit: 10 }),
  'messages.get': ({ talk: { chat, message } }) => first({ chat, message }),
  'messages.history': ({ talk: { chat, message } }) => first({ chat, message }),
  'messages.search': ({ talk: { chat } }) => first({ query: 'said', chat, before: '1000000', limit: 10 }),
  'receipts.mark': ({ talk: { chat, seq } }) => first({ id: id(), chat, seq, unread: false }),
  'receipts.list': ({ talk: { chat } }) => first({ chat }),
  'typing.set': ({ talk: { chat } }) => first({ chat, typing: true }),
  'inbox.list': () => first({ before: Buffer.from('[4000000000000,"cht_a",1]').toString('base64url') }),
  'account.activity': () => first({ before: 4 }),
  'account.export': () => first(),
  'account.delete': ({ user }) => first({ handle: user.handle }),
};

/** The token that a call is made with. */
function tokenOf({ by }: RightCall, cast: Cast): string | undefined {
  return by === 'nobody' ? undefined : cast[by].token;
}

/** The HTTP door with the token that a call is made with. */
export function clientOf(call: RightCall, cast: Cast): HttpClient {
  return new HttpClient(cast.first.url, tokenOf(call, cast));
}
