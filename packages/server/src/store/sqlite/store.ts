/** The store on SQLite: one file, one writer, a few readers, in one process. */
import { assert, known } from '../../base/assert.ts';
import { systemClock } from '../../base/clock.ts';
import { systemRandom } from '../../base/random.ts';
import type { Command, Outcome } from '../../domain/command.ts';
import type { QueryName, QueryParams, QueryResult } from '../../domain/queries.ts';
import type { Commit, Head, Store, Verification } from '../port.ts';
import { openForReading } from './connection.ts';
import { Errands } from './errands.ts';
import { Halt } from './halt.ts';
import { type Lock, lockDatabase } from './lock.ts';
import { prepareDatabase } from './open.ts';
import type { SqliteOptions } from './options.ts';
import { Reading } from './reading.ts';
import { startReader, startWriter } from './staff.ts';
import { SqliteView } from './view.ts';
import { Writing } from './writing.ts';

/** Opens the store, and makes the database where there is none. Throws `DatabaseRefused`. */
export async function createSqliteStore(options: SqliteOptions): Promise<Store> {
  const lock = lockDatabase(options.path);
  try {
    const { random = systemRandom, clock = systemClock } = options;
    prepareDatabase(options.path, { random, now: clock.now() });
    return await open(options, lock);
  } catch (cause) {
    lock.release();
    throw cause;
  }
}

async function open(options: SqliteOptions, lock: Lock): Promise<Store> {
  const { soon } = options.clock ?? systemClock;
  const { path, threads = true, readers = 2 } = options;
  const halt = new Halt();
  const writing = new Writing({ soon, halt });
  const reading = new Reading({ soon, halt }, readers);
  const started = await Promise.allSettled([
    startWriter(options, writing).then((place) => writing.begin(place)),
    reading.begin((owner) => startReader(options, owner)),
  ]);
  for (const result of started) {
    if (result.status === 'fulfilled') continue;
    await Promise.all([reading.close(), writing.close()]);
    throw result.reason;
  }
  return new SqliteStore({
    path,
    lock,
    ...endsOf(path),
    halt,
    writing,
    reading,
    errands: new Errands({ threads }),
  });
}

function endsOf(path: string): { epoch: string; head: Head } {
  const db = openForReading(path);
  try {
    const view = new SqliteView(db);
    return { epoch: view.epoch, head: { ...view.head, floor: view.floor } };
  } finally {
    db.close();
  }
}

interface Parts {
  readonly path: string;
  readonly lock: Lock;
  readonly epoch: string;
  readonly head: Head;
  readonly halt: Halt;
  readonly writing: Writing;
  readonly reading: Reading;
  readonly errands: Errands;
}

class SqliteStore implements Store {
  readonly epoch: string;
  readonly head: Head;
  readonly #parts: Parts;
  #closing: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.epoch = parts.epoch;
    this.head = parts.head;
    this.#parts = parts;
  }

  async execute(command: Command): Promise<Outcome> {
    return await this.#parts.writing.decide(command);
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    return this.#parts.writing.onCommit(listener);
  }

  onHalt(listener: (cause: unknown) => void): () => void {
    return this.#parts.halt.listen(listener);
  }

  async read<Q extends QueryName>(query: Q, params: QueryParams<Q>): Promise<QueryResult<Q>> {
    return (await this.#parts.reading.ask({ query, params })) as QueryResult<Q>;
  }

  async trim(offset: number): Promise<void> {
    for (let target = offset; ; ) {
      const answer = await this.#parts.writing.run({ kind: 'trim', offset: target });
      assert(answer.kind === 'trimmed', 'trimming has a floor');
      if (answer.done) return;
      target = answer.target;
    }
  }

  async backup(to: string): Promise<void> {
    await this.#parts.errands.run({ kind: 'backup', path: this.#parts.path, to });
  }

  async verify(): Promise<Verification> {
    const found = await this.#parts.errands.run({ kind: 'verify', path: this.#parts.path });
    return known(found, 'a verification finds something');
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { errands, reading, writing, lock } = this.#parts;
    for (const part of [errands, reading, writing]) part.stop();
    await errands.close();
    await reading.close();
    // Last, so that it copies the whole write-ahead log into the database and removes it.
    await writing.close();
    lock.release();
  }
}
