/** A data directory that the server's user may not use: a refusal and a fix, never a stack. */
import { chmodSync, chownSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Ended, newDir, runKith, startKith } from '../support/kith.ts';

/** Root may do everything; so where this runs as root, Kith runs as nobody. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};

let dataDir: string;

function give(path: string): void {
  if (nobody.uid !== undefined) chownSync(path, nobody.uid, nobody.uid);
}

function run(...args: string[]): Promise<Ended> {
  return runKith([...args, '--data-dir', dataDir], {
    ...nobody,
    env: { KITH_PORT: '0' },
    cwd: dirname(dataDir),
  });
}

beforeEach(async () => {
  const server = await startKith();
  await server.stop();
  dataDir = server.dataDir;
  // Made for this run, and for its user alone.
  if (nobody.uid !== undefined) chmodSync(dirname(dirname(dataDir)), 0o711);
  for (const path of [dirname(dataDir), dataDir]) give(path);
  for (const name of readdirSync(dataDir)) give(join(dataDir, name));
});

describe('a database that may not be read', () => {
  beforeEach(() => chmodSync(join(dataDir, 'kith.db'), 0));

  test('is refused with 78, the user and the fix', async () => {
    for (const args of [['start'], ['verify'], ['invite'], ['backup', join(newDir(), 'backup')]]) {
      const ended = await run(...args);
      expect({ args, ...ended }).toMatchObject({
        code: 78,
        err: expect.stringMatching(
          /^kith: .*kith\.db cannot be opened by uid \d+ .*\n {2}fix: .*chown -R \d+ /,
        ),
      });
    }
  });

  test('is a row of the doctor', async () => {
    const ended = await run('doctor');
    expect(ended).toMatchObject({ code: 1, err: '', out: expect.stringMatching(/FAIL +database/) });
  });
});

test('a data directory that may not be entered leaves the doctor all its rows', async () => {
  chmodSync(dataDir, 0);
  const ended = await run('doctor');
  chmodSync(dataDir, 0o700);
  expect(ended).toMatchObject({ code: 1, err: '', out: expect.stringMatching(/FAIL +data directory/) });
});

test('a database that may only be read is refused before the doors open', async () => {
  chmodSync(join(dataDir, 'kith.db'), 0o400);
  const ended = await run('start');
  expect(ended).toMatchObject({ code: 78, err: expect.stringContaining('kith.db cannot be written') });
  expect(ended.out).not.toContain('ready');
});
