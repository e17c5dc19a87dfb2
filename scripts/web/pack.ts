/** Makes the bundled web client ready to be served: coded copies, hashes of scripts, one manifest. */
import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import {
  type Coding,
  manifestFormat,
  manifestName,
  type WebFile,
  type WebManifest,
  webManifest,
} from '../../packages/server/src/transport/web/manifest.ts';
import { codedCopies } from './coded-copies.ts';
import { inlineScriptHashes, policyFaults } from './inline-scripts.ts';
import { isText, mediaTypeOf } from './media.ts';
import { BuildProblem } from './problem.ts';

/** Below this, a coded copy saves no packet. */
const codedBytesMin = 1024;

const suffixes: Readonly<Record<Coding, string>> = { br: '.br', gzip: '.gz' };

interface Packing {
  /** The folder of bundled files. */
  readonly from: string;
  /** The folder to serve from. */
  readonly to: string;
  /** The paths of pages: the shell answers all of them. */
  readonly pages: readonly string[];
  /** The digest of what was built. */
  readonly inputs: string;
}

/** What was made. */
export interface Packed {
  readonly files: number;
  /** All plain bytes. */
  readonly bytes: number;
}

/** The one page, in which the client shows all of its own. */
const shellName = 'index.html';

/** Vite names these files by a digest of what is in them. */
const hashedFolder = 'assets/';

/**
 * Packs a bundle. Throws `BuildProblem` where the shell has what its policy would refuse.
 *
 * Each build has a folder of its own, and the manifest names it: one rename takes the new build in place of the old.
 */
export async function packWeb({ from, to, pages, inputs }: Packing): Promise<Packed> {
  const names = bundledFiles(from);
  const faults = policyFaults(readFileSync(join(from, shellName), 'utf8'));
  if (faults.length > 0) {
    throw new BuildProblem(
      `the content security policy would refuse what ${shellName} has: ${faults.join('; ')}`,
    );
  }
  const digests = names.map((name) => `${name} ${hash('sha256', readFileSync(join(from, name)))}`);
  const folder = hash('sha256', digests.join('\n')).slice(0, 16);
  const packed = new Map(
    await Promise.all(names.map(async (name) => [name, await packFile({ from, to, folder, name })] as const)),
  );
  const shell = packed.get(shellName)?.file;
  const files = [...packed]
    .filter(([name]) => name !== shellName)
    .map(([name, { file }]) => [`/${name}`, file]);
  const shells = pages.map((path) => [path, shell]);
  const manifest = {
    format: manifestFormat,
    inputs,
    files: Object.fromEntries([...shells, ...files]),
    notFound: shell,
  };
  writeManifest(to, webManifest.parse(manifest));
  for (const name of readdirSync(to)) {
    if (name !== folder && name !== manifestName) rmSync(join(to, name), { recursive: true, force: true });
  }
  return { files: packed.size, bytes: [...packed.values()].reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Files with a known media type; those of other kinds, and hidden ones, are for nobody. */
function bundledFiles(from: string): string[] {
  return readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(from, join(parentPath, name)).split(sep).join('/'))
    .filter((name) => mediaTypeOf(name) !== undefined && !/(^|\/)\./.test(name))
    .sort();
}

interface FileToPack {
  readonly from: string;
  readonly to: string;
  readonly folder: string;
  readonly name: string;
}

async function packFile({ from, to, folder, name }: FileToPack): Promise<{ file: WebFile; bytes: number }> {
  const plain = readFileSync(join(from, name));
  const type = mediaTypeOf(name) ?? '';
  const place = posix.join(folder, name);
  write(join(to, place), plain);
  const coded: Partial<Record<Coding, string>> = {};
  if (isText(type) && plain.byteLength >= codedBytesMin) {
    for (const [coding, bytes] of await codedCopies(plain)) {
      coded[coding] = place + suffixes[coding];
      write(join(to, place + suffixes[coding]), bytes);
    }
  }
  const file: WebFile = {
    file: place,
    type,
    digest: hash('sha256', plain, 'base64url').slice(0, 22),
    immutable: name.startsWith(hashedFolder),
    coded,
    ...(name.endsWith('.html') && { scripts: inlineScriptHashes(plain.toString('utf8')) }),
  };
  return { file, bytes: plain.byteLength };
}

function write(path: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

function writeManifest(to: string, manifest: WebManifest): void {
  const next = join(to, `.${manifestName}.${process.pid}`);
  write(next, JSON.stringify(manifest));
  renameSync(next, join(to, manifestName));
}
