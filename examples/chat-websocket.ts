/**
 * Chat with a raw WebSocket: a group from nothing, live messages, what was missed, and nothing after the end.
 *
 *   KITH_URL=http://127.0.0.1:3000 npx node examples/chat-websocket.ts
 *
 * It uses nothing but what Node has; the client is in client.ts. What is not as it should be ends it with code 1.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Client, type Json, register, run } from './client.ts';

/** A person with one device: a socket, and a user whose handle is its name. */
async function person(name: string): Promise<{ on: Client; token: string; user: string }> {
  const { token } = await register(`${name}.${run}`);
  const { client: on } = await Client.connect(token);
  const { user } = await on.call('users.create', {
    id: randomUUID(),
    handle: `${name}.${run}`.toLowerCase(),
  });
  await on.event('device.joined', 'user:');
  return { on, token, user: String((user as Json).id) };
}

/** Says something; the same id says it once, however often it is sent. */
function say(from: Client, chat: string, text: string, id: string = randomUUID()): Promise<Json> {
  return from.call('messages.send', { id, chat, text });
}

console.log('Ann makes a group and puts Bob into it; Bob hears that first of all.');
const [ann, bob] = [await person('Ann'), await person('Bob')];
const made = await ann.on.call('chats.create', {
  id: randomUUID(),
  kind: 'group',
  title: 'Sailing',
  members: [bob.user],
});
const chat = String((made.chat as Json).id);
const topic = `chat:${chat}`;
const added = await bob.on.event('member.joined', topic);
assert.deepEqual([added.data.user, added.data.by], [bob.user, ann.user]);

console.log('What Ann says is with Bob at once; sent twice with one id, it is said once.');
const twice = randomUUID();
const first = await say(ann.on, chat, `Ahoy @bob.${run}`, twice);
assert.deepEqual(await say(ann.on, chat, `Ahoy @bob.${run}`, twice), first);
const heard = await bob.on.event('message.sent', topic);
assert.equal(heard.data.text, `Ahoy @bob.${run}`);
assert.deepEqual(heard.data.mentions, [bob.user]);

console.log('Bob writes, reacts, and has read it.');
await bob.on.call('typing.set', { chat, typing: true });
await bob.on.call('messages.react', { id: randomUUID(), chat, message: heard.data.id, emoji: '⛵' });
await bob.on.call('receipts.mark', { id: randomUUID(), chat, seq: heard.seq });
assert.equal((await ann.on.event('reaction.added', topic)).data.emoji, '⛵');
assert.equal((await ann.on.event('receipt.shown', topic)).data.seq, heard.seq);
const { chats } = (await bob.on.call('chats.list')) as { chats: Json[] };
assert.deepEqual(
  chats.map(({ id, unread, mentions }) => ({ id, unread, mentions })),
  [{ id: chat, unread: 0, mentions: 0 }],
);

console.log('Bob goes away; by his cursor he gets exactly what he missed, in order.');
const { cursor, seq } = await bob.on.event('receipt.shown', topic);
bob.on.close();
await say(ann.on, chat, 'Low tide at six');
await say(ann.on, chat, 'Bring the charts');
const { client: back, hello } = await Client.connect(bob.token, cursor);
assert.equal(hello.resumed, true);
await back.until('both messages', () => (back.events.length === 2 ? true : undefined));
assert.deepEqual(
  back.events.map((it) => [it.seq, it.data.text]),
  [
    [seq + 1, 'Low tide at six'],
    [seq + 2, 'Bring the charts'],
  ],
);
const { messages } = (await back.call('messages.search', { query: 'tide' })) as { messages: Json[] };
assert.deepEqual(
  messages.map(({ text }) => text),
  ['Low tide at six'],
);

console.log('Ann takes a message back: its text is gone from everywhere.');
await ann.on.call('messages.delete', { id: randomUUID(), chat, message: back.events[0]?.data.id });
await back.event('message.deleted', topic);
const page = await back.call('messages.list', { chat });
assert(!JSON.stringify(page).includes('Low tide'), 'a deleted text is in no page');

console.log('Ann takes Bob out: that is the last that he hears, and the chat is not there for him any more.');
await ann.on.call('members.remove', { id: randomUUID(), chat, user: bob.user });
await back.event('member.left', topic);
await say(ann.on, chat, 'Just me now');
await back.call('devices.list');
assert.equal(back.events.at(-1)?.type, 'member.left');
await assert.rejects(back.call('messages.list', { chat }), /not-found/);

ann.on.close();
back.close();
console.log('All is as it should be.');
