import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { compiled, run } from './document.ts';

test('the samples of docs/chat.md compile, run and say what the page says', async () => {
  await using server = await serve();
  using program = await compiled('docs/chat.md', 'ts', server.url);
  const { stdout } = await run(process.execPath, [program.path], { timeout: 60_000 });
  expect(stdout).toContain('ada wrote, 1 unread');
  expect(stdout).toContain('She: Ahoy, Bob');
  expect(stdout).toContain("[ 'Harbour news' ]");
  expect(stdout).toContain("[ 'Low tide at *six*, @bob' ]");
  expect(stdout).toContain("[ 'Low tide at *seven*, @bob' ]");
});
