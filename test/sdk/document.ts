/** The samples of docs/sdk.md, as programs that can be compiled and run. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/sdk.md'), 'utf8');

export const run = promisify(execFile);

/** A program on disk; disposing it removes it. */
export interface Program extends Disposable {
  readonly path: string;
}

/** Puts all samples in this language together, from top to bottom, for a server at `url`; throws where that is no program. */
export async function compiled(language: 'ts' | 'tsx', url: string): Promise<Program> {
  const fences = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
  const text = [...page.matchAll(fences)].map(([, code = '']) => code).join('\n');
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
  writeFileSync(join(dir, name), text.replaceAll('http://127.0.0.1:3000', url));
  writeFileSync(join(dir, 'package.json'), '{"type": "module"}');
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', dir]).catch(({ stdout }: { stdout: string }) => {
    remove();
    throw new Error(stdout);
  });
  return { path: join(dir, name), [Symbol.dispose]: remove };
}
