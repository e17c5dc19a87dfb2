import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chatOf, does, heard, refused } from '../support/chat-asks.ts';
import { newChat, say } from '../support/chats.ts';
import { HttpClient } from '../support/http-client.ts';
import { LeapClock } from '../support/leap-clock.ts';
import { another, newPerson, type Person } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';
import { headOf, syncAll } from '../support/sync.ts';

let server: Served;
let ann: Person;
let bob: Person;
const clock = new LeapClock();

beforeAll(async () => {
  server = await serve({ clock });
});
beforeEach(async () => {
  [ann, bob] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
});
afterAll(() => server.stop());

describe('a person who ends the account', () => {
  test('is gone from every chat at once, and its devices with it', async () => {
    const cara = await newPerson(server.url);
    const phone = await another(ann.device);
    const [{ socket: anns }, { socket: bobs }] = await Promise.all([phone.connect(), bob.device.connect()]);
    const team = await newChat(ann.device, [bob, cara], { kind: 'group', title: 'Team' });
    const pair = await newChat(bob.device, [ann], { kind: 'direct' });
    expect((await ann.device.http.refused('account.delete', { handle: bob.user.handle })).code).toBe(
      'validation-failed',
    );
    // Whoever asked for it hears the answer before the line is closed.
    const { socket: own } = await ann.device.connect();
    await own.ok('account.delete', { handle: ann.user.handle });
    for (const socket of [own, anns]) expect((await socket.closed()).code).toBe(4503);
    for (const chat of [team, pair]) {
      expect((await heard(bobs, chat, 'member.left')).data).toMatchObject({
        user: ann.user.id,
        reason: 'deleted',
      });
    }
    expect((await chatOf(bob, team)).members.map(({ user, role }) => [user.id, role]).sort()).toEqual(
      [
        [bob.user.id, 'owner'],
        [cara.user.id, 'member'],
      ].sort(),
    );
    expect((await ann.device.http.refused('chats.list')).code).toBe('device-revoked');
    const { device } = ann;
    const again = await new HttpClient(server.url).refused('sessions.create', {
      device: device.id,
      secret: device.secret,
    });
    expect(again.code).toBe('device-revoked');
  });

  test('is known as deleted, leaves the handle to others, and is put into no chat', async () => {
    const chat = await newChat(bob.device);
    await ann.device.http.ok('account.delete', { handle: ann.user.handle });
    const { user } = await bob.device.http.ok<{ user: object }>('users.get', { user: ann.user.id });
    expect(user).toEqual({ id: ann.user.id, handle: '', displayName: null, deleted: true });
    expect((await bob.device.http.refused('users.find', { handle: ann.user.handle })).code).toBe('not-found');
    expect(await refused(bob, 'members.add', { chat, user: ann.user.id })).toBe('not-found');
    expect(await refused(bob, 'chats.create', { kind: 'direct', members: [ann.user.id] })).toBe('not-found');
    const heir = await newPerson(server.url, ann.user.handle);
    expect(heir.user.handle).toBe(ann.user.handle);
  });

  test('no reader, reply or resume brings what it said, or its name, any more', async () => {
    const cursor = await headOf(bob.device);
    const chat = await newChat(bob.device, [ann]);
    const { id } = await say(ann.device, chat, 'secret of ann');
    await does(ann, 'messages.edit', { chat, message: id, text: 'secret of ann, edited' });
    await say(bob.device, chat, 'of bob');
    const { socket } = await bob.device.connect();
    await ann.device.http.ok('account.delete', { handle: ann.user.handle });
    clock.leap(60_000);
    expect((await heard(socket, chat, 'message.deleted')).data).toMatchObject({ id, by: null });
    const { events } = await syncAll(bob.device, cursor);
    expect(events.map(({ type }) => type)).toContain('message.edited');
    const replies = [
      events,
      await bob.device.http.ok('messages.list', { chat }),
      await bob.device.http.ok('messages.history', { chat, message: id }),
      await bob.device.http.ok('messages.search', { query: 'secret' }),
      await bob.device.http.ok('chats.list'),
    ];
    expect(JSON.stringify(replies)).not.toContain('secret of ann');
    expect(JSON.stringify(replies)).not.toContain(ann.user.handle);
    expect(JSON.stringify(replies)).toContain('of bob');
  });
});
