/** Records a run: every entry in memory and, as a line of JSON, in a file. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Entry } from '../checkers/record.ts';

/** Entries that are written to the file at once. */
const entriesAtOnce = 500;

export class Recorder {
  readonly entries: Entry[] = [];
  readonly path: string;
  readonly #file: number;
  #unwritten: Entry[] = [];

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, 'w');
  }

  /** Monotonic ms; all times of a record are of this clock. */
  now(): number {
    return performance.now();
  }

  add(entry: Entry): void {
    this.entries.push(entry);
    this.#unwritten.push(entry);
    if (this.#unwritten.length >= entriesAtOnce) this.#write();
  }

  close(): void {
    this.#write();
    closeSync(this.#file);
  }

  #write(): void {
    const lines = this.#unwritten.map((entry) => `${JSON.stringify(entry)}\n`);
    this.#unwritten = [];
    writeSync(this.#file, lines.join(''));
  }
}

/** Reads the record of an earlier run. */
export function readRecord(path: string): Entry[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);
}
