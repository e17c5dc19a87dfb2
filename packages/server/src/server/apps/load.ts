/** Loads the file that defines the apps, or tells everything that is wrong with it. */
import { statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type KithConfig, readConfig } from '@kith/schema/inspect';
import type { Config } from '../config/config.ts';
import { ConfigProblems } from '../config/problem.ts';

/** What such a file imports, and need not have installed where it stands. */
const ours = /^(@kith\/schema|zod)(\/|$)/;

/** Loads the apps; undefined where no file defines any. Throws `ConfigProblems`. */
export async function loadApps({ config: path }: Pick<Config, 'config'>): Promise<KithConfig | undefined> {
  if (path === null) return undefined;
  const file = basename(path);
  const read = readConfig(await run(path, file));
  if (read.ok) return read.config;
  throw new ConfigProblems(
    read.problems.map(({ name, wrong, fix }) => ({ name: `${file}: ${name}`, value: '', wrong, fix })),
  );
}

/** Runs the file; gives its default export. */
async function run(path: string, file: string): Promise<unknown> {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
    const fix = 'let KITH_CONFIG name the file that defines the apps, or leave it out';
    throw new ConfigProblems([{ name: 'KITH_CONFIG', value: path, wrong: 'is no file', fix }]);
  }
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        if (!ours.test(specifier)) throw error;
        return next(specifier, { ...context, parentURL: import.meta.url });
      }
    },
  });
  try {
    const { default: exported } = (await import(pathToFileURL(path).href)) as { default?: unknown };
    return exported;
  } catch (cause) {
    const wrong = `cannot be run: ${cause instanceof Error ? cause.message : String(cause)}`;
    const fix = `put it right; \`node ${path}\` shows where it fails`;
    throw new ConfigProblems([{ name: file, value: '', wrong, fix }]);
  } finally {
    hooks.deregister();
  }
}
