/** The contract on SQLite, with threads and without. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import type { StoreKind, StorePlace } from '../contract/stage.ts';
import { storeContract } from '../contract.ts';
import { createSqliteStore } from './store.ts';

const macKey = new Uint8Array(32).fill(7);

function placeAt(path: string, threads: boolean): StorePlace {
  return {
    open: ({ policy, now }) =>
      createSqliteStore({ path, macKey, policy, threads, clock: { now, soon: systemClock.soon } }),
    copy() {
      const dir = mkdtempSync(join(dirname(path), 'copy-'));
      const copy = join(dir, 'kith.db');
      return { path: copy, place: placeAt(copy, threads) };
    },
  };
}

function kind(threads: boolean): StoreKind {
  return {
    setsClock: !threads,
    place() {
      const dir = mkdtempSync(join(tmpdir(), 'kith-store-'));
      onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
      return placeAt(join(dir, 'kith.db'), threads);
    },
  };
}

storeContract('SQLite with threads', kind(true));
storeContract('SQLite without threads', kind(false));
