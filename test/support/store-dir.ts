/** Directories for stores under test. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty directory that is gone when the test is finished. */
export function emptyDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'kith-store-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** The name and hash of every file in a directory, but for the lock. */
export function fingerprint(dir: string): Record<string, string> {
  const names = readdirSync(dir).filter((name) => name !== 'kith.lock');
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dir, name)))
        .digest('hex'),
    ]),
  );
}
