/** Runs the benchmark that is named; without a name, lists them and how each is run. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'bench');
const names = globSync('*.bench.ts', { cwd: folder })
  .map((path) => basename(path, '.bench.ts'))
  .sort();

function pathOf(name: string): string {
  return join(folder, `${name}.bench.ts`);
}

/** The first sentence of the comment that a file opens with. */
function opening(name: string): string {
  const text = readFileSync(pathOf(name), 'utf8');
  return /\/\*\*[\s*]*(?<sentence>[\s\S]*?)(?:\.\s|\s*\*\/)/.exec(text)?.groups?.sentence?.trim() ?? '';
}

const [, , wanted] = process.argv;
if (wanted !== undefined && names.includes(wanted)) {
  await import(pathOf(wanted));
} else {
  if (wanted !== undefined) console.error(`There is no benchmark ${wanted}.`);
  console.log(
    'Run one at a time, on a machine that does nothing else. What the figures mean: bench/README.md.',
  );
  for (const name of names) console.log(`\n  npm run bench ${name}\n    ${opening(name)}`);
  process.exitCode = wanted === undefined ? 0 : 1;
}
