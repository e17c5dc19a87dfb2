import { type ChatKind, type ChatRole, chatKind, chatRole, methodTable } from '@kith/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { may } from '../../packages/server/src/domain/chats/permissions.ts';
import { type ChatMethod, type Place, tries } from '../chats/role-calls.ts';
import { HttpClient } from '../support/http-client.ts';
import { fresh, newPerson, type Person, TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';

/** How somebody may stand to a chat. */
const standings = [
  'nobody',
  'a device without a user',
  'a stranger',
  'an ex-member',
  'banned',
  ...chatRole.options.toReversed(),
] as const;
type Standing = (typeof standings)[number];

/** Between two people there are only these. */
const directStandings: readonly Standing[] = ['nobody', 'a device without a user', 'a stranger', 'member'];

let server: Served;
let cast: { [Who in 'boss' | 'caller' | 'reader' | 'outsider' | 'banned']: Person };
let loner: TestDevice;

beforeAll(async () => {
  server = await serve();
  const { url } = server;
  const [boss, caller, reader, outsider, banned] = await Promise.all([
    newPerson(url),
    newPerson(url),
    newPerson(url),
    newPerson(url),
    newPerson(url),
  ]);
  cast = { boss, caller, reader, outsider, banned };
  loner = await TestDevice.register(url);
});
afterAll(() => server[Symbol.asyncDispose]());

function isRole(standing: Standing): standing is ChatRole {
  return (chatRole.options as readonly string[]).includes(standing);
}

/** What it must come to, by the permissions table alone. */
function fateOf(kind: ChatKind, standing: Standing, action: (typeof rows)[number]['action']): string {
  if (standing === 'nobody') return 'unauthenticated';
  if (standing === 'a device without a user') return 'forbidden';
  if (isRole(standing)) return action === null || may(standing, action, kind) ? 'accepted' : 'forbidden';
  // From outside a chat can only be joined, and only a channel by its id.
  if (action !== null || kind !== 'channel') return 'not-found';
  return standing === 'banned' ? 'forbidden' : 'accepted';
}

const rows = Object.entries(tries).flatMap(([method, ways]) =>
  Object.entries(ways).map(([how, one]) => ({ method, call: `${method}${how}`, ...one })),
);

const ask = (who: Person | TestDevice, method: ChatMethod | 'chats.create', params: object = {}) =>
  ('http' in who ? who : who.device).http.ok<Record<string, never>>(method, { id: fresh('cmd'), ...params });

/** A chat to which the caller stands so, with all that calls name in it. */
async function place(kind: ChatKind, standing: Standing): Promise<Place> {
  const { boss, caller, reader, outsider, banned } = cast;
  if (kind === 'direct') return directPlace(standing);
  const { chat } = await begin(boss, { kind, title: 'Title', members: [reader.user.id] });
  const wasIn = isRole(standing) || standing === 'an ex-member' || standing === 'banned';
  if (wasIn) await ask(boss, 'members.add', { chat, user: caller.user.id });
  const foreign = await say(reader, chat);
  const own = wasIn ? await say(caller, chat) : foreign;
  await ask(boss, 'members.setRole', { chat, user: reader.user.id, role: 'read-only' });
  await ask(boss, 'members.remove', { chat, user: banned.user.id, ban: true });
  if (isRole(standing)) await ask(boss, 'members.setRole', { chat, user: caller.user.id, role: standing });
  else if (wasIn) {
    await ask(boss, 'members.remove', { chat, user: caller.user.id, ban: standing === 'banned' });
  }
  const { invite = '' } = await boss.device.http.ok<{ invite?: string }>('invites.create', { chat });
  const ids = { reader: reader.user.id, outsider: outsider.user.id, banned: banned.user.id };
  return { chat, ...ids, own, foreign, invite };
}

/** Each pair has but one direct chat: the other one is somebody new. */
async function directPlace(standing: Standing): Promise<Place> {
  const { reader, outsider, banned } = cast;
  const [stranger, other] = [await newPerson(server.url), await newPerson(server.url)];
  const one = standing === 'member' ? cast.caller : stranger;
  const { chat } = await begin(one, { kind: 'direct', members: [other.user.id] });
  const ids = { reader: reader.user.id, outsider: outsider.user.id, banned: banned.user.id };
  return { chat, ...ids, own: await say(one, chat), foreign: await say(other, chat), invite: 'civ_none' };
}

async function begin(who: Person, params: object): Promise<{ chat: string }> {
  const { chat } = await who.device.http.ok<{ chat: { id: string } }>('chats.create', {
    id: fresh('cmd'),
    ...params,
  });
  return { chat: chat.id };
}

async function say(who: Person, chat: string): Promise<string> {
  const params = { id: fresh('cmd'), chat, text: 'words' };
  const { message } = await who.device.http.ok<{ message: { id: string } }>('messages.send', params);
  return message.id;
}

function doorOf(standing: Standing): HttpClient {
  if (standing === 'nobody') return new HttpClient(server.url);
  return standing === 'a device without a user' ? loner.http : cast.caller.device.http;
}

test('every method that names a chat has a row', () => {
  const naming = Object.entries(methodTable)
    .filter(([, { params }]) => Object.hasOwn(params.shape, 'chat'))
    .map(([method]) => method);
  expect(Object.keys(tries).sort()).toEqual(naming.sort());
});

describe.each(chatKind.options)('in a %s', (kind) => {
  const possible = kind === 'direct' ? directStandings : standings;

  describe.each(possible)('%s', (standing) => {
    let shared: Place;
    beforeAll(async () => {
      shared = await place(kind, standing);
    });

    test.each(rows)('calls $call', async ({ method, action, params }) => {
      const fate = fateOf(kind, standing, action);
      const at = fate === 'accepted' ? await place(kind, standing) : shared;
      const { status, body } = await doorOf(standing).call(method, params(at));
      expect(status === 200 ? 'accepted' : body.code).toBe(fate);
    });
  });
});
