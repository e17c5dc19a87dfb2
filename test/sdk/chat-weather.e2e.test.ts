import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient, type Environment, memoryCache, memoryStorage, nativeEnvironment } from '@kith/client';
import { fileCache, fileStorage } from '@kith/client/node';
import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { ServerProcess } from '../support/server-process.ts';
import { chatsOf, everShown, idOf, messagesIn, numbered, shows, textsIn } from './chat-stage.ts';
import { proxyTo } from './proxy.ts';
import { another, bentWorld, eventually, person } from './stage.ts';

/** Pauses before coming back are short, so that a test needs no patience. */
const eager: Environment = { ...nativeEnvironment, random: () => 0.01 };

/** No key twice, at any moment. */
function expectOnce(moments: ReturnType<typeof everShown>): void {
  for (const shown of moments) {
    const keys = shown.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  }
}

test('what is said offline waits in order, and is delivered once when the connection is back', async () => {
  await using server = await serve();
  const world = bentWorld();
  using ada = await person(server.url, { environment: { ...world.environment, random: () => 0.01 } });
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using bobs = chatsOf(bob);
  const chat = await adas.direct(idOf(bob));
  const thread = chat.thread();
  chat.send('before');
  await shows(thread, ['before']);
  const moments = everShown(thread);
  world.cut({ offline: true });
  await eventually(ada.status, ({ name }) => name !== 'live');
  for (const text of numbered(5)) chat.send(text);
  expect(messagesIn(thread.get()).map(({ state }) => state)).toEqual(['sent', ...Array(5).fill('queued')]);
  expect(chat.entry.get()).toMatchObject({ unsent: 5, failed: 0 });
  world.back();
  ada.retryNow();
  await shows(thread, ['before', ...numbered(5)]);
  await shows(bobs.chat(chat.id).thread(), ['before', ...numbered(5)]);
  expect(chat.entry.get()).toMatchObject({ unsent: 0, failed: 0 });
  expectOnce(moments);
});

test('a server killed with ten messages under way has each once, in order, on every device', async () => {
  await using server = await ServerProcess.create({
    env: { KITH_RATE_LIMITS: 'off', KITH_LINK_QUARANTINE_HOURS: '0' },
  });
  await server.start();
  using ada = await person(server.url, { environment: eager });
  using phone = await another(ada, server.url, { environment: eager });
  using bob = await person(server.url, { environment: eager });
  using adas = chatsOf(ada);
  using phones = chatsOf(phone);
  using bobs = chatsOf(bob);
  const chat = await adas.direct(idOf(bob));
  const threads = [];
  for (const it of [adas, phones, bobs]) {
    await eventually(it.chat(chat.id).entry, (entry) => entry !== null);
    threads.push(it.chat(chat.id).thread());
  }
  const moments = threads.map(everShown);
  chat.send('before');
  for (const thread of threads) await shows(thread, ['before']);
  for (const text of numbered(10)) chat.send(text);
  await server.kill();
  await eventually(ada.status, ({ name }) => name !== 'live');
  await server.start();
  for (const thread of threads) await shows(thread, ['before', ...numbered(10)]);
  for (const it of moments) expectOnce(it);
  expect([ada.gaps, phone.gaps, bob.gaps]).toEqual([0, 0, 0]);
});

test('an answer that is lost at any byte makes no message twice, and none is lost', async () => {
  await using server = await serve();
  await using proxy = await proxyTo(server.url);
  using witness = await person(server.url);
  using ada = await another(witness, proxy.url, { environment: eager });
  using adas = chatsOf(ada);
  using witnesses = chatsOf(witness);
  const chat = await adas.direct(idOf(ada));
  await eventually(witnesses.chat(chat.id).entry, (it) => it !== null);
  const threads = [chat.thread(), witnesses.chat(chat.id).thread()];
  const moments = threads.map(everShown);
  const texts = numbered(40);
  for (const [index, text] of texts.entries()) {
    proxy.cutAfter(1 + ((index * 53) % 900));
    chat.send(text);
    await eventually(threads[0] as (typeof threads)[0], (it) => {
      const own = messagesIn(it).find((message) => message.text === text);
      return own?.state === 'sent';
    });
  }
  for (const thread of threads) await shows(thread, texts);
  for (const it of moments) expectOnce(it);
  expect([ada.gaps, witness.gaps]).toEqual([0, 0]);
});

