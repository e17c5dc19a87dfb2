import { contractLevel, serverFacts } from '@kith/protocol';
import { expect, test } from 'vitest';
import { version } from '../../packages/server/src/server/version.ts';
import { serve } from '../support/server.ts';

test.each([
  [{}, { registration: 'open', openJoin: false }],
  [{ REGISTRATION: 'invite' }, { registration: 'invite', openJoin: false }],
  [
    { REGISTRATION: 'closed', OPEN_JOIN: 'true' },
    { registration: 'closed', openJoin: true },
  ],
])('a server set with %j says so to whoever asks, and nothing else of itself', async (settings, facts) => {
  const server = await serve({ settings });
  const reply = await fetch(`${server.url}/v1/server`);
  const body = serverFacts.strict().parse(await reply.json());
  expect(body).toEqual({ name: 'kith', version, level: contractLevel, ...facts });
  await server.stop();
});

test('the facts are for pages of allowed origins, and count against the rate', async () => {
  const server = await serve({
    settings: { RATE_LIMITS: 'on', LIMIT_FRAME_RATE: '1', LIMIT_FRAME_BURST: '2' },
  });
  const ask = (origin: string) => fetch(`${server.url}/v1/server`, { headers: { origin } });
  expect((await ask('https://evil.example')).status).toBe(403);
  const allowed = await ask(server.url);
  expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, server.url]);
  await ask(server.url);
  expect((await ask(server.url)).status).toBe(429);
  await server.stop();
});
