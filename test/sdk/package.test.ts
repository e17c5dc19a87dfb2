import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const bin = join(root, 'node_modules/.bin');

/** What we aim for is 12 kB. */
const gzipBytesMax = 15_000;

test('the package is small, and nothing of the protocol’s schemas is in it', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'kith-bundle-')), 'client.js');
  const entry = join(root, 'packages/client/src/index.ts');
  execFileSync(join(bin, 'rolldown'), [entry, '--format', 'esm', '--minify', '--file', file]);
  const code = readFileSync(file);
  const bytes = gzipSync(code, { level: 9 }).length;
  console.log(
    `@kith/client: ${(code.length / 1000).toFixed(1)} kB minified, ${(bytes / 1000).toFixed(1)} kB gzip`,
  );
  expect(bytes).toBeLessThan(gzipBytesMax);
  expect(code.toString()).not.toMatch(/\bzod\b|\bimport\b.*\bfrom\b|\brequire\(|node:/);
});

test('the package needs nothing that only Node has: it compiles for a browser alone', () => {
  execFileSync(join(bin, 'tsc'), ['-p', join(root, 'packages/client')], { stdio: 'pipe' });
});
