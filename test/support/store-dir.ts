/** Directories for stores under test, and what stores are opened with there. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultLimits } from '@kith/protocol';
import { onTestFinished } from 'vitest';
import type { Policy } from '../../packages/server/src/domain/command.ts';

/** A policy that lets devices do what a test needs. */
export const easyPolicy: Policy = {
  registration: 'open',
  openJoin: true,
  quarantineMs: 0,
  userDevices: defaultLimits.userDevices,
  userLinks: defaultLimits.userLinks,
  settingKeys: defaultLimits.settingKeys,
  settingBytes: defaultLimits.settingBytes,
  settingValueBytes: defaultLimits.settingValueBytes,
  settingKeyChars: defaultLimits.settingKeyChars,
  settingHistory: defaultLimits.settingHistory,
};

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
