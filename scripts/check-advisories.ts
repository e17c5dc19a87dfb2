/** Checks the lock file against the floor of known advisories, without a network. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lockfile, lockfileFindings } from './tidy/lockfile.ts';

const path = join(import.meta.dirname, '..', 'package-lock.json');
const lockfile = JSON.parse(readFileSync(path, 'utf8')) as Lockfile;

const findings = lockfileFindings(lockfile);
for (const says of findings) console.error(says);
console.log(`${Object.keys(lockfile.packages).length} packages, ${findings.length} findings`);
if (findings.length > 0) process.exitCode = 1;
