/** A load of edits: two devices have so many settings, one edits them in turn at a pace, the other shows each edit. */

import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { patienceMs } from '../../test/support/patience.ts';
import { paramsOf } from '../subjects/program.ts';
import { keptByKith, keptByTinybase } from '../subjects/stored.ts';
import { cpuUs, diskBytes } from '../subjects/usage.ts';
import { kithPair } from './kith.ts';
import type { DevicePair } from './pair.ts';
import { tinybasePair } from './tinybase.ts';

/** The client libraries, and where the server of each keeps settings. */
const libraries = {
  kith: { pairOf: kithPair, keptBy: keptByKith },
  tinybase: { pairOf: tinybasePair, keptBy: keptByTinybase },
} as const;
export type Library = keyof typeof libraries;

export interface EditsParams extends Readonly<Record<string, number | string>> {
  readonly library: Library;
  readonly url: string;
  /** Whose settings they are; nobody's before. */
  readonly name: string;
  /** The server, for what it uses. */
  readonly pid: number;
  /** Where the server keeps what it keeps. */
  readonly serverDir: string;
  readonly keys: number;
  readonly perSecond: number;
  readonly edits: number;
  readonly valueBytes: number;
  /** A pause before the first edit and after the last one, for what is done behind the answers. */
  readonly restMs: number;
}

export interface EditsMeasured extends Readonly<Record<string, number>> {
  /** Edit → other device, ms. */
  readonly p50: number;
  readonly p99: number;
  /** An edit, of the server; and of both devices. */
  readonly serverCpuUs: number;
  readonly deviceCpuUs: number;
  readonly wireBytes: number;
  /** An edit: bytes that went to the file system, and bytes by which what is kept grew. */
  readonly writtenBytes: number;
  readonly storedBytes: number;
  /** In the end: settings of which the server has not the last edit on its disk. */
  readonly unkept: number;
}

const params = paramsOf<EditsParams>();
const { pairOf, keptBy } = libraries[params.library];
const kept = keptBy(params.serverDir, params.name);

/** A value that says which edit it is. */
function textOf(edit: number): string {
  return `${edit} `.padEnd(params.valueBytes, 'x');
}

function keyOf(edit: number): string {
  return `key.${edit % params.keys}`;
}

/** Resolves once it has come so far. */
async function until(holds: () => boolean, fault: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`${params.library}: ${fault}`);
    await sleep(5);
  }
}

/** All used so far. */
function used(pair: DevicePair) {
  const { user, system } = process.cpuUsage();
  return {
    serverCpuUs: cpuUs(params.pid),
    deviceCpuUs: user + system,
    wireBytes: pair.wireBytes(),
    writtenBytes: diskBytes(params.pid),
    storedBytes: kept.bytes(),
  };
}

/** Edits at the pace; gives how long each took until the other device showed it. */
async function edit(pair: DevicePair, from: number): Promise<readonly number[]> {
  const under = new Map<string, { readonly value: string; readonly at: number }>();
  const times: number[] = [];
  pair.onShown(() => {
    for (const [key, { value, at }] of under) {
      if (pair.shown(key) !== value) continue;
      under.delete(key);
      times.push(performance.now() - at);
    }
  });
  const began = performance.now();
  for (let count = 0; count < params.edits; count += 1) {
    await sleep(Math.max(0, began + (count * 1000) / params.perSecond - performance.now()));
    const [key, value] = [keyOf(from + count), textOf(from + count)];
    if (under.has(key)) throw new Error(`${params.library}: ${key} is edited again before it was shown`);
    under.set(key, { value, at: performance.now() });
    pair.set(key, value);
  }
  await until(() => times.length === params.edits, 'not all edits were shown');
  return times.sort((a, b) => a - b);
}

/** Resolves once both devices have the same: so many keys. */
async function agree(pair: DevicePair): Promise<void> {
  await until(() => {
    const [mine, theirs] = pair.values();
    return Object.keys(mine).length === params.keys && isDeepStrictEqual(mine, theirs);
  }, 'the devices differ');
}

/** Keys of which the server keeps something else than the devices have. */
function unkept(pair: DevicePair): number {
  const [mine] = pair.values();
  const values = kept.values();
  return Object.keys(mine).filter((key) => values[key] !== mine[key]).length;
}

async function run(pair: DevicePair): Promise<EditsMeasured> {
  const first = Array.from({ length: params.keys }, (_, index) => [keyOf(index), textOf(index)] as const);
  pair.setAll(Object.fromEntries(first));
  await agree(pair);
  await sleep(params.restMs);
  const before = used(pair);
  const times = await edit(pair, params.keys);
  // What is written behind the answer counts as well.
  await sleep(params.restMs);
  const after = used(pair);
  await agree(pair);
  const each = Object.entries(after).map(([name, value]) => {
    return [name, (value - before[name as keyof typeof before]) / params.edits];
  });
  const at = (part: number) => times[Math.floor(part * times.length)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), unkept: unkept(pair), ...Object.fromEntries(each) };
}

await using pair = await pairOf(params.url, params.name);
console.log(JSON.stringify(await run(pair)));