test('what was not sent when a program ended is sent by its next life, once', async () => {
  await using server = await serve();
  const dir = mkdtempSync(join(tmpdir(), 'kith-chat-'));
  const [storage, cache] = [fileStorage(dir), fileCache(join(dir, 'chats'))];
  const world = bentWorld();
  using first = await person(server.url, { storage, environment: world.environment });
  using bob = await person(server.url);
  using bobs = chatsOf(bob);
  const before = chatsOf(first, { cache });
  const chat = await before.direct(idOf(bob));
  chat.send('delivered');
  await shows(chat.thread(), ['delivered']);
  world.cut({ offline: true });
  await eventually(first.status, ({ name }) => name !== 'live');
  for (const text of numbered(3)) chat.send(text);
  await before.close();
  first.close();
  using second = createClient({ url: server.url, storage });
  using after = chatsOf(second, { cache });
  const again = after.chat(chat.id);
  await shows(again.thread(), ['delivered', ...numbered(3)]);
  await shows(bobs.chat(chat.id).thread(), ['delivered', ...numbered(3)]);
});

test('a program killed in the middle of sending has said each message once, in order, after its next start', async () => {
  await using server = await serve();
  const dir = mkdtempSync(join(tmpdir(), 'kith-chat-'));
  using bob = await person(server.url);
  using bobs = chatsOf(bob);
  const source = `
    import { createClient } from '@kith/client';
    import { openChats } from '@kith/client/chat';
    import { fileCache, fileStorage } from '@kith/client/node';
    const [, url, dir, other] = process.argv;
    const kith = createClient({ url, storage: fileStorage(dir) });
    const chats = openChats(kith, { cache: fileCache(dir + '/chats') });
    await kith.register({ name: 'robot', password: 'correct horse battery' });
    await kith.createUser({ handle: 'robot' });
    const chat = await chats.direct(other);
    const thread = chat.thread();
    for (let at = 1; at <= 30; at += 1) chat.send('message ' + at);
    thread.subscribe(() => {
      const sent = thread.get().items.filter((it) => it.kind === 'message' && it.state === 'sent').length;
      if (sent >= 5) console.log('now');
    });
  `;
  const args = ['--input-type=module', '-e', source, '--', server.url, dir, idOf(bob)];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: import.meta.dirname,
  });
  const ended = once(child, 'close');
  for await (const _ of createInterface(child.stdout)) child.kill('SIGKILL');
  await ended;
  using kith = createClient({ url: server.url, storage: fileStorage(dir) });
  using chats = chatsOf(kith, { cache: fileCache(join(dir, 'chats')) });
  const [entry] = await eventually(chats.list, (it) => it.length === 1);
  const thread = chats.chat(entry?.id ?? '').thread();
  const moments = everShown(thread);
  await shows(thread, numbered(30));
  await shows(bobs.chat(entry?.id ?? '').thread(), numbered(30));
  expectOnce(moments);
});

test('the app opens offline: the chats that were, their newest messages, and what was not sent', async () => {
  const storage = memoryStorage();
  const cache = memoryCache();
  const server = await serve();
  using first = await person(server.url, { storage });
  const before = chatsOf(first, { cache });
  const chat = await before.create({ kind: 'group', title: 'Tea' });
  for (const text of numbered(3)) chat.send(text);
  await shows(chat.thread(), numbered(3));
  const self = first.user.get();
  await before.close();
  first.close();
  await server.stop();
  using second = createClient({ url: server.url, storage });
  using after = chatsOf(second, { cache });
  const [entry] = await eventually(after.list, (it) => it.length === 1);
  expect(entry).toMatchObject({ title: 'Tea', role: 'owner', unread: 0, lastMessage: { text: 'message 3' } });
  expect(after.isLoaded.get()).toBe(true);
  expect(after.self.get()).toEqual(self);
  const thread = after.chat(chat.id).thread();
  await eventually(thread, (it) => it.items.length > 0);
  expect(thread.get()).toMatchObject({ state: 'cached', hasAfter: false });
  expect(textsIn(thread.get())).toEqual(numbered(3));
  after.chat(chat.id).send('while away');
  expect(messagesIn(thread.get()).at(-1)).toMatchObject({ text: 'while away', state: 'queued', isOwn: true });
  await using again = await server.again();
  second.retryNow();
  await shows(thread, [...numbered(3), 'while away']);
  expect(again.url).toBe(server.url);
});

