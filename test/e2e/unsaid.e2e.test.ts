import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newChat, say } from '../support/chats.ts';
import { fresh, newPerson, type TestDevice } from '../support/person.ts';
import { serve } from '../support/server.ts';
import { headOf, syncAll, syncOnce } from '../support/sync.ts';

/** One word, so that the index of words has it whole. */
const secret = `canary${fresh('').replaceAll('-', '')}`;

test.each([
  ['', 0],
  [', also where many others were said since', 70],
])(
  'what was taken back does not come back: by socket or sync, list, search, history, snapshot or file%s',
  async (_, others) => {
    await using server = await serve();
    const [anna, ben] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
    const people = [anna.device, ben.device];
    const begin = new Map<TestDevice, string>();
    for (const it of people) begin.set(it, await headOf(it));
    const chat = await newChat(anna.device, [ben]);
    await draft(anna.device, chat, `${secret} half`);
    const message = await say(anna.device, chat, `${secret} one @${ben.user.handle}`);
    await anna.device.http.ok('messages.edit', {
      id: fresh('cmd'),
      chat,
      message: message.id,
      text: `${secret} two`,
    });
    await draft(anna.device, chat, 'the next one');
    const answer = await ben.device.http.ok<{ message: { id: string } }>('messages.send', {
      ...{ id: fresh('cmd'), chat, text: 'stays' },
      replyTo: message.id,
    });
    // So many that the words of what was said before enter their index.
    const elsewhere = await newChat(ben.device);
    for (let index = 0; index < others; index += 1) await say(ben.device, elsewhere, `other ${index}`);
    const look = (it: TestDevice) => everything(it, { since: begin.get(it), chat, message: message.id });
    for (const it of people) expect(JSON.stringify(await look(it))).toContain(secret);

    await anna.device.http.ok('messages.delete', { id: fresh('cmd'), chat, message: message.id });
    const expectGone = async () => {
      for (const it of people) {
        const all = await look(it);
        expect(JSON.stringify(all)).not.toContain(secret);
        const told = all.replayed.filter(({ data }) => data.id === message.id);
        expect(told.map(({ type, data }) => [type, data.text, data.deleted])).toEqual([
          ['message.sent', '', true],
          ['message.edited', '', true],
          ['message.deleted', undefined, undefined],
        ]);
        expect(all.synced.map(({ text }) => text)).toEqual(all.replayed.map(({ text }) => text));
        expect(all.list.messages).toEqual([
          expect.objectContaining({ id: message.id, text: null, deletedBy: anna.user.id }),
          expect.objectContaining({
            id: answer.message.id,
            text: 'stays',
            replyTo: expect.objectContaining({ text: null }),
          }),
        ]);
        expect(all.found).toMatchObject({ messages: [] });
        expect(all.history).toMatchObject({ versions: [] });
      }
      const drafted = await anna.device.http.ok('settings.get', { app: 'kith' });
      expect(JSON.stringify(drafted)).toContain('the next one');
    };
    await expectGone();
    await server.stop();
    for (const name of readdirSync(server.dataDir))
      expect(readFileSync(join(server.dataDir, name)).includes(secret), name).toBe(false);
    await using again = await server.again();
    await expectGone();
    expect(again.dataDir).toBe(server.dataDir);
  },
);

async function draft(device: TestDevice, chat: string, text: string): Promise<void> {
  const op = { id: fresh('op'), key: `draft.${chat}`, value: { id: fresh('cmd'), text }, base: 0, ageMs: 0 };
  await device.http.ok('settings.set', { app: 'kith', ops: [op] });
}

interface Looked {
  readonly since: string | undefined;
  readonly chat: string;
  readonly message: string;
}

/** All that a device can read of the past and of now. */
async function everything(device: TestDevice, { since, chat, message }: Looked) {
  const { socket } = await device.connect(since);
  const synced = (await syncAll(device, since)).events;
  await socket.inbox.until('the whole replay', () =>
    socket.inbox.events.length >= synced.length ? true : undefined,
  );
  const replayed = socket.inbox.events;
  const { http } = device;
  const list = await http.ok<{ messages: unknown[] }>('messages.list', { chat });
  const one = await http.ok('messages.get', { chat, message });
  const history = await http.ok('messages.history', { chat, message });
  const found = await http.ok('messages.search', { query: secret, chat });
  const drafts = await http.ok('settings.history', { app: 'kith', key: `draft.${chat}` });
  const inbox = await http.ok('inbox.list');
  const snapshot = (await syncOnce(device)).reset;
  await socket.cut();
  return { replayed, synced, list, one, history, found, drafts, inbox, snapshot };
}
