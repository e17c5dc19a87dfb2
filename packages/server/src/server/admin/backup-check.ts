/** Checks a backup before anybody trusts it: its files by their hashes, its database as a whole. */
import { join } from 'node:path';
import { StoreFault } from '../../store/port.ts';
import { inspect } from '../../store/sqlite/inspect.ts';
import { schemaVersion } from '../../store/sqlite/migrate.ts';
import { DatabaseRefused } from '../../store/sqlite/refused.ts';
import { backupFiles, differences, type Manifest, readManifest } from './manifest.ts';
import { verifyFile } from './verify-file.ts';

/** What is known of a backup. */
export interface BackupCheck {
  /** Absent: it has no manifest that can be read. */
  readonly manifest?: Manifest;
  /** What is wrong, one line each. */
  readonly problems: readonly string[];
}

/** Checks the backup in `path`, and changes nothing of it. */
export async function checkBackup(path: string): Promise<BackupCheck> {
  const manifest = readManifest(path);
  if (manifest === undefined) {
    return { problems: [`${path} is no whole backup: it has no readable ${backupFiles.manifest}`] };
  }
  const changed = await differences(path, manifest);
  if (changed.length > 0) return { manifest, problems: changed };
  return { manifest, problems: await checkDatabase(join(path, backupFiles.database), manifest) };
}

async function checkDatabase(database: string, { schema, head, chain }: Manifest): Promise<string[]> {
  try {
    inspect(database);
    // The tables of an older schema cannot be walked by this program; its bytes are those of the manifest.
    if (schema < schemaVersion) return [];
    const found = await verifyFile(database);
    if (!found.ok) return [...found.problems];
    const same = found.head === head && found.chain === chain;
    return same ? [] : ['the log does not end where the manifest says'];
  } catch (error) {
    if (error instanceof DatabaseRefused) return [error.message];
    if (error instanceof StoreFault) return [`${database} cannot be read`];
    throw error;
  }
}
