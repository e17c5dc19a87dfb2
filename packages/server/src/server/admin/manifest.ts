/** The manifest of a backup: what it holds, and hashes by which it can be trusted. */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { writeDurably } from '../durable-file.ts';

/** The names within a backup. */
export const backupFiles = { database: 'kith.db', secret: 'secret', manifest: 'manifest.json' } as const;

const file = z.strictObject({ bytes: z.int(), sha256: z.string() });

const manifest = z.strictObject({
  /** Version of the program that made it. */
  kith: z.string(),
  schema: z.int(),
  epoch: z.string(),
  /** Offset of the last event, and the chain hash there. */
  head: z.int(),
  chain: z.string(),
  /** Time of the backup in ms since 1970. */
  at: z.int(),
  /** The secret is among them unless it came from the environment. */
  files: z.strictObject({ [backupFiles.database]: file, [backupFiles.secret]: file.optional() }),
});

/** What stands in `manifest.json`. It is written last: without it, a backup is not whole. */
export type Manifest = z.infer<typeof manifest>;

/** Writes the manifest of the backup in `dir`. */
export function writeManifest(dir: string, content: Manifest): void {
  writeDurably(join(dir, backupFiles.manifest), `${JSON.stringify(content, null, 2)}\n`);
}

/** Reads the manifest of the backup in `dir`; undefined: there is none that can be read. */
export function readManifest(dir: string): Manifest | undefined {
  try {
    return manifest.parse(JSON.parse(readFileSync(join(dir, backupFiles.manifest), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Size and hash of a file. */
export async function fingerprint(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}

/** What differs between a manifest and the files beside it, one line each. */
export async function differences(dir: string, { files }: Manifest): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(files).map(async ([name, expected]) => {
      const actual = await fingerprint(join(dir, name)).catch(() => undefined);
      if (actual === undefined) return `${name} is missing or cannot be read`;
      const same = actual.bytes === expected?.bytes && actual.sha256 === expected.sha256;
      return same ? undefined : `${name} is not as it was when the backup was made`;
    }),
  );
  return found.filter((line) => line !== undefined);
}
