/** What a browser test is given: a Chromium and a server for its file, and windows that must be clean at its end. */
import { test as base } from 'vitest';
import { ServerProcess } from '../../support/server-process.ts';
import { startChromium } from './chromium.ts';
import { type Look, usualLook } from './look.ts';
import { PersonWindow } from './window.ts';

/** Opens a window of somebody's device before a server. */
export type Open = (url: string, look?: Partial<Look>) => Promise<PersonWindow>;

/** Starts a server that is in nobody's way, with these variables beside. Whoever starts it disposes it. */
export async function serve(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const server = await ServerProcess.create({
    env: { KITH_RATE_LIMITS: 'off', KITH_LINK_QUARANTINE_HOURS: '0', ...env },
  });
  await server.start();
  return server;
}

export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: the names of what a fixture needs are read from its source
  .extend('chromium', { scope: 'file' }, async ({}, { onCleanup }) => {
    const chromium = await startChromium();
    onCleanup(() => chromium.close());
    return chromium;
  })
  // biome-ignore lint/correctness/noEmptyPattern: the names of what a fixture needs are read from its source
  .extend('kith', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await serve();
    onCleanup(() => server[Symbol.asyncDispose]());
    return server;
  })
  .extend('open', async ({ chromium }, { onCleanup }): Promise<Open> => {
    const opened: PersonWindow[] = [];
    onCleanup(async () => {
      // Every window is asked before one is closed: a failure must not hide that of another.
      const asked = await Promise.allSettled(opened.map((window) => window.expectClean()));
      await Promise.all(chromium.contexts().map((device) => device.close()));
      for (const it of asked) if (it.status === 'rejected') throw it.reason;
    });
    return async (url, look = {}) => {
      const window = await PersonWindow.open(chromium, url, { ...usualLook, ...look });
      opened.push(window);
      return window;
    };
  });
