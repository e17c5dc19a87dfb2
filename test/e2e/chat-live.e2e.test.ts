import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { add, join, leave, newChannel, newChat, remove, say } from '../support/chats.ts';
import type { TextEvent } from '../support/inbox.ts';
import { another, fresh, newPerson, type Person, TestDevice } from '../support/person.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { type Served, serve } from '../support/server.ts';

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

/** Events of a chat on a socket, once this person's own setting, made last, has come. */
async function heard(socket: RawSocket, { device }: Person, chat: string): Promise<readonly TextEvent[]> {
  const barrier = fresh('barrier');
  await device.set(barrier, true);
  await socket.inbox.until('the barrier', () => socket.inbox.events.find(({ data }) => data.key === barrier));
  return socket.inbox.events.filter(({ topic }) => topic === `chat:${chat}`);
}

const briefly = (events: readonly TextEvent[]) =>
  events.map(({ seq, type, data }) => `${seq} ${type}${'text' in data ? ` ${data.text}` : ''}`);

describe('a member who is connected', () => {
  test('hears a chat from the own joining on, its first reader from the very first event', async () => {
    const [{ socket: anns }, { socket: bobs }] = await Promise.all([
      ann.device.connect(),
      bob.device.connect(),
    ]);
    const chat = await newChat(ann.device, [bob]);
    await say(bob.device, chat, 'hello');
    const all = ['1 member.joined', '2 chat.created', '3 member.joined', '4 message.sent hello'];
    expect(briefly(await heard(anns, ann, chat))).toEqual(all);
    expect(briefly(await heard(bobs, bob, chat))).toEqual(all.slice(2));
  });

  test('hears it on all devices, and another user on none', async () => {
    const carl = await newPerson(server.url);
    const phone = await another(bob.device);
    const [{ socket: laptop }, { socket: other }, { socket: stranger }] = await Promise.all([
      bob.device.connect(),
      phone.connect(),
      carl.device.connect(),
    ]);
    const chat = await newChat(ann.device, [bob]);
    await say(ann.device, chat, 'to both');
    const here = await heard(laptop, bob, chat);
    expect(briefly(here)).toEqual(['3 member.joined', '4 message.sent to both']);
    expect((await heard(other, bob, chat)).map(({ text }) => text)).toEqual(here.map(({ text }) => text));
    expect(await heard(stranger, carl, chat)).toEqual([]);
  });

  test('hears nothing behind the own leaving, and again from the next joining on', async () => {
    const { socket } = await bob.device.connect();
    const chat = await newChannel(ann.device);
    await say(ann.device, chat, 'before');
    await join(bob.device, chat);
    await say(ann.device, chat, 'one');
    await leave(bob.device, chat);
    await say(ann.device, chat, 'between');
    await join(bob.device, chat);
    await say(ann.device, chat, 'two');
    await remove(ann.device, chat, bob);
    await say(ann.device, chat, 'after');
    expect(briefly(await heard(socket, bob, chat))).toEqual([
      '4 member.joined',
      '5 message.sent one',
      '6 member.left',
      '8 member.joined',
      '9 message.sent two',
      '10 member.left',
    ]);
  });

  test('hears the end of a chat as its last event', async () => {
    const [{ socket: anns }, { socket: bobs }] = await Promise.all([
      ann.device.connect(),
      bob.device.connect(),
    ]);
    const chat = await newChat(ann.device, [bob]);
    await ann.device.http.ok('chats.delete', { id: fresh('cmd'), chat });
    expect((await heard(anns, ann, chat)).at(-1)?.type).toBe('chat.deleted');
    expect((await heard(bobs, bob, chat)).at(-1)?.type).toBe('chat.deleted');
  });

  test('who connects later hears what happens from then on', async () => {
    const chat = await newChat(ann.device, [bob]);
    await say(ann.device, chat, 'long ago');
    const { socket } = await bob.device.connect();
    await say(ann.device, chat, 'now');
    expect(briefly(await heard(socket, bob, chat))).toEqual(['5 message.sent now']);
  });
});

describe('a device that joins its user while connected', () => {
  test.each([
    ['nobody else of the user is connected', false],
    ['what the user reads is known here', true],
  ])('hears the user’s chats from its own joining on, once and without a gap: %s', async (_, isKnown) => {
    const chat = await newChat(ann.device, [bob]);
    await say(ann.device, chat, 'before');
    const phone = await TestDevice.register(server.url);
    const { socket } = await phone.connect();
    const { socket: anns } = await ann.device.connect();
    const { code, qr } = await bob.device.http.ok<{ code: string; qr: string }>('links.create');
    const handle = new URL(qr).hash.slice(1).split('.')[0];
    const redeemed = await phone.http.ok<{ link: string; number: string }>('links.redeem', { handle, code });
    const calls = [
      ['links.approve', { link: redeemed.link, number: redeemed.number }],
      ...[1, 2, 3].map((n) => [
        'devices.rename',
        { id: fresh('cmd'), device: phone.id, label: `Label ${n}` },
      ]),
    ] as [string, object][];
    // On a socket they are in one commit.
    const bobs = isKnown ? (await bob.device.connect()).socket : undefined;
    bobs?.send(calls.map(([method, params]) => bobs.prepare(method, params)));
    const answered = isKnown ? [] : calls.map(([method, params]) => bob.device.http.call(method, params));
    anns.send(
      Array.from({ length: 20 }, (_, index) =>
        anns.prepare('messages.send', { id: fresh('cmd'), chat, text: `${index}` }),
      ),
    );
    await Promise.all(answered);
    await socket.inbox.until('the last name', () =>
      socket.inbox.events.find(({ text }) => text.includes('Label 3')),
    );
    await say(ann.device, chat, 'last');
    await socket.inbox.until('the last', () => socket.inbox.events.find(({ data }) => data.text === 'last'));
    const { events } = socket.inbox;
    const offsets = events.map(({ cursor }) => Number(cursor.split('.')[1]));
    expect(offsets).toEqual([...new Set(offsets)].toSorted((a, b) => a - b));
    const joined = events.findIndex(
      ({ type, topic }) => type === 'device.joined' && topic.startsWith('device:'),
    );
    expect(events.findIndex(({ topic }) => topic.startsWith('chat:'))).toBeGreaterThan(joined);
    for (const topic of new Set(events.map((event) => event.topic))) {
      const seqs = events.filter((event) => event.topic === topic).map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
    }
    await add(ann.device, await newChat(ann.device), bob);
    await socket.inbox.until('another chat', () =>
      socket.inbox.events.find(({ type, topic }) => type === 'member.joined' && topic !== `chat:${chat}`),
    );
  });
});
