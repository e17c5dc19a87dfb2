/** Reads of chats from outside: lists that go on where the server says, replies of a bounded size, one rule of access. */
import { defaultLimits } from '@kith/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leave, newChat, say, sayMany } from '../support/chats.ts';
import { fresh, newPerson, type TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';

type Answer = Readonly<Record<string, unknown>>;

let server: Served;

beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

/** All answers of a method, from page to page by the `next` of each. */
async function pages<A extends Answer>(
  { http }: TestDevice,
  method: string,
  { goesOn, ...params }: Answer & { readonly goesOn: 'after' | 'before' },
): Promise<A[]> {
  const all: A[] = [];
  for (let next: unknown; ; ) {
    const from = next === undefined ? {} : { [goesOn]: next };
    const page = await http.ok<A & { next: unknown }>(method, { ...params, ...from });
    all.push(page);
    if (page.next === null) return all;
    next = page.next;
  }
}

test('an export goes on from part to part, and never has a text that was taken back', async () => {
  const ada = await newPerson(server.url);
  const chat = await newChat(ada.device);
  const { id: message } = await say(ada.device, chat, 'SECRET');
  await ada.device.http.ok('messages.edit', { id: fresh('cmd'), chat, message, text: 'SECRET too' });
  await sayMany(ada.device, chat, 120);
  await ada.device.set('theme', 'dark');
  const [first] = await pages<{ section: string; next: string }>(ada.device, 'account.export', {
    goesOn: 'after',
  });
  await ada.device.http.ok('messages.delete', { id: fresh('cmd'), chat, message });
  const rest = await pages<{ section: string; items: Answer[] }>(ada.device, 'account.export', {
    goesOn: 'after',
    after: first?.next,
  });
  expect([...new Set(rest.map(({ section }) => section))]).toEqual([
    'devices',
    'settings',
    'chats',
    'messages',
    'reactions',
  ]);
  const said = rest.filter(({ section }) => section === 'messages').flatMap(({ items }) => items);
  expect(said).toHaveLength(120);
  expect(JSON.stringify(rest)).not.toContain('SECRET');
});

test('an inbox goes on from page to page, each entry once', async () => {
  const [ada, bob] = [await newPerson(server.url), await newPerson(server.url)];
  const chat = await newChat(ada.device, [bob]);
  for (let number = 0; number < 60; number += 1) {
    const params = { id: fresh('cmd'), chat, text: `word ${number}`, mentions: [bob.user.id] };
    await ada.device.http.ok('messages.send', params);
  }
  const all = await pages<{ entries: { message?: { text: string } }[] }>(bob.device, 'inbox.list', {
    goesOn: 'before',
  });
  const texts = all.flatMap(({ entries }) => entries.map(({ message }) => message?.text));
  expect(texts).toEqual([...Array.from({ length: 60 }, (_, index) => `word ${59 - index}`), undefined]);
});

test('a place that no page gave is refused', async () => {
  const { device } = await newPerson(server.url);
  const nonsense = [
    ['inbox.list', { before: 'nonsense' }],
    ['inbox.list', { before: Buffer.from('[1]').toString('base64url') }],
    ['account.export', { after: 'nonsense' }],
    ['account.export', { after: Buffer.from('["secrets"]').toString('base64url') }],
    ['account.export', { after: Buffer.from('["messages",1]').toString('base64url') }],
    ['messages.search', { query: 'word', before: 'nonsense' }],
  ] as const;
  for (const [method, params] of nonsense) {
    expect(await device.http.refused(method, params), method).toMatchObject({ code: 'validation-failed' });
  }
});

test('a page of the largest messages is no larger than it may be, and says that there is more', async () => {
  const { device } = await newPerson(server.url);
  const chat = await newChat(device);
  const text = '\u0001x'.repeat(defaultLimits.textBytes / 2);
  for (let number = 0; number < 5; number += 1) await say(device, chat, text);
  type Page = { messages: { seq: number; text: string }[]; hasBefore: boolean };
  const page = await device.http.ok<Page>('messages.list', { chat, limit: 100 });
  expect(page.messages.length).toBeGreaterThan(0);
  expect(page.messages.length).toBeLessThan(5);
  expect(page.hasBefore).toBe(true);
  expect(page.messages.at(-1)?.text).toBe(text);
  expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(defaultLimits.syncBytes + 2_000);
});

test('who has left reads nothing of the chat, by the same answer as for a chat that never was', async () => {
  const [ada, bob] = [await newPerson(server.url), await newPerson(server.url)];
  const chat = await newChat(ada.device, [bob]);
  const { id: message } = await say(bob.device, chat, 'harbour');
  const found = () => bob.device.http.ok<{ messages: unknown[] }>('messages.search', { query: 'harbour' });
  expect((await found()).messages).toHaveLength(1);
  await leave(bob.device, chat);
  expect((await found()).messages).toEqual([]);
  const calls = [
    ['chats.get', {}],
    ['members.list', {}],
    ['members.bans', {}],
    ['invites.list', {}],
    ['messages.list', {}],
    ['messages.get', { message }],
    ['messages.history', { message }],
    ['messages.search', { query: 'harbour' }],
    ['receipts.list', {}],
  ] as const;
  for (const [method, params] of calls) {
    const [left, none] = await Promise.all(
      [chat, 'cht_none'].map((id) => bob.device.http.refused(method, { chat: id, ...params })),
    );
    expect({ ...left, requestId: '' }, method).toEqual({ ...none, requestId: '' });
    expect(left).toMatchObject({ code: 'not-found', status: 404 });
  }
});
