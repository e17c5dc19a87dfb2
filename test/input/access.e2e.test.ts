import type { MethodName } from '@kith/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HttpClient, type Reply } from '../support/http-client.ts';
import { fresh, newPerson } from '../support/person.ts';
import { syncOnce } from '../support/sync.ts';
import { httpMethods } from './calls.ts';
import { asked, build, type House, type Role, roles } from './house.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
let house: House;

beforeAll(async () => {
  stage = await setStage({ LINK_QUARANTINE_HOURS: '24' });
});
afterEach(() => stage.witness.expectUndisturbed());
afterAll(() => stage.end());

/** What it comes to: a code, or what a result may hold. */
type Fate =
  | string
  | {
      /** It is answered, and nothing of the house is in the answer. */
      readonly own: true;
    }
  | {
      /** It is answered with what anybody may know who has a token. */
      readonly known: true;
    }
  | {
      /** The device is one of the house and may do that. */
      readonly may: true;
    };

const own: Fate = { own: true };
const known: Fate = { known: true };
const may: Fate = { may: true };

/** Denied to the four that are not in the house; what one that is new there may do stands last. */
const denied = (code: string, newcomer: Fate): Record<Role, Fate> => ({
  stranger: code,
  other: code,
  left: code,
  revoked: 'device-revoked',
  new: newcomer,
});
const allowed = (fate: Fate): Record<Role, Fate> => ({
  ...denied('', fate),
  stranger: fate,
  other: fate,
  left: fate,
});
/** Open methods ask for no device: their proof stands in their params. */
const open = (fate: Fate): Record<Role, Fate> => ({ ...allowed(fate), revoked: fate });

/** About a chat that only the house is in: who has no user has no chats, whoever has one finds none like it. */
const apart = (newcomer: Fate = may): Record<Role, Fate> => ({
  ...denied('forbidden', newcomer),
  other: 'not-found',
});
/** About one's own: who has no user has none. */
const personal: Record<Role, Fate> = { ...denied('forbidden', may), other: own };

const fates: { readonly [M in MethodName]: Readonly<Record<Role, Fate>> } = {
  hello: allowed(own),
  'auth.renew': allowed(own),
  sync: allowed(own),
  'devices.register': open('name-taken'),
  'devices.list': allowed(own),
  'devices.rename': denied('not-found', may),
  'devices.describe': { ...allowed(own), new: may },
  'devices.setPassword': allowed(own),
  'devices.revoke': denied('not-found', 'forbidden'),
  // The only device of a user must confirm.
  'devices.leave': { ...denied('forbidden', may), other: 'conflict' },
  'sessions.create': open('unauthenticated'),
  'sessions.refresh': open('unauthenticated'),
  'sessions.end': open(own),
  'sessions.recover': open('unauthenticated'),
  'users.create': { ...denied('handle-taken', 'conflict'), other: 'conflict' },
  'users.get': allowed(known),
  'users.find': allowed(known),
  'users.update': { ...denied('forbidden', may), other: 'handle-taken' },
  'users.list': allowed('forbidden'),
  'users.join': allowed('not-found'),
  'recovery.create': { ...denied('forbidden', 'forbidden'), other: own },
  'presence.set': allowed(own),
  'links.create': { ...denied('forbidden', may), other: own },
  'links.redeem': { ...denied('not-found', 'conflict'), other: 'conflict' },
  'links.approve': denied('not-found', 'forbidden'),
  'links.deny': denied('not-found', may),
  'links.cancel': denied('not-found', 'not-found'),
  'apps.get': allowed(own),
  'settings.get': { ...denied('not-found', may), other: own },
  'settings.set': denied('rejected', 'rejected'),
  'settings.preview': { ...denied('forbidden', 'forbidden') },
  'settings.history': denied('not-found', 'not-found'),
  'settings.restore': denied('not-found', may),
  'settings.erase': { ...denied('forbidden', 'forbidden') },
  'chats.create': personal,
  'chats.list': personal,
  'chats.get': apart(),
  'chats.update': apart(),
  'chats.delete': apart(),
  'chats.discover': personal,
  'chats.join': apart(),
  'chats.leave': apart(),
  'requests.accept': apart(),
  'invites.create': apart(),
  'invites.list': apart(),
  'invites.get': apart('not-found'),
  'invites.revoke': apart(),
  'members.list': apart(),
  'members.add': apart(),
  'members.remove': apart(),
  'members.unban': apart(),
  'members.bans': apart(),
  'members.setRole': apart(),
  'messages.send': apart(),
  'messages.edit': apart(),
  'messages.delete': apart(),
  'messages.react': apart(),
  'messages.list': apart(),
  'messages.get': apart(),
  'messages.history': apart(),
  'messages.search': personal,
  'receipts.mark': apart(),
  'receipts.list': apart(),
  'typing.set': apart(),
  'inbox.list': personal,
  'account.activity': personal,
  'account.export': personal,
  'account.delete': { ...denied('forbidden', 'forbidden'), other: 'validation-failed' },
};

/** Everything of the house that lasts, as its owner sees it. */
async function inside({ owner }: House): Promise<object> {
  const { reset } = await syncOnce(owner);
  const { user, devices = [], settings } = reset?.snapshot ?? {};
  const { chats } = await owner.http.ok('chats.list');
  return {
    user,
    settings,
    chats,
    devices: devices.map(({ online: _, lastSeenAt: __, ...device }) => device),
  };
}

