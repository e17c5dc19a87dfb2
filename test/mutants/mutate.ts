/** Makes mutants: copies of a package's source with one deliberate mistake each, which a test must catch. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One change of one file, `file` being relative to the package's `src`. `find` stands there exactly once. */
export interface Patch {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A mistake with the rule that it breaks. */
export interface Mutant {
  readonly name: string;
  readonly rule: string;
  readonly patches: readonly Patch[];
}

const repository = new URL('../../', import.meta.url).pathname;

/** Packages that mutants are made of. */
export type Package = 'server' | 'client';

/**
 * Copies a package, by default the server, to `.cache/mutants/<name>`, patches the copy and returns its source
 * directory, the like of `packages/server/src`. Packages resolve there as they do in the original.
 *
 * Throws when a patch fits nowhere or twice, so that a mutant never outlives the code that it was made for.
 */
export function mutate(name: string, patches: readonly Patch[], of: Package = 'server'): string {
  const original = join(repository, 'packages', of);
  const copy = join(repository, '.cache/mutants', name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(original, 'package.json'), join(copy, 'package.json'));
  cpSync(join(original, 'src'), join(copy, 'src'), {
    recursive: true,
    filter: (path) => !path.endsWith('.test.ts'),
  });
  for (const { file, find, replace } of patches) {
    const path = join(copy, 'src', file);
    const [before, after, ...more] = readFileSync(path, 'utf8').split(find);
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(
        `mutant ${name}: ${after === undefined ? 'nothing' : 'more than one place'} in ${file} reads ${find}`,
      );
    }
    writeFileSync(path, `${before}${replace}${after}`);
  }
  return join(copy, 'src');
}
