import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChatReplica } from '../support/chat-replica.ts';
import { add, join, leave, newChannel, newChat, remove, say, sayMany } from '../support/chats.ts';
import { fresh, newPerson, type Person } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';
import { syncAll, syncOnce } from '../support/sync.ts';
import type { Reset } from '../support/wire.ts';

let server: Served;
let ann: Person;
let bob: Person;

beforeAll(async () => {
  server = await serve({ settings: { LIMIT_SNAPSHOT_BYTES: '700' } });
});
afterAll(() => server.stop());

/** One thing that happens to a chat of bob's while he takes a snapshot. */
type Act = (chat: string) => Promise<unknown>;

test('chats that are talked in, left, joined, ended and named anew while a snapshot comes in parts end right', async () => {
  [ann, bob] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  const { http } = ann.device;
  const acts: readonly Act[] = [
    (chat) => sayMany(ann.device, chat, 2),
    (chat) => leave(bob.device, chat),
    (chat) => remove(ann.device, chat, bob),
    (chat) => http.ok('chats.delete', { id: fresh('cmd'), chat }),
    (chat) => http.ok('chats.update', { id: fresh('cmd'), chat, title: fresh('title') }),
    (chat) => leave(bob.device, chat).then(() => join(bob.device, chat)),
    async (chat) => add(ann.device, chat, await newPerson(server.url)),
  ];
  // Each act befalls chats at the beginning, in the middle and at the end of what the parts go through.
  const chats: string[] = [];
  for (let number = 0; number < 3 * acts.length; number += 1) {
    const chat = await newChannel(ann.device);
    await join(bob.device, chat);
    chats.push(chat);
  }
  chats.sort();
  // Five is prime to their number: those that have come in a part and those that have yet to come take turns.
  const due = chats.map((_, index) => {
    const at = (index * 5) % chats.length;
    return () => acts[at % acts.length]?.(chats[at] ?? '');
  });
  due.push(async () => say(ann.device, await newChat(ann.device, [bob]), 'hello'));

  const { socket } = await bob.device.connect('nonsense');
  const first = await socket.inbox.until('a reset', () => socket.inbox.said<Reset>('reset')[0]);
  expect(first.more).toBe(true);
  const replica = new ChatReplica(bob.user.id).reset(first);
  let taken = 0;
  /** What has come by now is taken before the next part, so that parts are older than it. */
  const takeAll = async () => {
    const key = fresh('barrier');
    await bob.device.set(key, true);
    await socket.inbox.until('the barrier', () => socket.inbox.events.find(({ data }) => data.key === key));
    replica.take(socket.inbox.events.slice(taken));
    taken = socket.inbox.events.length;
  };
  let parts = 1;
  for (let cursor: string | undefined = first.cursor; cursor !== undefined; parts += 1) {
    await due.shift()?.();
    const page = await syncOnce(bob.device, cursor);
    for (const act of due.splice(0, 2)) await act();
    await takeAll();
    const { reset, more } = page;
    if (reset === undefined) throw new Error('a part is missing');
    replica.reset({ ...reset, cursor: page.cursor, more });
    cursor = more ? page.cursor : undefined;
  }
  expect(parts).toBeGreaterThan(7);
  await takeAll();
  await socket.cut();

  const { resets } = await syncAll(bob.device);
  const whole = new ChatReplica(bob.user.id);
  for (const reset of resets) whole.reset(reset);
  expect(replica.shown).toEqual(whole.shown);
});
