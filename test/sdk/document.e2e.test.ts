import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { compiled, run } from './document.ts';

test('the samples of docs/sdk.md compile, run and say what the page says', async () => {
  await using server = await serve();
  using program = await compiled('docs/sdk.md', 'ts', server.url);
  const { stdout } = await run(process.execPath, [program.path], { timeout: 60_000 });
  expect(stdout).toContain("theme: 'light', size: 16");
  expect(stdout).toContain("4 7 [ 'tea' ]");
  expect(stdout).toContain('black here, else light (default)');
  expect(stdout).toContain('24 (user), last by laptop');
  expect(stdout).toContain('size 24');
  expect(stdout).toContain('phone asks from');
  expect(stdout).toContain('approved dark');
  expect(stdout).toContain('signed-out 1');
  expect(stdout).toContain('not-found never');
  expect(stdout).toContain('Tea (0)');
  expect(stdout).toContain('Who has milk?: queued');
  expect(stdout).toContain('Who has milk?: sent');
  expect(stdout).toContain('1 [ { isPinned: true, isMuted: true } ]');
  expect(stdout).toContain('messages 1');
});
