/** One right call of every method of the contract: what tests of wrong ones start from. */
import { type MethodName, methodTable } from '@kith/protocol';
import { HttpClient } from '../support/http-client.ts';
import { another, fresh, newPerson, TestDevice } from '../support/person.ts';
import type { UserView } from '../support/wire.ts';

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
  return { user, first, second, loner, link, number, code, entry, recoveryCode };
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
      ],
    }),
  'settings.history': () => first({ app: 'demo', key: 'theme', scope: 'user' }),
  'settings.restore': ({ entry }) => first({ id: id(), entry }),
  'settings.erase': () => first({ id: id(), app: 'demo', key: 'theme', scope: 'user' }),
};

/** The token that a call is made with. */
function tokenOf({ by }: RightCall, cast: Cast): string | undefined {
  return by === 'nobody' ? undefined : cast[by].token;
}

/** The HTTP door with the token that a call is made with. */
export function clientOf(call: RightCall, cast: Cast): HttpClient {
  return new HttpClient(cast.first.url, tokenOf(call, cast));
}
