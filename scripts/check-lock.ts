/** Checks the lock file without a network; with `--fix` it adds the packages of platforms that the lock lacks. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lockfile, lockfileFindings } from './tidy/lockfile.ts';
import { missingPlatforms } from './tidy/platforms.ts';

const path = join(import.meta.dirname, '..', 'package-lock.json');
const lockfile = JSON.parse(readFileSync(path, 'utf8')) as Lockfile;

const missing = missingPlatforms(lockfile);
if (process.argv.includes('--fix')) {
  const added = missing.map(({ path: at, entry }) => [at, entry] as const);
  const packages = [...Object.entries(lockfile.packages), ...added].sort(([a], [b]) =>
    a.localeCompare(b, 'en'),
  );
  const completed = { ...lockfile, packages: Object.fromEntries(packages) };
  writeFileSync(path, `${JSON.stringify(completed, null, 2)}\n`);
  for (const [at] of added) console.log(`added ${at}`);
} else {
  const findings = [
    ...lockfileFindings(lockfile),
    ...missing.map(
      ({ path: at }) => `${at} is not described: run \`npm run fix\`, or npm ci fails elsewhere`,
    ),
  ];
  for (const says of findings) console.error(says);
  console.log(`${Object.keys(lockfile.packages).length} packages, ${findings.length} findings`);
  if (findings.length > 0) process.exitCode = 1;
}
