/** The inputs of the web client's build, as one digest: while it is the same, so is what a build would make. */
import { createHash, hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Files and folders below the root that a build reads, and the build step itself. */
const read = [
  'apps/web',
  'packages/client/package.json',
  'packages/client/src',
  'packages/protocol/package.json',
  'packages/protocol/src',
  'packages/server/src/transport/web/manifest.ts',
  'scripts/web',
  'package-lock.json',
  'tsconfig.json',
];

/** What a build writes, what npm writes, and what only tests read. */
const passedOver = /(^|\/)(node_modules|out|dist|\.cache|[^/]*\.tsbuildinfo|[^/]*\.test\.tsx?)$/;

/** The digest of everything that the web client below `root` is built from. */
export function inputsDigest(root: string): string {
  const digest = createHash('sha256');
  for (const path of read.flatMap((entry) => filesOf(join(root, entry))).sort()) {
    const name = relative(root, path).split(sep).join('/');
    digest.update(`${name}\0${hash('sha256', readFileSync(path))}\n`);
  }
  return digest.digest('hex');
}

function filesOf(path: string): string[] {
  if (!existsSync(path) || passedOver.test(path.split(sep).join('/'))) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesOf(join(path, name)));
}
