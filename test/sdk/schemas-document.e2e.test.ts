/** The files of docs/schemas.md, written as the page names them, compiled, and run beside a server that has them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newDir, runKith } from '../support/kith.ts';
import { serve } from '../support/server.ts';
import { run, samples } from './document.ts';

const root = join(import.meta.dirname, '../..');
const page = 'docs/schemas.md';

/** Writes every sample under the name in its first line. */
function write(dir: string, url: string): void {
  for (const text of samples({ page, language: 'ts' }, url)) {
    const name = /^\/\/ (\S+\.ts)\n/.exec(text)?.[1];
    if (name === undefined) throw new Error(`a sample without a name:\n${text}`);
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
}

function newProject(): string {
  mkdirSync(join(root, '.cache'), { recursive: true });
  // Inside the repository, where the packages are found by their names.
  const dir = mkdtempSync(join(root, '.cache', 'schemas-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const config = { extends: '../../tsconfig.json', include: ['**/*.ts'], exclude: [] };
  writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(dir, 'package.json'), '{"type": "module"}');
  return dir;
}

/** What the page's own program says. */
async function says(path: string): Promise<string> {
  const { stdout } = await run(process.execPath, [path], { timeout: 60_000 });
  return stdout.trim();
}

test('the samples of docs/schemas.md compile, run and say what the page says', {
  timeout: 600_000,
}, async () => {
  const dir = newProject();
  write(dir, 'http://127.0.0.1:3000');
  const server = await serve({ settings: { CONFIG: join(dir, 'kith.config.ts') } });
  write(dir, server.url);
  for (const where of ['.', 'later']) {
    const at = join(dir, where);
    const ended = await runKith([
      'types',
      '--config',
      join(at, 'kith.config.ts'),
      '--out',
      join(at, 'settings.ts'),
    ]);
    expect(ended).toMatchObject({ code: 0, err: '' });
  }
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', dir]).catch(({ stdout }: { stdout: string }) => {
    throw new Error(stdout);
  });
  expect(await says(join(dir, 'page.ts'))).toBe('editor.size validation-failed\ndark 14 null');
  await server.stop();
  await using later = await server.again({ settings: { CONFIG: join(dir, 'later/kith.config.ts') } });
  expect(later.url).toBe(server.url);
  expect(await says(join(dir, 'later/page.ts'))).toBe('tight 16 dark');
});

test('what the page shows of a start that is stopped is what is said', async () => {
  const dir = newProject();
  write(dir, 'http://127.0.0.1:3000');
  const dataDir = newDir();
  const server = await serve({ dataDir, settings: { CONFIG: join(dir, 'kith.config.ts') } });
  await server.stop();
  const notes = readFileSync(join(dir, 'notes.ts'), 'utf8');
  const narrower = notes.replace(
    "z.enum(['light', 'dark']), { default: 'light' }",
    "z.enum(['dark']), { default: 'dark' }",
  );
  expect(narrower).not.toBe(notes);
  writeFileSync(join(dir, 'notes.ts'), narrower);
  const ended = await runKith(['start', '--data-dir', dataDir, '--port', '0'], { cwd: dir });
  expect(ended.code).toBe(78);
  const [, shown = 'nothing'] =
    /^```text\n([\s\S]*?)```$/m.exec(readFileSync(join(root, page), 'utf8')) ?? [];
  expect(ended.err).toContain(shown);
});
