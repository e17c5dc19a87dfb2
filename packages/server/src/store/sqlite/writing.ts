/** The front of the writer: gathers what one turn asks for, and tells commits before outcomes. */
import { assert, known } from '../../base/assert.ts';
import type { Command, Outcome } from '../../domain/command.ts';
import { type Commit, StoreFault } from '../port.ts';
import type { Halt } from './halt.ts';
import type { Answer, Job, Report } from './jobs.ts';
import type { Owner, Place } from './place.ts';

/** Jobs that may wait; the next ones are refused as overload. */
const waitingMax = 20_000;

interface Waiter {
  resolve(answer: Answer): void;
  reject(fault: StoreFault): void;
}

export class Writing implements Owner<Report> {
  readonly #soon: (task: () => void) => void;
  readonly #halt: Halt;
  readonly #listeners = new Set<(commit: Commit) => void>();
  /** Waiters of all jobs that are not answered, in order. */
  #waiting: Waiter[] = [];
  #turn: Job[] = [];
  #place: Place<Job[]> | undefined;
  #closed = false;
  /** Failed batches that were reported. */
  #failed = 0;

  constructor({ soon, halt }: { soon: (task: () => void) => void; halt: Halt }) {
    this.#soon = soon;
    this.#halt = halt;
  }

  /** Begins: jobs go to `place`, which reports to this. */
  begin(place: Place<Job[]>): void {
    this.#place = place;
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Has a command decided; throws `StoreFault`. */
  async decide(command: Command): Promise<Outcome> {
    const answer = await this.run({ kind: 'command', command, seen: this.#failed });
    assert(answer.kind === 'outcome', 'a command has an outcome');
    return answer.outcome;
  }

  /** Runs one job; throws `StoreFault`. */
  async run(job: Job): Promise<Exclude<Answer, { kind: 'fault' }>> {
    this.#halt.check();
    if (this.#closed) throw new StoreFault('unavailable');
    if (this.#waiting.length >= waitingMax) throw new StoreFault('overloaded');
    this.#turn.push(job);
    if (this.#turn.length === 1) this.#soon(() => this.#post());
    const answer = await new Promise<Answer>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    if (answer.kind === 'fault') throw new StoreFault(answer.fault.code, answer.fault.cause);
    return answer;
  }

  /** Takes no more jobs. */
  stop(): void {
    this.#closed = true;
  }

  /** Waits for what is under way and ends the place. */
  async close(): Promise<void> {
    this.stop();
    this.#post();
    await this.#place?.end();
    this.#refuseWaiting(undefined);
  }

  take({ commits, answers, failed, halted }: Report): void {
    this.#failed = failed;
    for (const commit of commits) {
      if (commit.events.length === 0 && commit.redacted.length === 0) continue;
      for (const listener of this.#listeners) listener(commit);
    }
    const answered = this.#waiting.splice(0, answers.length);
    for (const [index, waiter] of answered.entries())
      waiter.resolve(known(answers[index], 'one answer a job'));
    if (halted !== undefined) this.lost(halted);
  }

  lost(cause: unknown): void {
    this.#halt.pull(cause);
    this.#refuseWaiting(cause);
  }

  #post(): void {
    if (this.#turn.length === 0) return;
    const turn = this.#turn;
    this.#turn = [];
    this.#place?.post(turn);
  }

  /** Whether they were committed is not known; the same ids may be sent again. */
  #refuseWaiting(cause: unknown): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#turn = [];
    for (const { reject } of waiting) reject(new StoreFault('unavailable', cause));
  }
}
