/** Checks the lock files without a network; with `--fix` it adds the packages of platforms that they lack. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LockedPackage, type Lockfile, lockfileFindings } from './tidy/lockfile.ts';
import { missingPlatforms } from './tidy/platforms.ts';

const root = join(import.meta.dirname, '..');

/** Every lock of the repository. What is installed beside tests and benchmarks is installed without its scripts. */
const locks = [
  { folder: '.', runsScripts: true },
  { folder: 'bench', runsScripts: false },
  { folder: 'test/runtimes', runsScripts: false },
];

const fixes = process.argv.includes('--fix');
let [packages, findings] = [0, 0];

function find(says: string): void {
  findings += 1;
  console.error(says);
}

for (const { folder, runsScripts } of locks) {
  const path = join(root, folder, 'package-lock.json');
  const lockfile = JSON.parse(readFileSync(path, 'utf8')) as Lockfile;
  const missing = missingPlatforms(lockfile);
  if (fixes) {
    const added = missing.map(({ path: at, entry }) => [at, entry] as const);
    if (added.length > 0) write(path, lockfile, added);
    for (const [at] of added) console.log(`added ${at} to the lock of ${folder}`);
    continue;
  }
  packages += Object.keys(lockfile.packages).length;
  for (const says of lockfileFindings(lockfile, { runsScripts })) find(`${folder}: ${says}`);
  for (const { path: at } of missing) {
    find(`${folder}: ${at} is not described: run \`npm run fix\`, or npm ci fails elsewhere`);
  }
}

if (!fixes) {
  console.log(`${packages} packages, ${findings} findings`);
  if (findings > 0) process.exitCode = 1;
}

function write(path: string, lockfile: Lockfile, added: readonly (readonly [string, LockedPackage])[]): void {
  const sorted = [...Object.entries(lockfile.packages), ...added].sort(([a], [b]) =>
    a.localeCompare(b, 'en'),
  );
  const completed = { ...lockfile, packages: Object.fromEntries(sorted) };
  writeFileSync(path, `${JSON.stringify(completed, null, 2)}\n`);
}
