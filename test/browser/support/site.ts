/** A tiny server of pages made for one test, which shows that a check can fail. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Site {
  /** What stands in the body, by path; a path that ends in `.js` is a script. */
  readonly pages: Readonly<Record<string, string>>;
  readonly policy?: string | undefined;
}

/** Serves each body in a page that is otherwise without fault, until the test has ended; gives the address. */
export async function serveSite({ pages, policy }: Site): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const body = pages[path];
    const isScript = path.endsWith('.js');
    if (policy !== undefined) response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.writeHead(body === undefined ? 404 : 200).end(isScript ? body : pageOf(body ?? 'Not here.'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function pageOf(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
<body><main><h1>A page</h1>${body}</main></body></html>`;
}
