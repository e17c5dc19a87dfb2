/** The samples of a page, as programs that can be compiled and run. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

export const run = promisify(execFile);

/** A program on disk; disposing it removes it. */
export interface Program extends Disposable {
  readonly path: string;
}

/** Where samples stand: a page of this repository, and one of the languages in it. */
export interface Samples {
  readonly page: 'README.md' | 'docs/sdk.md' | 'docs/chat.md' | 'docs/schemas.md';
  readonly language: 'ts' | 'tsx' | 'sh';
}

/** The samples in one language, from top to bottom, for a server at `url`. */
export function samples({ page, language }: Samples, url: string): readonly string[] {
  const fences = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
  const text = readFileSync(join(root, page), 'utf8').replaceAll('http://127.0.0.1:3000', url);
  return [...text.matchAll(fences)].map(([, code = '']) => code);
}

/** Puts the samples together as one program for a server at `url`; throws where that is none. */
export async function compiled(page: Samples['page'], language: 'ts' | 'tsx', url: string): Promise<Program> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  // Inside the repository, where the package is found by its name.
  const dir = mkdtempSync(join(root, '.cache', 'sdk-'));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  const name = `program.${language}`;
  const config = {
    extends: language === 'ts' ? '../../tsconfig.json' : '../../tsconfig.dom.json',
    include: [name],
    exclude: [],
    compilerOptions: { noUnusedLocals: false },
  };
  writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(dir, name), samples({ page, language }, url).join('\n'));
  writeFileSync(join(dir, 'package.json'), '{"type": "module"}');
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', dir]).catch(({ stdout }: { stdout: string }) => {
    remove();
    throw new Error(stdout);
  });
  return { path: join(dir, name), [Symbol.dispose]: remove };
}
