import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { compiled, samples } from './document.ts';

test('the ten lines of the README compile, run, and say what was set', async () => {
  await using server = await serve();
  using program = await compiled('README.md', 'ts', server.url);
  const child = spawn(process.execPath, [program.path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  const ended = once(child, 'close');
  // It goes on for as long as its client does: it is ended when it has said what it must.
  for await (const line of createInterface(child.stdout)) {
    said.push(line);
    if (line === 'dark') child.kill();
  }
  await ended;
  expect(said).toContain('dark');
});

test('the lines for curl of the README give a setting back, and everything since the beginning', async () => {
  await using server = await serve();
  const lines = samples({ page: 'README.md', language: 'sh' }, server.url).find((it) => it.includes('say()'));
  const { stdout } = await promisify(execFile)('sh', ['-c', lines ?? 'exit 1']);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(answers).toHaveLength(5);
  expect(answers[3]).toMatchObject({ entries: [{ key: 'theme', value: 'dark' }] });
  expect(JSON.stringify(answers[4])).toContain('"handle":"ada"');
});
