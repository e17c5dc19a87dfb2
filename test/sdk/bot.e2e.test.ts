import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from '@kith/client';
import { fileStorage } from '@kith/client/node';
import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { chatsOf, shows } from './chat-stage.ts';
import { person } from './stage.ts';

const path = join(import.meta.dirname, '../../examples/bot.ts');

/** The example as a process; disposing it kills it. */
async function runBot(url: string, dir: string): Promise<AsyncDisposable> {
  const env = { ...process.env, KITH_URL: url, BOT_DIR: dir };
  const child = spawn(process.execPath, [path], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  await once(createInterface(child.stdout), 'line');
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

test('the bot of the examples answers who writes to it, and is the same person after a restart', async () => {
  await using server = await serve();
  const dir = mkdtempSync(join(tmpdir(), 'kith-bot-'));
  using ada = await person(server.url);
  using chats = chatsOf(ada);
  const lines: string[] = [];
  for (const text of ['hello', 'again']) {
    await using _ = await runBot(server.url, dir);
    const chat = await chats.direct((await chats.find('echo')).id);
    const thread = chat.thread();
    chat.send(text);
    lines.push(text, `You said: ${text}`);
    await shows(thread, lines);
    thread.close();
  }
  expect(chats.list.get()).toHaveLength(1);
});

test('a bot that was killed before it had a user, or its session, is the same device again', async () => {
  await using server = await serve();
  const dir = mkdtempSync(join(tmpdir(), 'kith-bot-'));
  using ada = await person(server.url);
  using chats = chatsOf(ada);
  const secret = 'WKnHfDNxSIvPZZ63fFKcZjR4I0b3jRta';
  await fileStorage(dir).write('secret', secret);
  const killed = createClient({ url: server.url });
  await killed.register({ name: 'echo', secret });
  killed.close();
  await using _ = await runBot(server.url, dir);
  const chat = await chats.direct((await chats.find('echo')).id);
  const thread = chat.thread();
  chat.send('hello');
  await shows(thread, ['hello', 'You said: hello']);
  thread.close();
});

test('the bot stands in thirty lines', () => {
  expect(readFileSync(path, 'utf8').trim().split('\n').length).toBeLessThanOrEqual(30);
});
