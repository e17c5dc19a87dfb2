/** The writer: runs jobs in batches, one transaction each. Plain and synchronous; a thread is only its place. */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '../../base/assert.ts';
import type { Clock } from '../../base/clock.ts';
import type { Command, Means } from '../../domain/command.ts';
import { decide as decideCommand } from '../../domain/decide.ts';
import { LogTime } from '../log-time.ts';
import type { Commit, StoreFault } from '../port.ts';
import { Chain } from './chain.ts';
import { Checkpointer } from './checkpointer.ts';
import { type Answer, type Fault, faultOf, type Job, type Report } from './jobs.ts';
import { codeOf, resultCode } from './result-code.ts';
import { SqliteState } from './state.ts';
import { Trimmer } from './trim.ts';

/** Commands in one transaction, at most. */
const batchMax = 1_000;

export interface WriterParts {
  readonly db: DatabaseSync;
  readonly means: Means;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  /** How a command is decided; by default as `domain` does. */
  readonly decide?: typeof decideCommand;
}

/** What one transaction, or several, made durable and answered. */
type Ran = Pick<Report, 'commits' | 'answers'>;

export class Writer {
  readonly #db: DatabaseSync;
  readonly #means: Means;
  readonly #time: LogTime;
  readonly #decide: typeof decideCommand;
  readonly #state: SqliteState;
  readonly #chain: Chain;
  readonly #trimmer: Trimmer;
  readonly #checkpointer: Checkpointer;
  #unfolded: string[] = [];
  /** Commands since the last rest. */
  #commands = 0;
  /** Place in its batch of the command that is being decided. */
  #deciding: number | undefined;
  /** Batches that failed, and how the last one did. */
  #failed = 0;
  #fault: Fault | undefined;
  /** Why it stopped: what is on disk is not known any more, and only opening anew finds out. */
  #halted: unknown;

  constructor({ db, means, clock, decide = decideCommand }: WriterParts) {
    this.#db = db;
    this.#means = means;
    this.#decide = decide;
    this.#state = new SqliteState(db, means.random);
    this.#time = new LogTime(clock, this.#state.lastAt);
    this.#chain = new Chain(db);
    this.#trimmer = new Trimmer(db, this.#chain);
    this.#checkpointer = new Checkpointer(db);
  }

  get isHalted(): boolean {
    return this.#halted !== undefined;
  }

  /** Takes a batch from the front of `jobs`, runs it and reports. */
  run(jobs: Job[]): Report {
    const report = { ...this.#runNext(jobs), failed: this.#failed };
    return this.isHalted ? { ...report, halted: faultOf('unavailable', this.#halted).cause } : report;
  }

  #runNext(jobs: Job[]): Ran {
    const first = jobs[0];
    if (first?.kind === 'trim') {
      jobs.shift();
      return { commits: [], answers: [this.#trim(first.offset)] };
    }
    const commands: Command[] = [];
    for (const job of jobs) {
      if (job.kind !== 'command' || commands.length === batchMax || job.seen !== first?.seen) break;
      commands.push(job.command);
    }
    jobs.splice(0, commands.length);
    // Sent before its sender heard of a failure: it may stand behind a command that failed, and must not pass it.
    const isStale = first?.kind === 'command' && first.seen < this.#failed;
    if (isStale && this.#fault !== undefined) return refuseAll(commands, this.#fault);
    return this.#runCommands(commands);
  }

  /** Does what need not be done between a command and its answer; call it after each report is sent. */
  rest(): void {
    if (this.isHalted) return;
    this.#chain.fold(this.#unfolded);
    this.#unfolded = [];
    try {
      this.#index();
      this.#checkpointer.rest(this.#commands);
      this.#commands = 0;
    } catch (cause) {
      this.#halted = cause;
    }
  }

  /** Ends it; the connection stays the caller's. */
  close(): void {
    if (this.isHalted) return;
    this.rest();
    this.#chain.keep(this.#chain.point);
  }

  #runCommands(commands: readonly Command[]): Ran {
    if (this.isHalted) return refuseAll(commands, faultOf('unavailable', this.#halted));
    try {
      const { answers, commit } = this.#transact(commands);
      return { commits: [commit], answers };
    } catch (cause) {
      const code = this.#recover(cause);
      const fault = faultOf(code, cause);
      if (code !== 'internal') {
        this.#failed += 1;
        this.#fault = fault;
      }
      if (code !== 'internal' || commands.length === 1) return refuseAll(commands, fault);
    }
    // One of them met a bug of ours. Once it stands alone, it spoils nothing but itself.
    const middle = this.#deciding === undefined ? commands.length >> 1 : Math.max(1, this.#deciding);
    const reports = [commands.slice(0, middle), commands.slice(middle)].map((part) =>
      this.#runCommands(part),
    );
    return {
      commits: reports.flatMap(({ commits }) => commits),
      answers: reports.flatMap(({ answers }) => answers),
    };
  }

  #transact(commands: readonly Command[]): { answers: Answer[]; commit: Commit } {
    this.#deciding = undefined;
    this.#db.exec('BEGIN IMMEDIATE');
    this.#state.begin(this.#time.next());
    const answers = commands.map((command, index): Answer => {
      this.#deciding = index;
      return { kind: 'outcome', outcome: this.#decide(this.#state, this.#means, command) };
    });
    this.#deciding = undefined;
    this.#state.flush();
    this.#chain.store();
    this.#db.exec('COMMIT');
    this.#chain.settle();
    this.#commands += commands.length;
    const { events, redacted, hashes } = this.#state.take();
    this.#unfolded.push(...hashes);
    return { answers, commit: { events, redacted } };
  }

  /** New messages enter the index of words, where enough of them wait. */
  #index(): void {
    if (!this.#state.isIndexDue) return;
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      this.#state.index();
      this.#db.exec('COMMIT');
    } catch (cause) {
      // They are found without it as well, and there may be room for it later.
      if (this.#recover(cause) === 'internal') throw cause;
    }
  }

  #trim(offset: number): Answer {
    if (this.isHalted) return { kind: 'fault', fault: faultOf('unavailable', this.#halted) };
    try {
      const now = Math.max(this.#time.next(), this.#state.now);
      const reached = this.#trimmer.step(offset, { head: this.#state.head.offset, now });
      this.#state.reload();
      return { kind: 'trimmed', ...reached };
    } catch (cause) {
      return { kind: 'fault', fault: faultOf(this.#recover(cause), cause) };
    }
  }

  /** Undoes what a failed transaction did and says how to tell it; halts where nobody can know what is on disk. */
  #recover(cause: unknown): StoreFault['code'] {
    const code = verdictOf(cause);
    try {
      if (code === undefined) throw cause;
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      this.#state.reload();
      return code;
    } catch (reason) {
      this.#halted = reason ?? cause;
      return 'unavailable';
    }
  }
}

/** How a failure is told; undefined: it must halt. A sync that failed once is never tried again. */
function verdictOf(cause: unknown): StoreFault['code'] | undefined {
  switch (codeOf(cause)) {
    case resultCode.full:
      return 'storage-full';
    case resultCode.busy:
      return 'unavailable';
    case resultCode.io:
    case resultCode.corrupt:
    case resultCode.notDatabase:
    case resultCode.readonly:
    case resultCode.cannotOpen:
    case resultCode.noMemory:
      return undefined;
    default:
      return 'internal';
  }
}

function refuseAll(commands: readonly Command[], fault: Fault): Ran {
  assert(commands.length > 0, 'a batch');
  return { commits: [], answers: commands.map(() => ({ kind: 'fault', fault })) };
}
