import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type WebFile, webManifest } from '../../packages/server/src/transport/web/manifest.ts';
import { newDir } from '../../test/support/kith.ts';
import { bundle, pages, shell, writeFiles } from '../../test/support/web-build.ts';
import { packWeb } from './pack.ts';
import { BuildProblem } from './problem.ts';

const inputs = 'of a test';

async function pack(from: string, to = join(newDir(), 'dist')) {
  await packWeb({ from, to, pages, inputs });
  const manifest = webManifest.parse(JSON.parse(readFileSync(join(to, 'web.json'), 'utf8')));
  const fileAt = (path: string): WebFile => manifest.files[path] ?? expect.fail(`nothing is at ${path}`);
  const read = (place = '') => readFileSync(join(to, place));
  return { to, manifest, fileAt, read };
}

test('the shell stands at every page and for what is none, all other files at their own path', async () => {
  const { manifest, fileAt, read } = await pack(bundle());
  for (const page of pages) expect(fileAt(page)).toEqual(manifest.notFound);
  expect(read(manifest.notFound?.file).toString()).toBe(shell);
  expect(Object.keys(manifest.files).sort()).toEqual(
    [
      ...pages,
      '/assets/index-a1b2c3d4.js',
      '/assets/index-e5f6a7b8.css',
      '/icon.svg',
      '/manifest.webmanifest',
    ].sort(),
  );
});

test('files named by their digest never change, all others may', async () => {
  const { fileAt } = await pack(bundle());
  expect(fileAt('/assets/index-a1b2c3d4.js').immutable).toBe(true);
  for (const path of ['/', '/icon.svg', '/manifest.webmanifest']) expect(fileAt(path).immutable).toBe(false);
});

test('coded copies are of the same bytes, and only where they save something', async () => {
  const { fileAt, read } = await pack(bundle());
  for (const path of ['/', '/assets/index-a1b2c3d4.js']) {
    const { file, coded } = fileAt(path);
    expect(brotliDecompressSync(read(coded.br))).toEqual(read(file));
    expect(gunzipSync(read(coded.gzip))).toEqual(read(file));
  }
  expect(fileAt('/assets/index-e5f6a7b8.css').coded).toEqual({});
});

test('hidden files and those of unknown kinds are for nobody', async () => {
  const { manifest } = await pack(
    bundle({ 'index.html': shell, '.env': 'x', '.git/a.js': 'x', 'a.ts': 'x', key: 'x' }),
  );
  expect(Object.keys(manifest.files).sort()).toEqual([...pages].sort());
});

test('a new build takes the place of the old one, with other digests where bytes differ', async () => {
  const from = bundle();
  const old = await pack(from);
  writeFiles(from, { 'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>' });
  const { to, fileAt } = await pack(from, old.to);
  expect(fileAt('/icon.svg').digest).not.toBe(old.fileAt('/icon.svg').digest);
  expect(fileAt('/').digest).toBe(old.fileAt('/').digest);
  expect(existsSync(join(to, old.fileAt('/').file))).toBe(false);
  expect(readdirSync(to)).toHaveLength(2);
});

test('a shell that its policy would break is refused, and the build before it stays', async () => {
  const old = await pack(bundle());
  const broken = bundle({ 'index.html': '<p style="color: red">' });
  await expect(packWeb({ from: broken, to: old.to, pages, inputs })).rejects.toThrow(BuildProblem);
  expect(old.read(old.fileAt('/').file).toString()).toBe(shell);
});
