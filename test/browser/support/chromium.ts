/** Starts the machine's own Chromium, without a window on a screen and without a way to any other machine. */
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../../scripts/chromium.ts';

/** Whoever starts it closes it. */
export async function startChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium: `npm test` says how to install one');
  return await chromium.launch({
    executablePath,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}
