/** A stage for hostile input: a real server in a process of its own, a witness, and a look at both when it is over. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type KithProcess, startKith } from '../support/kith.ts';
import { Witness } from './witness.ts';

const mebibyte = 1024 * 1024;

/** What a server may grow by, in bytes: twice what ordinary calls make of it; an attack that works takes far more. */
const usualGrowth = 384 * mebibyte;

/** Apps with schemas, one of which is `notes`. */
const apps = join(import.meta.dirname, '../../examples/kith.config.ts');

export interface Stage {
  readonly url: string;
  readonly server: KithProcess;
  readonly witness: Witness;
  /** Memory that the server holds now. */
  rss(): number;
  /** Files and sockets that the server has open now. */
  openFiles(): number;
  /** Ends the server, and expects that it lived, stayed small and logged nothing that it should not. */
  end(): Promise<void>;
}

/** Starts a server with rates off unless the settings (`KITH_*` without the prefix) say otherwise. */
export async function setStage(
  settings: Readonly<Record<string, string>> = {},
  { growthMax = usualGrowth } = {},
): Promise<Stage> {
  const usual = { RATE_LIMITS: 'off', LINK_QUARANTINE_HOURS: '0', LOG_LEVEL: 'debug', CONFIG: apps };
  const env = { ...usual, ...settings };
  const server = await startKith({
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [`KITH_${name}`, value])),
  });
  const { url, pid } = server;
  const witness = await Witness.of(url);
  const before = rssOf(pid);
  const end = async () => {
    await witness.expectUndisturbed();
    const grown = rssOf(pid) - before;
    const { code, out, err } = await server.stop();
    expectCleanLog(out, err);
    expect(code).toBe(0);
    expect(grown).toBeLessThan(growthMax);
  };
  return {
    url,
    server,
    witness,
    rss: () => rssOf(pid),
    openFiles: () => readdirSync(`/proc/${pid}/fd`).length,
    end,
  };
}

/** Every line is one entry, and none of them is a mistake of the server. */
function expectCleanLog(out: string, err: string): void {
  expect(err).toBe('');
  const entries = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { readonly level: number; readonly msg: string });
  expect(entries.map(({ msg }) => msg)).toContain('ready');
  // Warnings stand before it is ready: they are about the settings of the test.
  expect(entries.filter(({ level, msg }) => level >= 50 || (level >= 40 && !/^KITH_/.test(msg)))).toEqual([]);
}

/** Resident memory of a process (proc(5)). */
function rssOf(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kibibytes) * 1024;
}
