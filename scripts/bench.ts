/**
 * Runs the benchmarks, all or those that are named, and prints their tables: `npm run bench -- [name…] [--record]`.
 *
 * With `--record` the tables go to `bench/README.md` as well. The peers that Kith is compared with are installed
 * beside the benchmarks at the first run, so that nobody else has to.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Figure } from '../bench/figure.ts';
import { describeLoad, describeMachine } from '../bench/machine.ts';
import { between, markdownTable } from '../bench/markdown.ts';
import { installPeers } from '../bench/peers/install.ts';

const folder = join(import.meta.dirname, '../bench');
const page = join(folder, 'README.md');

const { values, positionals } = parseArgs({
  options: { record: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const names = globSync('*.bench.ts', { cwd: folder })
  .map((path) => basename(path, '.bench.ts'))
  .sort();
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exit(1);
}

async function run(name: string): Promise<void> {
  const { figure } = (await import(join(folder, `${name}.bench.ts`))) as { figure: Figure };
  const loadBefore = describeLoad();
  const tables = await figure.run((line) => console.log(`  ${line}`));
  const taken = `${new Date().toISOString().slice(0, 10)}, load average ${loadBefore} → ${describeLoad()}`;
  const text = [...tables.map(markdownTable), `*${describeMachine()}; ${taken}.*`].join('\n\n');
  console.log(`\n${text}\n`);
  if (values.record) writeFileSync(page, between(readFileSync(page, 'utf8'), name, text));
}

installPeers();
console.log(`${describeMachine()}\nload average ${describeLoad()}`);
for (const name of positionals.length > 0 ? positionals : names) {
  console.log(`\n${name}`);
  try {
    await run(name);
  } catch (error) {
    console.error(`FAILED ${name}:`, error);
    process.exitCode = 1;
  }
}