function fateOf(
  { status, text, body }: Reply,
  { owner, link: id, code, number, entry, talk }: House,
): unknown {
  if (status !== 200) return body.code;
  const { results } = body as { results?: { outcome: string; code?: string }[] };
  if (results !== undefined)
    return results.every(({ outcome }) => outcome === 'rejected') ? 'rejected' : 'some set';
  const { chat, message, invite, token, text: said } = talk;
  const secrets = [owner.id, id, code, entry, `"${number}"`, 'value of the owner'];
  secrets.push(chat, message, invite, token, said);
  return secrets.some((secret) => text.includes(secret)) ? 'something of the house' : own;
}

describe.each(roles)('a device that is %s', (role) => {
  beforeAll(async () => {
    house = await build(stage.url);
  });

  test.each(httpMethods)('calls %s', async (method) => {
    const fate = fates[method][role];
    const changes = fate === may || fate === own;
    const at = changes ? await build(stage.url) : house;
    const caller = at.devices[role];
    const before = await inside(at);
    const reply = await caller.http.call(method, asked[method](at, caller));
    if (fate === may) expect([reply.status, reply.body]).toEqual([200, expect.anything()]);
    else if (fate === known) expect(reply.body).toEqual({ user: at.user });
    else if (role === 'new' && fate === own) expect(reply.status).toBe(200);
    else expect(fateOf(reply, at)).toEqual(fate);
    if (fate !== may) expect(await inside(at)).toEqual(before);
  });
});

describe('[V5] what is not there and what is not yours', () => {
  beforeEach(async () => {
    house = await build(stage.url);
  });

  /** Answers but for their request ids. */
  const bytes = ({ status, text }: Reply) => `${status} ${text.replace(/"requestId":"[^"]+"/, '')}`;

  const nothings: Readonly<Record<string, (of: House) => readonly string[]>> = {
    device: ({ owner, devices }) => [
      owner.id,
      devices.revoked.id,
      devices.left.id,
      ...malformed('dev', owner.id),
    ],
    link: ({ link: id }) => [id, ...malformed('lnk', id)],
    entry: ({ entry }) => [entry, ...malformed('ent', entry)],
  };

  function malformed(prefix: string, real: string): string[] {
    return [
      `${prefix}_${'A'.repeat(22)}`,
      `${prefix}_`,
      prefix,
      real.toUpperCase(),
      ` ${real}`,
      `${real} `,
      real.slice(0, -1),
      '-1',
      '0',
      '9007199254740993',
      '%',
      '_',
      '*',
      "' OR ''='",
      '__proto__',
      'usr_AAAAAAAAAAAAAAAAAAAAAA',
      '../../x',
      'x'.repeat(64),
    ];
  }

  test.each([
    ['devices.rename', 'device', { label: 'Stolen' }],
    ['devices.revoke', 'device', {}],
    ['links.approve', 'link', { number: '10' }],
    ['links.deny', 'link', {}],
    ['links.cancel', 'link', {}],
    ['settings.restore', 'entry', {}],
  ] as const)('%s answers with the same bytes', async (method, field, rest) => {
    const { stranger, other } = house.devices;
    const durable = !method.startsWith('links.');
    for (const caller of [stranger, other]) {
      const answers = new Set<string>();
      for (const id of nothings[field]?.(house) ?? []) {
        const params = { ...rest, ...(durable ? { id: fresh('cmd') } : {}), [field]: id };
        answers.add(bytes(await caller.http.call(method, params)));
      }
      expect([...answers]).toEqual([expect.stringMatching(/^404 .*"code":"not-found"/)]);
    }
  });

  test('users.get and users.find answer with the same bytes', async () => {
    const { stranger } = house.devices;
    const answers = new Set<string>();
    for (const user of malformed('usr', house.user.id))
      answers.add(bytes(await stranger.http.call('users.get', { user })));
    for (const handle of ['nobody', 'no-one', '..', '__', '--'])
      answers.add(bytes(await stranger.http.call('users.find', { handle })));
    expect(answers.size).toBe(1);
  });

  test('sessions.create, for a device that was revoked and one that never was', async () => {
    const { revoked } = house.devices;
    const client = new HttpClient(stage.url);
    const never = await client.call('sessions.create', {
      device: `dev_${'A'.repeat(22)}`,
      secret: 'x'.repeat(24),
    });
    const gone = await client.call('sessions.create', { device: revoked.id, secret: 'x'.repeat(24) });
    expect(bytes(gone)).toBe(bytes(never));
    const byName = await client.call('sessions.create', { device: revoked.name, secret: revoked.secret });
    expect(bytes(byName)).toBe(bytes(never));
  });
});

test('a device whose name is the id of another lets nobody in there, and keeps nobody out', async () => {
  const { device: victim } = await newPerson(stage.url);
  const client = new HttpClient(stage.url);
  const secret = 'attacker'.repeat(3);
  await client.call('devices.register', { name: victim.id, secret });
  expect((await client.call('sessions.create', { device: victim.id, secret })).body.code).toBe(
    'unauthenticated',
  );
  const right = await client.ok<{ device: { id: string } }>('sessions.create', {
    device: victim.id,
    secret: victim.secret,
  });
  expect(right.device.id).toBe(victim.id);
});
