/** Writes every generated page and the wire record; with `--check` it only says which of them are stale. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { wireBreaks } from '../packages/protocol/src/wire/breaks.ts';
import { type WireRecord, wireRecord } from '../packages/protocol/src/wire/record.ts';
import { configurationMarkdown } from '../packages/server/src/server/config/reference.ts';
import { errorsMarkdown } from './reference/errors.ts';
import { eventsMarkdown } from './reference/events.ts';
import { kithSettingsMarkdown } from './reference/kith-settings.ts';
import { methodsMarkdown } from './reference/methods.ts';
import { metricsMarkdown } from './reference/metrics.ts';

const root = join(import.meta.dirname, '..');
const recordPath = 'packages/protocol/wire.json';

const pages: Readonly<Record<string, () => string>> = {
  'docs/reference/methods.md': methodsMarkdown,
  'docs/reference/events.md': eventsMarkdown,
  'docs/reference/errors.md': errorsMarkdown,
  'docs/reference/configuration.md': configurationMarkdown,
  'docs/reference/kith-settings.md': kithSettingsMarkdown,
  'docs/reference/metrics.md': metricsMarkdown,
  [recordPath]: () => `${JSON.stringify(wireRecord(), null, 2)}\n`,
};

async function read(path: string): Promise<string | undefined> {
  return readFile(join(root, path), 'utf8').catch(() => undefined);
}

/** What the tables break against the kept record; a first record breaks nothing. */
async function breaks(): Promise<string[]> {
  const kept = await read(recordPath);
  return kept === undefined ? [] : wireBreaks(JSON.parse(kept) as WireRecord, wireRecord());
}

async function stale(): Promise<string[]> {
  const paths = Object.keys(pages);
  const texts = await Promise.all(paths.map(read));
  return paths.filter((path, index) => texts[index] !== pages[path]?.());
}

async function write(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const page = pages[path];
    if (page === undefined) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), page());
    console.log(`wrote ${path}`);
  }
}

const broken = await breaks();
for (const says of broken) console.error(`breaks existing clients: ${says}`);
if (broken.length > 0) {
  console.error('Undo it, or raise contractLevel in packages/protocol/src/level.ts.');
  process.exitCode = 1;
} else {
  const paths = await stale();
  if (!process.argv.includes('--check')) await write(paths);
  else if (paths.length > 0) {
    for (const path of paths) console.error(`stale: ${path}`);
    console.error('Run `npm run docs` and read the difference.');
    process.exitCode = 1;
  }
}
