/** A bare commit of one row with `node:sqlite` at FULL: what one fsync of this disk takes, at one pace or another. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { paramsOf } from '../subjects/program.ts';

/** A program's parameters; `perSecond` 0: one after the other. */
export interface CommitParams extends Readonly<Record<string, number>> {
  readonly seconds: number;
  readonly perSecond: number;
  readonly rowBytes: number;
}

export interface CommitTimes extends Readonly<Record<string, number>> {
  readonly p50_ms: number;
  readonly p99_ms: number;
}

const { dir, seconds, perSecond, rowBytes } = paramsOf<CommitParams>();
const db = new DatabaseSync(join(dir, 'one-row.db'));
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
db.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
const insert = db.prepare('INSERT INTO rows (body) VALUES (?)');
const body = 'x'.repeat(rowBytes);
const times: number[] = [];
const began = performance.now();
for (let count = 0; performance.now() - began < seconds * 1000; count += 1) {
  if (perSecond > 0) await sleep(Math.max(0, began + (count * 1000) / perSecond - performance.now()));
  const start = performance.now();
  insert.run(body);
  times.push(performance.now() - start);
}
db.close();
times.sort((a, b) => a - b);
const at = (part: number) => times[Math.floor(part * times.length)] ?? Number.NaN;
console.log(JSON.stringify({ p50_ms: at(0.5), p99_ms: at(0.99) } satisfies CommitTimes));
