/** The front of the readers: gives each question to the least busy, those of one turn together. */
import { known } from '../../base/assert.ts';
import { StoreFault } from '../port.ts';
import type { Halt } from './halt.ts';
import type { Owner, Place } from './place.ts';
import type { Finding, Question } from './reader.ts';

/** Questions that may wait for one reader; the next ones are refused as overload. */
const waitingMax = 10_000;

interface Waiter {
  resolve(finding: Finding): void;
  reject(fault: StoreFault): void;
}

interface DeskParts {
  readonly soon: (task: () => void) => void;
  readonly halt: Halt;
}

/** One reader as its owner sees it. */
class Desk implements Owner<Finding[]> {
  readonly #soon: (task: () => void) => void;
  readonly #halt: Halt;
  #waiting: Waiter[] = [];
  #turn: Question[] = [];
  #place: Place<Question[]> | undefined;

  constructor({ soon, halt }: DeskParts) {
    this.#soon = soon;
    this.#halt = halt;
  }

  get busy(): number {
    return this.#waiting.length;
  }

  begin(place: Place<Question[]>): void {
    this.#place = place;
  }

  async ask(question: Question): Promise<unknown> {
    if (this.#waiting.length >= waitingMax) throw new StoreFault('overloaded');
    this.#turn.push(question);
    if (this.#turn.length === 1) this.#soon(() => this.#post());
    const finding = await new Promise<Finding>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    if ('fault' in finding) throw new StoreFault(finding.fault.code, finding.fault.cause);
    return finding.result;
  }

  take(findings: Finding[]): void {
    const answered = this.#waiting.splice(0, findings.length);
    for (const [index, waiter] of answered.entries())
      waiter.resolve(known(findings[index], 'one finding each'));
  }

  lost(cause: unknown): void {
    this.#halt.pull(cause);
    this.#turn = [];
    for (const { reject } of this.#waiting.splice(0)) reject(new StoreFault('unavailable', cause));
  }

  async close(): Promise<void> {
    this.#post();
    await this.#place?.end();
  }

  #post(): void {
    if (this.#turn.length === 0) return;
    const turn = this.#turn;
    this.#turn = [];
    this.#place?.post(turn);
  }
}

export class Reading {
  readonly #halt: Halt;
  readonly #desks: readonly Desk[];
  #closed = false;

  constructor(parts: DeskParts, count: number) {
    this.#halt = parts.halt;
    this.#desks = Array.from({ length: count }, () => new Desk(parts));
  }

  /** Begins: `place` starts one reader for an owner. */
  async begin(place: (owner: Owner<Finding[]>) => Promise<Place<Question[]>>): Promise<void> {
    const started = await Promise.allSettled(this.#desks.map(async (desk) => desk.begin(await place(desk))));
    for (const result of started) if (result.status === 'rejected') throw result.reason;
  }

  /** Asks the least busy reader; throws `StoreFault`. */
  async ask(question: Question): Promise<unknown> {
    this.#halt.check();
    if (this.#closed) throw new StoreFault('unavailable');
    const [first, ...others] = this.#desks;
    let desk = known(first, 'a reader');
    for (const other of others) if (other.busy < desk.busy) desk = other;
    return await desk.ask(question);
  }

  /** Takes no more questions. */
  stop(): void {
    this.#closed = true;
  }

  /** Waits for what is under way and ends the readers. */
  async close(): Promise<void> {
    this.stop();
    await Promise.all(this.#desks.map((desk) => desk.close()));
  }
}
