/** Restores a backup into an empty data directory, where it goes on as a new lineage of the log. */
import { chmodSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '@kith/protocol';
import type { Outcome } from '../../domain/command.ts';
import { renewEpoch } from '../../store/sqlite/lineage.ts';
import { type DataDir, dataDirAt } from '../data-dir.ts';
import { makeDirectories } from '../directories.ts';
import { syncPath } from '../durable-file.ts';
import { checkBackup } from './backup-check.ts';
import { backupFiles, fingerprint, type Manifest } from './manifest.ts';

export interface RestoreRequest {
  /** Directory of the backup. */
  readonly from: string;
  /** Data directory to be; it is new or empty. */
  readonly into: string;
  /** Only checks whether it would work. */
  readonly dryRun: boolean;
}

/** What was restored. */
export interface Restored {
  readonly into: string;
  readonly manifest: Manifest;
  /** The new epoch; absent after a dry run. */
  readonly epoch?: string;
}

/** Checks the backup and copies it; every device that comes with an older cursor is reset. */
export async function restore({ from, into, dryRun }: RestoreRequest): Promise<Outcome<Restored>> {
  const dir = dataDirAt(into);
  const taken = reasonAgainst(dir);
  if (taken !== undefined) return refuse('conflict', { hint: taken });
  const { manifest, problems } = await checkBackup(from);
  if (manifest === undefined || problems.length > 0) {
    return refuse('conflict', { hint: `the backup cannot be trusted: ${problems.join('; ')}` });
  }
  if (dryRun) return { ok: true, result: { into: dir.path, manifest } };
  try {
    makeDirectories(dir.path);
    return { ok: true, result: { into: dir.path, manifest, epoch: await fill(dir, from, manifest) } };
  } catch (cause) {
    for (const path of [dir.secret, dir.restoring, dir.lock]) removeDatabase(path);
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (syscall === undefined) throw cause;
    return refuse(code === 'ENOSPC' ? 'storage-full' : 'conflict', {
      hint: `cannot write ${dir.path} (${code})`,
    });
  }
}

function reasonAgainst({ path }: DataDir): string | undefined {
  if (!existsSync(path)) return undefined;
  if (!statSync(path).isDirectory()) return `${path} is a file`;
  // A file system that was just made has this directory at its top.
  const names = readdirSync(path).filter((name) => name !== 'lost+found');
  if (names.length === 0) return undefined;
  return `${path} is not empty: stop the server, move the directory away, and restore again`;
}

/** The database gets its name last: a restore that was cut off cannot be mistaken for a server's data. */
async function fill(dir: DataDir, from: string, manifest: Manifest): Promise<string> {
  copyFileSync(join(from, backupFiles.database), dir.restoring);
  chmodSync(dir.restoring, 0o600);
  const copied = await fingerprint(dir.restoring);
  if (copied.sha256 !== manifest.files[backupFiles.database].sha256) {
    throw new Error(`${dir.restoring} is not what was copied: the disk is not to be trusted`);
  }
  const epoch = renewEpoch(dir.restoring);
  if (manifest.files[backupFiles.secret] !== undefined) {
    copyFileSync(join(from, backupFiles.secret), dir.secret);
    chmodSync(dir.secret, 0o600);
    syncPath(dir.secret);
  }
  syncPath(dir.restoring);
  syncPath(dir.path);
  renameSync(dir.restoring, dir.database);
  removeDatabase(dir.restoring);
  syncPath(dir.path);
  return epoch;
}

/** Removes a database file and what SQLite leaves beside it. */
function removeDatabase(path: string): void {
  for (const name of [path, `${path}-wal`, `${path}-shm`]) rmSync(name, { force: true });
}
