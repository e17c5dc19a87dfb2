/** The port of every store: commands in, commits out, reads at one moment. SQLite and PostgreSQL implement it. */
import type { Command, Outcome } from '../domain/command.ts';
import type { QueryName, QueryParams, QueryResult } from '../domain/queries.ts';
import type { LoggedEvent } from '../domain/state.ts';

/** What one transaction made durable. */
export interface Commit {
  /** In offset order; `events[0].offset` is the head before it plus one. */
  readonly events: readonly LoggedEvent[];
  /** Earlier events whose body was replaced, as they read now. */
  readonly redacted: readonly LoggedEvent[];
}

/** Weather: the store cannot do it now. Thrown by `execute` and `read`; caught in one place. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code: 'storage-full' | 'unavailable' | 'overloaded' | 'internal';
  constructor(code: StoreFault['code'], cause?: unknown) {
    super(`store: ${code}`, { cause });
    this.code = code;
  }
}

/** What `verify` found. */
export interface Verification {
  readonly ok: boolean;
  readonly events: number;
  readonly head: number;
  /** Chain hash at the head, hex. */
  readonly chain: string;
  /** What is wrong, one line each. */
  readonly problems: readonly string[];
}

/**
 * One database.
 *
 * Guarantees: offsets are dense from 1 in commit order; seqs are dense from 1 in each topic; `at` never falls;
 * a command's rows, events and outcome are committed together or not at all; an outcome is told only after its
 * commit is on stable storage; commands of one caller of `execute` are decided in the order of the calls.
 */
export interface Store {
  /** Random name of this lineage of the log. */
  readonly epoch: string;
  /** The end of the log as the store found it when it opened; what follows comes by `onCommit`. */
  readonly head: Head;
  /** Decides a command; resolves when it is durable. Throws `StoreFault`. */
  execute(command: Command): Promise<Outcome>;
  /**
   * Tells each commit once, in offset order, before any `execute` in it resolves. No offset is told twice.
   * Returns a way to stop.
   */
  onCommit(listener: (commit: Commit) => void): () => void;
  /**
   * Tells once that the store cannot go on, at once where it is so already: what is on disk is not known any more,
   * or a thread died. Every call throws `unavailable` from then on; only opening it anew helps. Returns a way to stop.
   */
  onHalt(listener: (cause: unknown) => void): () => void;
  /** Runs a query on one moment of the committed state. Throws `StoreFault`. */
  read<Q extends QueryName>(query: Q, params: QueryParams<Q>): Promise<QueryResult<Q>>;
  /**
   * Forgets the events up to and including `offset`, never above the head of this moment, and all that lives only
   * as long as they do; also the answers that have run out, so that `trim(0)` removes just those. Numbers go on,
   * and the check at the new floor stays known. Long prefixes go in steps, between which commands go on.
   */
  trim(offset: number): Promise<void>;
  /**
   * Writes a consistent copy of the database to a new file while the store goes on. Nothing redacted is in it.
   * Throws `StoreFault` where the file exists already or cannot be written.
   */
  backup(path: string): Promise<void>;
  /** Checks the whole database: structure, density, hashes, chain. */
  verify(): Promise<Verification>;
  /** Takes nothing more, waits for what is under way and closes; again is harmless. */
  close(): Promise<void>;
}

/** The head of the log that a store opened with. */
export interface Head {
  readonly offset: number;
  readonly check: string;
  readonly floor: number;
}
