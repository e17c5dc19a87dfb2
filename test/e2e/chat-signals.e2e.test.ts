import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { choose } from '../support/chat-asks.ts';
import { join, newChannel, newChat } from '../support/chats.ts';
import { another, fresh, newPerson, oneEdit, type Person } from '../support/person.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { type Served, serve } from '../support/server.ts';

interface Signal {
  readonly type: string;
  readonly topic?: string;
  readonly from: { readonly user: string | null; readonly device: string | null };
  readonly data: Readonly<Record<string, unknown>>;
}

let server: Served;
let ann: Person;
let bob: Person;

beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());
beforeEach(async () => {
  ann = await newPerson(server.url);
  bob = await newPerson(server.url);
});

const signalsOf = (socket: RawSocket, type: string) =>
  socket.inbox.said<Signal>('signal').filter((signal) => signal.type === type);

function signalled(socket: RawSocket, type: string, data: object): Promise<Signal> {
  return socket.inbox.until(`${type} ${JSON.stringify(data)}`, () =>
    signalsOf(socket, type).findLast((it) => JSON.stringify(it.data) === JSON.stringify(data)),
  );
}

/** What was under way to this person has come: an event of its own is behind it. */
async function passed(socket: RawSocket, { device }: Person): Promise<void> {
  const key = fresh('barrier');
  await device.set(key, true);
  await socket.inbox.until('the barrier', () => socket.inbox.events.find(({ data }) => data.key === key));
}

describe('that somebody writes', () => {
  test('is told to the chat, also to the own other devices, and not to the device itself', async () => {
    const chat = await newChat(ann.device, [bob]);
    const phone = await another(ann.device);
    const [{ socket: own }, { socket: other }, { socket: bobs }] = await Promise.all([
      ann.device.connect(),
      phone.connect(),
      bob.device.connect(),
    ]);
    await own.ok('typing.set', { chat, typing: true });
    const told = await signalled(bobs, 'typing', { typing: true });
    expect(told).toEqual({
      type: 'typing',
      topic: `chat:${chat}`,
      from: { user: ann.user.id, device: ann.device.id },
      data: { typing: true },
    });
    expect(await signalled(other, 'typing', { typing: true })).toEqual(told);
    await own.ok('typing.set', { chat, typing: false });
    await signalled(bobs, 'typing', { typing: false });
    await passed(own, ann);
    expect(signalsOf(own, 'typing')).toEqual([]);
  });

  test('is for members alone, who may say something there, and who let others see it', async () => {
    const channel = await newChannel(ann.device);
    const { http } = bob.device;
    await expect(http.refused('typing.set', { chat: channel, typing: true })).resolves.toMatchObject({
      code: 'not-found',
    });
    await join(bob.device, channel);
    const { socket } = await ann.device.connect();
    await http.ok('settings.set', { ...oneEdit('privacy.typing', false), app: 'kith' });
    await http.ok('typing.set', { chat: channel, typing: true });
    await ann.device.http.ok('members.setRole', {
      id: fresh('cmd'),
      chat: channel,
      user: bob.user.id,
      role: 'read-only',
    });
    await expect(http.refused('typing.set', { chat: channel, typing: true })).resolves.toMatchObject({
      code: 'forbidden',
    });
    await passed(socket, ann);
    expect(signalsOf(socket, 'typing')).toEqual([]);
  });
});

describe('partners', () => {
  test('hear how a user is as a whole, and of no device; strangers hear nothing', async () => {
    const stranger = await newPerson(server.url);
    await newChat(ann.device, [bob]);
    const [{ socket: anns }, { socket: strangers }] = await Promise.all([
      ann.device.connect(),
      stranger.device.connect(),
    ]);
    const { socket: bobs } = await bob.device.connect();
    await signalled(anns, 'presence', { user: bob.user.id, state: 'online' });
    await bobs.ok('presence.set', { state: 'away' });
    await signalled(anns, 'presence', { user: bob.user.id, state: 'away' });
    const ofBob = signalsOf(anns, 'presence').filter(({ data }) => data.user === bob.user.id);
    expect(ofBob.filter(({ data }) => 'device' in data)).toEqual([]);
    await passed(strangers, stranger);
    expect(signalsOf(strangers, 'presence').filter(({ data }) => data.user === bob.user.id)).toEqual([]);
  });

  test('hear nothing in a chat that they began and that is not accepted, nor does the list say it', async () => {
    await choose(bob, 'privacy.directs', 'requests');
    const { socket: bobs } = await bob.device.connect();
    const chat = await newChat(ann.device, [bob], { kind: 'direct' });
    const presence = async () => {
      const { chats } = await ann.device.http.ok<{ chats: { id: string; presence?: string }[] }>(
        'chats.list',
      );
      return chats.find(({ id }) => id === chat)?.presence;
    };
    expect(await presence()).toBe('offline');
    const { reset } = await ann.device.http.ok<{ reset: { snapshot: { chats: { presence?: string }[] } } }>(
      'sync',
    );
    expect(reset.snapshot.chats.map((it) => it.presence)).toEqual(['offline']);
    await bobs.ok('requests.accept', { id: fresh('cmd'), chat });
    expect(await presence()).toBe('online');
  });

  test('hear nothing where one of both blocked the other, nor does the list say it', async () => {
    const chat = await newChat(ann.device, [bob], { kind: 'direct' });
    const carl = await newPerson(server.url);
    await newChat(carl.device, [bob], { kind: 'direct' });
    const [{ socket: anns }, { socket: bobs }, { socket: carls }] = await Promise.all([
      ann.device.connect(),
      bob.device.connect(),
      carl.device.connect(),
    ]);
    await signalled(anns, 'presence', { user: bob.user.id, state: 'online' });
    const listed = async ({ device }: Person) =>
      (await device.http.ok<{ chats: { id: string; presence?: string }[] }>('chats.list')).chats.find(
        ({ id }) => id === chat,
      )?.presence;
    expect([await listed(ann), await listed(bob)]).toEqual(['online', 'online']);
    await choose(bob, `block.${ann.user.id}`, true);
    expect([await listed(ann), await listed(bob)]).toEqual(['offline', 'offline']);
    await bobs.ok('presence.set', { state: 'away' });
    await signalled(carls, 'presence', { user: bob.user.id, state: 'away' });
    await passed(anns, ann);
    const away = signalsOf(anns, 'presence').filter(({ data }) => data.state === 'away');
    expect(away).toEqual([]);
  });

  test('are listed as they are in a chat of few, and not in one of many', async () => {
    const chat = await newChat(ann.device, [bob]);
    const listed = async () => {
      const { members } = await ann.device.http.ok<{
        members: { user: { id: string }; presence?: string }[];
      }>('members.list', { chat });
      return members.find(({ user }) => user.id === bob.user.id)?.presence;
    };
    expect(await listed()).toBe('offline');
    await bob.device.connect();
    expect(await listed()).toBe('online');
    const others = await Promise.all(Array.from({ length: 31 }, () => newPerson(server.url)));
    for (const { user } of others)
      await ann.device.http.ok('members.add', { id: fresh('cmd'), chat, user: user.id });
    expect(await listed()).toBeUndefined();
  });

  test('hear that somebody has another profile', async () => {
    await newChat(ann.device, [bob]);
    const { socket } = await ann.device.connect();
    await bob.device.http.ok('users.update', { id: fresh('cmd'), displayName: 'Robert' });
    const { from } = await signalled(socket, 'user.changed', { user: bob.user.id });
    expect(from).toEqual({ user: bob.user.id, device: null });
  });
});
