/** Checks the order of the rooms, the shape of every source file and the rules that it quotes; lists the longest. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientRoomFindings } from './tidy/client-rooms.ts';
import { roomFindings } from './tidy/rooms.ts';
import { ruleFindings, rulesOf } from './tidy/rules.ts';
import { lineCount, linesNoted, shapeFindings } from './tidy/shape.ts';
import type { Source } from './tidy/source.ts';
import { webRoomFindings } from './tidy/web-rooms.ts';

const root = join(import.meta.dirname, '..');

const sources: Source[] = globSync('{packages,apps,scripts,test,examples,bench}/**/*.{ts,tsx}', {
  cwd: root,
  exclude: (path) => /(^|\/)(node_modules|dist|out|\.cache)(\/|$)/.test(path),
})
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !/(^|\/)(node_modules|dist|out|\.cache)\//.test(path))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const pages = globSync('docs/**/*.md', { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'));
const rules = rulesOf(pages);

const findings = sources.flatMap((source) => [
  ...roomFindings(source),
  ...clientRoomFindings(source),
  ...webRoomFindings(source),
  ...shapeFindings(source),
  ...(source.path.startsWith('scripts/') ? [] : ruleFindings(source, rules)),
]);
for (const { path, line, says } of findings) console.error(`${path}:${line}: ${says}`);

const long = sources.filter((source) => lineCount(source) > linesNoted);
if (long.length > 0) {
  console.log(`longer than ${linesNoted} lines: does each hold one idea?`);
  for (const source of long) console.log(`  ${lineCount(source)} ${source.path}`);
}
console.log(`${sources.length} files, ${findings.length} findings`);
if (findings.length > 0) process.exitCode = 1;
