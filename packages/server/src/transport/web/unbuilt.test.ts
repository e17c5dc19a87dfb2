import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createUnbuiltDoor } from './unbuilt.ts';

test('without a web client a browser is told what to do, and programs are left to the other door', async () => {
  const door = createUnbuiltDoor('nobody built it');
  const server = createServer((request, response) => {
    if (!door(request, response)) response.writeHead(418).end();
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);
  const html = { headers: { accept: 'text/html' } };

  for (const [path, init] of [['/', {}] as const, ['/register', html] as const]) {
    const told = await ask(path, init);
    expect([path, told.status, told.headers.get('content-type')]).toEqual([
      path,
      404,
      'text/plain; charset=utf-8',
    ]);
    expect(await told.text()).toContain('nobody built it');
  }
  for (const [path, init] of [
    ['/register', {}],
    ['/v1/none', html],
    ['/readyz', html],
    ['/', { method: 'POST' }],
  ] as const)
    expect([path, (await ask(path, init)).status]).toEqual([path, 418]);
});
