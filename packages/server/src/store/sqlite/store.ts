/** The store on SQLite: one file, one writer, a few readers, in one process. */

import { assert } from '../../base/assert.ts';
import { type Clock, systemClock } from '../../base/clock.ts';
import { type Random, systemRandom } from '../../base/random.ts';
import type { Command, Outcome, Policy } from '../../domain/command.ts';
import type { QueryName, QueryParams, QueryResult } from '../../domain/queries.ts';
import type { Commit, Head, Store, Verification } from '../port.ts';
import { openForReading, openForWriting } from './connection.ts';
import type { Job, Report } from './jobs.ts';
import { type Lock, lockDatabase } from './lock.ts';
import { prepareDatabase } from './open.ts';
import { type Owner, type Place, startThread, stayHere } from './place.ts';
import { type Finding, type Question, Reader } from './reader.ts';
import { Reading } from './reading.ts';
import { SqliteView } from './view.ts';
import { Writer } from './writer.ts';
import { meansOf } from './writer-setup.ts';
import { Writing } from './writing.ts';

export interface SqliteOptions {
  /** File of the database; its lock, write-ahead log and index stand beside it. */
  readonly path: string;
  /** Key of the keyed hash that deciders use. */
  readonly macKey: Uint8Array;
  readonly policy: Policy;
  /** Readers; 2 by default. */
  readonly readers?: number;
  /** Give writer and readers threads of their own; true by default. Without, they run here, for tests. */
  readonly threads?: boolean;
  /** Time; without threads also that of the log. */
  readonly clock?: Pick<Clock, 'now' | 'soon'>;
  /** Randomness, where there are no threads. */
  readonly random?: Random;
}

/** Opens the store, and the database where there is none. Throws `DatabaseRefused`. */
export async function createSqliteStore(options: SqliteOptions): Promise<Store> {
  const lock = lockDatabase(options.path);
  try {
    const { random = systemRandom, clock = systemClock } = options;
    prepareDatabase(options.path, { random, now: clock.now() });
    return await openStore(options, lock);
  } catch (cause) {
    lock.release();
    throw cause;
  }
}

async function openStore(options: SqliteOptions, lock: Lock): Promise<Store> {
  const { soon } = options.clock ?? systemClock;
  const { epoch, head } = endsOf(options.path);
  const writing = new Writing(soon);
  writing.begin(await startWriter(options, writing));
  const reading = await Reading.start(options.readers ?? 2, {
    soon,
    place: (owner) => startReader(options, owner),
  });
  return new SqliteStore({ path: options.path, lock, epoch, head, writing, reading });
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

async function startWriter(options: SqliteOptions, owner: Owner<Report>): Promise<Place<Job[]>> {
  const { path, macKey, policy } = options;
  const setup = { path, macKey, policy };
  if (options.threads !== false) {
    return await startThread(new URL('./writer-thread.ts', import.meta.url), { data: setup, owner });
  }
  const { random = systemRandom, clock = systemClock } = options;
  const db = openForWriting(path);
  const writer = new Writer({ db, means: meansOf(setup, random), now: () => clock.now() });
  const work = (jobs: Job[]) => {
    while (jobs.length > 0) {
      owner.take(writer.run(jobs));
      writer.rest();
    }
  };
  return stayHere(work, () => {
    writer.close();
    db.close();
  });
}

async function startReader(
  { path, threads }: SqliteOptions,
  owner: Owner<Finding[]>,
): Promise<Place<Question[]>> {
  if (threads !== false) {
    return await startThread(new URL('./reader-thread.ts', import.meta.url), { data: { path }, owner });
  }
  const db = openForReading(path);
  const reader = new Reader(db);
  return stayHere(
    (questions) => owner.take(questions.map((question) => reader.run(question))),
    () => db.close(),
  );
}

class SqliteStore implements Store {
  readonly epoch: string;
  readonly head: Head;
  readonly #path: string;
  readonly #lock: Lock;
  readonly #writing: Writing;
  readonly #reading: Reading;
  #closing: Promise<void> | undefined;

  constructor(parts: {
    path: string;
    lock: Lock;
    epoch: string;
    head: Head;
    writing: Writing;
    reading: Reading;
  }) {
    this.epoch = parts.epoch;
    this.head = parts.head;
    this.#path = parts.path;
    this.#lock = parts.lock;
    this.#writing = parts.writing;
    this.#reading = parts.reading;
  }

  async execute(command: Command): Promise<Outcome> {
    const answer = await this.#writing.run({ kind: 'command', command });
    assert(answer.kind === 'outcome', 'a command has an outcome');
    return answer.outcome;
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    return this.#writing.onCommit(listener);
  }

  async read<Q extends QueryName>(query: Q, params: QueryParams<Q>): Promise<QueryResult<Q>> {
    return (await this.#reading.ask({ query, params })) as QueryResult<Q>;
  }

  async trim(offset: number): Promise<void> {
    for (let floor = -1; ; ) {
      const answer = await this.#writing.run({ kind: 'trim', offset });
      assert(answer.kind === 'trimmed', 'trimming has a floor');
      if (answer.floor >= offset || answer.floor === floor) return;
      floor = answer.floor;
    }
  }

  backup(_path: string): Promise<void> {
    throw new Error(`not yet: ${this.#path}`);
  }

  verify(): Promise<Verification> {
    throw new Error('not yet');
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#reading.close();
    // Last, so that it copies the whole write-ahead log into the database and removes it.
    await this.#writing.close();
    this.#lock.release();
  }
}
