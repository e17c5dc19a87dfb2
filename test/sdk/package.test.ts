import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const bin = join(root, 'node_modules/.bin');

/** A little above what it is: what makes it larger is seen here first. What we aim for is 12 kB. */
const gzipBytesMax = 26_000;

/** What the hooks add to a page that has the client and React. */
const hooksGzipBytesMax = 2_400;

/** What chats add to a page that has the client, and their hooks to one that has those of the client too. */
const chatsGzipBytesMax = 15_700;
const chatHooksGzipBytesMax = 1_200;

interface Bundle {
  readonly code: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** What a page loads that imports all of these; React is its own. */
function bundle(...names: string[]): Bundle {
  const dir = mkdtempSync(join(tmpdir(), 'kith-bundle-'));
  const [entry, file] = [join(dir, 'entry.js'), join(dir, 'client.js')];
  const source = (name: string) => JSON.stringify(join(root, 'packages/client/src', name));
  writeFileSync(entry, names.map((name) => `export * from ${source(name)};`).join('\n'));
  const options = ['--external', 'react', '--format', 'esm', '--minify', '--file', file];
  execFileSync(join(bin, 'rolldown'), [entry, ...options], { stdio: 'pipe' });
  const code = readFileSync(file);
  return { code: code.toString(), bytes: code.length, gzipBytes: gzipSync(code, { level: 9 }).length };
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

test('the package is small, and nothing of the protocol’s schemas is in it', () => {
  const { code, bytes, gzipBytes } = bundle('index.ts');
  console.log(`@kith/client: ${kB(bytes)} minified, ${kB(gzipBytes)} gzip`);
  expect(gzipBytes).toBeLessThan(gzipBytesMax);
  expect(code).not.toMatch(/\bzod\b|\bimport\b.*\bfrom\b|\brequire\(|node:/);
});

test('the hooks add little to it, and import React alone', () => {
  const alone = bundle('index.ts');
  const both = bundle('index.ts', 'react/index.ts');
  const [bytes, gzipBytes] = [both.bytes - alone.bytes, both.gzipBytes - alone.gzipBytes];
  console.log(`@kith/client/react adds ${kB(bytes)} minified, ${kB(gzipBytes)} gzip`);
  expect(gzipBytes).toBeLessThan(hooksGzipBytesMax);
  const imported = [...both.code.matchAll(/\bfrom\s*[`'"]([^`'"]+)[`'"]/g)].map(([, from]) => from);
  expect(imported).toEqual(['react']);
});

test('chats load only where they are used, and their hooks import React alone', () => {
  const core = bundle('index.ts');
  const chats = bundle('index.ts', 'chat/index.ts');
  const hooks = bundle('index.ts', 'chat/index.ts', 'react/index.ts');
  const all = bundle('index.ts', 'chat/index.ts', 'react/index.ts', 'chat/react/index.ts');
  const [ofChats, ofHooks] = [chats.gzipBytes - core.gzipBytes, all.gzipBytes - hooks.gzipBytes];
  console.log(`@kith/client/chat adds ${kB(chats.bytes - core.bytes)} minified, ${kB(ofChats)} gzip`);
  console.log(`@kith/client/chat/react adds ${kB(all.bytes - hooks.bytes)} minified, ${kB(ofHooks)} gzip`);
  expect(ofChats).toBeLessThan(chatsGzipBytesMax);
  expect(ofHooks).toBeLessThan(chatHooksGzipBytesMax);
  expect(chats.code).not.toMatch(/\bzod\b|\bimport\b.*\bfrom\b|\brequire\(|node:/);
});

test('the package needs nothing that only Node has: it compiles for a browser alone', () => {
  execFileSync(join(bin, 'tsc'), ['-p', join(root, 'packages/client')], { stdio: 'pipe' });
});
