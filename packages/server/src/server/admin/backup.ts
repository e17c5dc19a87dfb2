/** Makes a backup: a directory with the database, the secret, and a manifest by which both can be trusted. */
import { chmodSync, copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { refuse } from '@kith/protocol';
import { z } from 'zod';
import type { Outcome } from '../../domain/command.ts';
import { schemaVersion } from '../../store/sqlite/migrate.ts';
import { makeDirectories } from '../directories.ts';
import { syncPath } from '../durable-file.ts';
import { version } from '../version.ts';
import { backupFiles, fingerprint, type Manifest, writeManifest } from './manifest.ts';
import { type AdminMeans, operation } from './operation.ts';
import { verifyFile } from './verify-file.ts';

/** What a backup holds. */
export interface Backup {
  readonly path: string;
  readonly manifest: Manifest;
}

/** Writes a backup to a directory that is new or empty, while the server goes on. */
export const backup = operation({
  params: z.strictObject({ path: z.string().refine(isAbsolute, 'must be absolute') }),
  async run(means, { path }): Promise<Outcome<Backup>> {
    const unfit = within(means.dir.path, path) ?? makeRoom(path);
    if (unfit !== undefined) return refuse('conflict', { hint: unfit });
    try {
      const filled = await fill(path, means);
      if (!filled.ok) empty(path);
      return filled;
    } catch (cause) {
      empty(path);
      throw cause;
    }
  },
});

/** Says so where a backup would stand in what it is a backup of, and be lost with it. */
function within(dir: string, path: string): string | undefined {
  const [first] = relative(dir, path).split(sep);
  return first === '..' ? undefined : `${path} is in the data directory; a backup belongs elsewhere`;
}

/** Makes the directory; says why it cannot be used. */
function makeRoom(path: string): string | undefined {
  try {
    if (!existsSync(path)) makeDirectories(path);
    if (!statSync(path).isDirectory()) return `${path} is a file; a backup is a directory`;
    return readdirSync(path).length === 0
      ? undefined
      : `${path} is not empty, and a backup overwrites nothing`;
  } catch (cause) {
    return `${path} cannot be written (${(cause as NodeJS.ErrnoException).code})`;
  }
}

function empty(path: string): void {
  for (const name of Object.values(backupFiles)) rmSync(join(path, name), { force: true });
}

async function fill(path: string, { store, dir, secretInDir, clock }: AdminMeans): Promise<Outcome<Backup>> {
  const database = join(path, backupFiles.database);
  const secret = join(path, backupFiles.secret);
  const at = clock.now();
  await store.backup(database);
  if (secretInDir) {
    copyFileSync(dir.secret, secret);
    chmodSync(secret, 0o600);
    syncPath(secret);
  }
  // The copy is what will be restored one day, so it is the copy that must be sound.
  const found = await verifyFile(database);
  if (!found.ok) return refuse('internal', { hint: `the database is damaged: ${found.problems.join('; ')}` });
  const manifest: Manifest = {
    kith: version,
    schema: schemaVersion,
    epoch: store.epoch,
    head: found.head,
    chain: found.chain,
    at,
    files: {
      [backupFiles.database]: await fingerprint(database),
      ...(secretInDir ? { [backupFiles.secret]: await fingerprint(secret) } : {}),
    },
  };
  writeManifest(path, manifest);
  return { ok: true, result: { path, manifest } };
}
