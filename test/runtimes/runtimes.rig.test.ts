/** The SDK where people run it: one program, in Node, Bun, Deno and a page, says the same. */
import { beforeAll, expect, test } from 'vitest';
import { installBeside } from '../support/install-beside.ts';
import { serve } from '../support/server.ts';
import { servePage } from './page.ts';
import { run, runtimes } from './runtimes.ts';

const expected = [
  'laptop is registered, its user is ada',
  'shown at once: dark',
  'linked: laptop and phone; the phone has {"theme":"dark","size":14}',
  'live: the phone has {"theme":"dark","size":16}',
  'offline: the phone shows sepia and keeps 1, the laptop has dark',
  'back: the laptop has {"theme":"sepia","size":16}',
  'history: sepia, dark',
  'chat: the phone has Tea: Who has milk?',
];

beforeAll(() => installBeside(import.meta.dirname, 'Bun and Deno, which the SDK runs in'));

test.for(runtimes)('$name: an app from registration to a message', async (runtime) => {
  await using server = await serve();
  expect(await run(runtime, server.url)).toEqual(expected);
});

test('a page in Chromium, from another origin: an app from registration to a message', async () => {
  await using page = await servePage();
  await using server = await serve({ settings: { ALLOWED_ORIGINS: page.origin } });
  expect(await page.run(server.url)).toEqual(expected);
});
