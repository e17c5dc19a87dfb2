import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { add, join, leave, newChannel, newChat, remove, say, sayMany } from '../support/chats.ts';
import type { TextEvent } from '../support/inbox.ts';
import { another, app, fresh, newPerson, type Person } from '../support/person.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { type Served, serve } from '../support/server.ts';
import { headOf, syncAll } from '../support/sync.ts';

let server: Served;
let ann: Person;
let bob: Person;

beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());
beforeEach(async () => {
  [ann, bob] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
});

const inChat = (socket: RawSocket, chat: string): readonly TextEvent[] =>
  socket.inbox.events.filter(({ topic }) => topic === `chat:${chat}`);

/** More than is sent to a reader that takes nothing, so that it stays behind. */
async function longPast(): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    const ops = Array.from({ length: 8 }, (_, op) => ({
      id: fresh('op'),
      key: `long.${op}`,
      value: `${round}`.padEnd(30_000, 'x'),
      base: 0,
      ageMs: 0,
    }));
    await bob.device.http.ok('settings.set', { app, ops });
  }
}

/** A socket of bob's that is behind, as it takes nothing of a long past. */
async function stuck(since: string): Promise<RawSocket> {
  const socket = await RawSocket.open(server.url);
  await socket.hello({ token: bob.device.token, since });
  socket.pause();
  return socket;
}

/** Lets a socket read, until an event of bob's own that is made now has come. */
async function readAll(socket: RawSocket): Promise<void> {
  socket.resume();
  const key = fresh('barrier');
  await bob.device.set(key, true);
  await socket.inbox.until('the barrier', () => socket.inbox.events.find(({ data }) => data.key === key));
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('who is taken out of a chat', () => {
  test('hears nothing behind the own leaving, live, behind and by every later cursor', async () => {
    const chat = await newChat(ann.device, [bob]);
    const since = await headOf(bob.device);
    await longPast();
    const phone = await another(bob.device);
    const [slow, { socket: live }, { socket: second }] = await Promise.all([
      stuck(since),
      bob.device.connect(),
      phone.connect(),
    ]);
    await sayMany(ann.device, chat, 5, 'shared');
    await remove(ann.device, chat, bob);
    await sayMany(ann.device, chat, 5, 'secret');
    for (const socket of [slow, live, second]) await readAll(socket);
    for (const socket of [slow, live, second]) {
      expect(inChat(socket, chat).at(-1)).toMatchObject({ type: 'member.left', data: { user: bob.user.id } });
      expect(socket.inbox.frames.filter(({ text }) => text.includes('secret'))).toEqual([]);
    }
    expect(inChat(slow, chat).map(({ seq }) => seq)).toEqual(numbers(4, 9));
    for (const { cursor } of live.inbox.events) {
      const texts = (await syncAll(bob.device, cursor)).events.map(({ text }) => text);
      expect(texts.filter((text) => text.includes('secret'))).toEqual([]);
    }
  });

  test('hears nothing of what was said together with it, in the same commit', async () => {
    const { socket: anns } = await ann.device.connect();
    for (let round = 0; round < 10; round += 1) {
      const chat = await newChat(ann.device, [bob]);
      const { socket } = await bob.device.connect();
      const secrets = Array.from({ length: 10 }, () =>
        anns.prepare('messages.send', { id: fresh('cmd'), chat, text: 'secret' }),
      );
      const before = anns.prepare('messages.send', { id: fresh('cmd'), chat, text: 'shared' });
      const out = anns.prepare('members.remove', { id: fresh('cmd'), chat, user: bob.user.id });
      anns.send([before, out, ...secrets]);
      await anns.answer(secrets.at(-1)?.id ?? '');
      await readAll(socket);
      expect(inChat(socket, chat).map(({ type }) => type)).toEqual(['message.sent', 'member.left']);
      await socket.cut();
    }
  });
});

const offsetOf = ({ cursor }: TextEvent) => Number(cursor.split('.')[1]);

describe('a device that goes out of its user hears nothing said behind that in one commit', () => {
  test.each([
    ['revoked', 'devices.revoke', 'device.revoked'],
    ['leaving', 'devices.leave', 'device.left'],
  ])('%s', async (_, method, type) => {
    const chat = await newChat(ann.device, [bob]);
    const { socket: bobs } = await bob.device.connect();
    for (let round = 0; round < 5; round += 1) {
      const phone = await another(bob.device);
      const { socket } = await phone.connect();
      const secrets = Array.from({ length: 10 }, () =>
        bobs.prepare('messages.send', { id: fresh('cmd'), chat, text: 'secret' }),
      );
      if (method === 'devices.leave') socket.start(method, { id: fresh('cmd') });
      const revocation = bobs.prepare(method, { id: fresh('cmd'), device: phone.id });
      bobs.send(method === 'devices.revoke' ? [revocation, ...secrets] : secrets);
      await socket.closed();
      const gone = await bobs.inbox.until('the end of it', () =>
        bobs.inbox.events.find((event) => event.type === type && event.text.includes(phone.id)),
      );
      expect(inChat(socket, chat).filter((event) => offsetOf(event) > offsetOf(gone))).toEqual([]);
    }
  });
});

describe('who joins a chat', () => {
  test('while a connection is behind, gets the joining and all behind it once', async () => {
    const since = await headOf(bob.device);
    await longPast();
    const slow = await stuck(since);
    const chat = await newChat(ann.device);
    await sayMany(ann.device, chat, 3, 'before');
    await add(ann.device, chat, bob);
    await sayMany(ann.device, chat, 3, 'behind');
    await readAll(slow);
    await say(ann.device, chat, 'live');
    await slow.inbox.until('live', () => slow.inbox.events.find(({ data }) => data.text === 'live'));
    expect(inChat(slow, chat).map(({ seq, type }) => `${seq} ${type}`)).toEqual([
      '6 member.joined',
      '7 message.sent',
      '8 message.sent',
      '9 message.sent',
      '10 message.sent',
    ]);
  });

  test('comes and goes while hellos are looked at: each reads whole stays', async () => {
    const chat = await newChannel(ann.device);
    const since = await headOf(bob.device);
    const isOver = { now: false };
    const turns = (async () => {
      for (let turn = 0; turn < 25; turn += 1) {
        await join(bob.device, chat);
        await say(ann.device, chat, `in ${turn}`);
        await leave(bob.device, chat);
        await say(ann.device, chat, `out ${turn}`);
      }
      isOver.now = true;
    })();
    const sockets: RawSocket[] = [];
    while (!isOver.now) {
      const cursor = sockets.length % 2 === 0 ? since : undefined;
      const { socket } = await bob.device.connect(cursor);
      sockets.push(socket);
      if (sockets.length < 12) continue;
      await turns;
    }
    for (const socket of sockets) await readAll(socket);
    const whole = (await syncAll(bob.device, since)).events.filter(({ topic }) => topic === `chat:${chat}`);
    expect(whole).toHaveLength(75);
    for (const [index, socket] of sockets.entries()) {
      const texts = inChat(socket, chat).map(({ text }) => text);
      expect(texts.length > 0 || index % 2 === 1).toBe(true);
      expect(texts).toEqual(whole.slice(whole.length - texts.length).map(({ text }) => text));
      if (index % 2 === 0) expect(texts).toHaveLength(75);
      await socket.cut();
    }
  });
});
