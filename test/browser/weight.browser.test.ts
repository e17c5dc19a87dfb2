import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { arriveAsUser } from './support/arrive.ts';
import { newGroup } from './support/chat.ts';
import { openPage, paths } from './support/page.ts';
import { test } from './support/rig.ts';
import type { PersonWindow } from './support/window.ts';

/** What a first visit to a page may cost in scripts, in gzip's kilobytes of 1,000 bytes. */
const kilobytesMax = 160;

/** Chats bring their own part of the client, and what writes and shows messages. */
const chatKilobytesMax = 180;

/** The messages themselves come while the list of chats shows already. */
const openChatKilobytesMax = 220;

interface Weight {
  /** As gzip would send them. */
  readonly gzip: number;
  /** As they were sent. */
  readonly sent: number;
}

/** The scripts that a page loads until it is there, in a browser that has none of them. */
async function weightOf(window: PersonWindow, path: string): Promise<Weight> {
  const scripts: Promise<Weight>[] = [];
  window.page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    const weigh = async () => {
      const response = await request.response();
      const body = (await response?.body()) ?? Buffer.alloc(0);
      return { gzip: gzipSync(body).length, sent: (await request.sizes()).responseBodySize };
    };
    scripts.push(weigh());
  });
  await openPage(window, path);
  const weights = await Promise.all(scripts);
  return {
    gzip: weights.reduce((sum, { gzip }) => sum + gzip, 0) / 1000,
    sent: weights.reduce((sum, { sent }) => sum + sent, 0) / 1000,
  };
}

test.for(paths)('a first visit to %s is light', async (path, { open, kith }) => {
  const window = await open(kith.url);
  if (path !== '/register' && path !== '/login') await arriveAsUser(window);
  const { gzip, sent } = await weightOf(window, path);
  console.log(`${path}: scripts ${gzip.toFixed(1)} kB gzip, ${sent.toFixed(1)} kB as sent`);
  expect(gzip).toBeGreaterThan(10);
  expect(gzip).toBeLessThanOrEqual(path === '/chat' ? chatKilobytesMax : kilobytesMax);
  expect(sent).toBeLessThanOrEqual(gzip * 1.02);
});

test('a first visit to an open chat is light', async ({ open, kith }) => {
  const window = await open(kith.url);
  const chat = await newGroup(await arriveAsUser(window), []);
  const { gzip } = await weightOf(window, `/chat?c=${chat}`);
  console.log(`an open chat: scripts ${gzip.toFixed(1)} kB gzip`);
  expect(gzip).toBeLessThanOrEqual(openChatKilobytesMax);
});