test('who missed more of a chat than is replayed reads its pages, and never sees it empty meanwhile', async () => {
  await using server = await serve();
  const world = bentWorld();
  using ada = await person(server.url, { environment: { ...world.environment, random: () => 0.01 } });
  using bob = await person(server.url);
  using adas = chatsOf(ada);
  using bobs = chatsOf(bob);
  const chat = await bobs.direct(idOf(ada));
  chat.send('first');
  await shows(chat.thread(), ['first']);
  await eventually(adas.chat(chat.id).entry, (it) => it?.unread === 1);
  const thread = adas.chat(chat.id).thread();
  await shows(thread, ['first']);
  world.cut({ offline: true });
  await eventually(ada.status, ({ name }) => name !== 'live');
  const texts = numbered(230);
  for (const text of texts) chat.send(text);
  await eventually(chat.entry, (it) => it?.lastMessage?.text === texts.at(-1));
  const moments = everShown(thread);
  world.back();
  ada.retryNow();
  await eventually(thread, (it) => textsIn(it).at(-1) === 'message 230' && it.loading === null);
  const shown = textsIn(thread.get());
  expect(shown).toEqual(['first', ...texts].slice(-shown.length));
  await eventually(adas.chat(chat.id).entry, (it) => it?.unread === 231);
  for (const moment of moments) expect(moment.length).toBeGreaterThan(0);
  expectOnce(moments);
});

test('where a backup is restored, what came after it is gone, and what is said next is stored', async () => {
  await using first = await serve();
  using ada = await person(first.url, { environment: eager });
  using adas = chatsOf(ada);
  const chat = await adas.direct(idOf(ada));
  const thread = chat.thread();
  chat.send('one');
  await shows(thread, ['one']);
  await first.stop();
  const backup = mkdtempSync(join(tmpdir(), 'kith-backup-'));
  cpSync(first.dataDir, backup, { recursive: true });
  await using second = await first.again();
  ada.retryNow();
  chat.send('two');
  const [, two] = await shows(thread, ['one', 'two']);
  chat.markRead(two?.seq ?? 0);
  await second.stop();
  await using third = await second.again({ dataDir: backup });
  ada.retryNow();
  await shows(thread, ['one']);
  chat.send('three');
  await shows(thread, ['one', 'three']);
  expect(third.url).toBe(first.url);
});

test('a message that the server will never take blocks none behind it, and keeps its text', async () => {
  await using server = await serve();
  using ada = await person(server.url);
  using adas = chatsOf(ada);
  const chat = await adas.direct(idOf(ada));
  const thread = chat.thread();
  const long = 'x'.repeat(20_000);
  const failed = chat.send(long);
  chat.send('behind');
  await eventually(thread, (it) =>
    messagesIn(it).some(({ text, state }) => text === 'behind' && state === 'sent'),
  );
  await eventually(thread, (it) => messagesIn(it).some(({ state }) => state === 'failed'));
  expect(messagesIn(thread.get()).at(-1)).toMatchObject({ text: long, state: 'failed', error: 'too-large' });
  expect(chat.entry.get()).toMatchObject({ unsent: 0, failed: 1 });
  await chat.edit(failed.key, 'shorter');
  const shown = await shows(thread, ['behind', 'shorter']);
  expect(shown[1]?.key).toBe(failed.key);
});
