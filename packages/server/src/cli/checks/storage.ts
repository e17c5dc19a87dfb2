/** Checks of what is stored: the data directory, its secret, the disk, the database. */
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../../server/config/config.ts';
import { ConfigProblem } from '../../server/config/problem.ts';
import { type DataDir, readSecret } from '../../server/data-dir.ts';
import { inspect } from '../../store/sqlite/inspect.ts';
import { lockDatabase } from '../../store/sqlite/lock.ts';
import { DatabaseRefused } from '../../store/sqlite/refused.ts';
import { spellBytes } from '../spell.ts';
import type { Finding } from './finding.ts';

const freeBytesMin = 100 * 1024 ** 2;
const freeBytesGood = 1024 ** 3;

export function checkDataDir({ path }: DataDir): Finding {
  const check = 'data directory';
  const there = existsSync(path);
  const place = there ? path : nearestParent(path);
  try {
    accessSync(place, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const uid = process.getuid?.() ?? '?';
    return { check, verdict: 'bad', found: `${place} cannot be written`, fix: `let uid ${uid} write there` };
  }
  if (!there) return { check, verdict: 'good', found: `${path} will be made` };
  if (!statSync(path).isDirectory()) {
    return { check, verdict: 'bad', found: `${path} is a file`, fix: 'set KITH_DATA_DIR to a directory' };
  }
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) === 0) return { check, verdict: 'good', found: path };
  return {
    check,
    verdict: 'doubtful',
    found: `${path} is open to other users (${mode.toString(8)})`,
    fix: `chmod 700 ${path}`,
  };
}

export function checkSecret(config: Config, dir: DataDir): Finding {
  const check = 'secret';
  if (config.secret !== null) return { check, verdict: 'good', found: 'KITH_SECRET is set' };
  try {
    if (readSecret(dir) !== undefined) return { check, verdict: 'good', found: dir.secret };
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    return { check, verdict: 'bad', found: error.message, fix: error.fix };
  }
  if (!existsSync(dir.database)) return { check, verdict: 'good', found: 'will be made' };
  return {
    check,
    verdict: 'bad',
    found: 'missing, and yet there is a database',
    fix: `put ${dir.secret} back from a backup, or set KITH_SECRET`,
  };
}

export function checkDisk({ path }: DataDir): Finding {
  const { bavail, bsize } = statfsSync(existsSync(path) ? path : nearestParent(path));
  const free = bavail * bsize;
  const found = { check: 'disk', found: `${spellBytes(free)} free` };
  if (free >= freeBytesGood) return { ...found, verdict: 'good' };
  return { ...found, verdict: free < freeBytesMin ? 'bad' : 'doubtful', fix: 'make room on this disk' };
}

/** Looks at the database of a server that does not run. */
export function checkDatabase({ database, restoring }: DataDir): Finding {
  const check = 'database';
  if (existsSync(restoring)) {
    const fix = 'empty the data directory and run kith restore again';
    return { check, verdict: 'bad', found: 'a restore did not finish', fix };
  }
  if (!existsSync(database)) return { check, verdict: 'good', found: 'will be made' };
  try {
    const lock = lockDatabase(database);
    try {
      inspect(database);
    } finally {
      lock.release();
    }
    return { check, verdict: 'good', found: `${database}, ${spellBytes(statSync(database).size)}` };
  } catch (error) {
    if (!(error instanceof DatabaseRefused)) throw error;
    return { check, verdict: 'bad', found: error.message, fix: error.hint };
  }
}

function nearestParent(path: string): string {
  const parent = dirname(path);
  return existsSync(parent) || parent === path ? parent : nearestParent(parent);
}
