/** The program in a page: bundled for browsers, served from an origin of its own, run by Chromium. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { bundle } from '../browser/support/bundle.ts';
import { startChromium } from '../browser/support/chromium.ts';
import { patienceMs, within } from '../support/patience.ts';

const html = '<!doctype html><title>Runtime</title><script type="module" src="/page.js"></script>';

/** A page that can run the program, as a server must know it: by its origin. */
export interface Page extends AsyncDisposable {
  readonly origin: string;
  /** Runs it in a new browser; gives the lines that it said. */
  run(url: string): Promise<readonly string[]>;
}

export async function servePage(): Promise<Page> {
  const script = bundle(join(import.meta.dirname, 'in-page.ts'));
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    run: (url) => runIn(origin, url),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function runIn(origin: string, url: string): Promise<readonly string[]> {
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    await page.goto(origin, { waitUntil: 'load' });
    let said = 'nothing';
    await page.exposeFunction('say', (line: string) => {
      said += `\n${line}`;
    });
    const lines = page.evaluate<readonly string[]>(`run(${JSON.stringify(url)})`);
    return await within(lines, () => `the page said ${said}\n${troubles.join('\n')}`, 4 * patienceMs);
  } finally {
    await browser.close();
  }
}
