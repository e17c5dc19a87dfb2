/** A device as SETTINGS describes its client: confirmed state from events, one op pending a setting, age at send. */
import type { LoggedEvent } from '../../packages/server/src/domain/state.ts';
import type { Answer, Op } from './model.ts';
import { type Reading, toldBy } from './reading.ts';

/** What a person asks for. */
export interface Wish {
  readonly key: string;
  /** `undefined`: unset. */
  readonly value: unknown;
  readonly gesture?: string;
  readonly ifBase?: true;
}

/** An op that has not been answered. */
export interface Pending extends Omit<Op, 'ageMs'> {
  /** When the person made it, on the device's clock. */
  readonly editedAt: number;
  /** The same in true time, which no device knows. */
  readonly trulyAt: number;
}

/** Ops in one request. */
const batch = 4;

export class Client {
  readonly device: string;
  /** Position in the log up to which events were taken. */
  cursor = 0;
  /** What is added to true time on this device's clock. */
  clockError: number;
  online = true;
  /** Goes up with every connection; what was under way on an earlier one is gone. */
  connection = 0;
  /** Setting → value and rev by events alone; unset ones stay with their rev, `undefined` as value. */
  readonly #confirmed: Reading = new Map();
  inFlight: readonly Pending[] = [];
  #pending = new Map<string, Pending>();
  #acked = new Map<string, { id: string; base: number; rev: number }>();
  #ops = 0;
  #contactAt = 0;

  constructor(device: string, clockError: number) {
    this.device = device;
    this.clockError = clockError;
  }

  get idle(): boolean {
    return this.inFlight.length === 0 && this.#pending.size === 0;
  }

  /** The person edits; several edits before a send are one op, on the base of the first. */
  edit({ key, value, gesture, ifBase }: Wish, now: number): void {
    const waiting = this.#pending.get(key);
    const sent = this.inFlight.find((op) => op.key === key) ?? this.#acked.get(key);
    const after = waiting === undefined ? sent?.id : waiting.after;
    this.#pending.set(key, {
      id: waiting?.id ?? this.nextId(),
      key,
      ...(value === undefined ? { unset: true } : { value }),
      base: waiting?.base ?? sent?.base ?? this.#revOf(key),
      ...(after === undefined ? {} : { after }),
      ...(gesture === undefined ? {} : { gesture }),
      ...(ifBase === undefined ? {} : { ifBase }),
      editedAt: now + this.clockError,
      trulyAt: now,
    });
  }

  nextId(): string {
    this.#ops += 1;
    return `op${this.#ops}`;
  }

  /** Takes up to a batch of what is pending; false: there is nothing to send. */
  take(): boolean {
    if (this.inFlight.length === 0) {
      this.inFlight = [...this.#pending.values()].slice(0, batch);
      for (const { key } of this.inFlight) this.#pending.delete(key);
    }
    return this.inFlight.length > 0;
  }

  /** The ops in flight as they are sent now: same ids and bodies, ages anew. */
  request(now: number): readonly { readonly op: Op; readonly trulyAt: number }[] {
    return this.inFlight.map(({ editedAt, trulyAt, ...op }) => {
      const age = now + this.clockError - editedAt;
      // A clock that was set back makes no age; an old edit must not pass for a fresh one.
      return { op: { ...op, ageMs: age < 0 ? now - this.#contactAt : age }, trulyAt };
    });
  }

  /** The reply came. */
  acknowledge(answers: readonly Answer[]): void {
    for (const [index, { id, key, base }] of this.inFlight.entries()) {
      const { outcome, rev = 0 } = answers[index] ?? { outcome: 'lost' };
      const took = outcome === 'applied' || outcome === 'same';
      if (took && rev > this.#revOf(key)) this.#acked.set(key, { id, base, rev });
    }
    this.inFlight = [];
  }

  /** The next events of the log. */
  hear(events: readonly LoggedEvent[], now: number): void {
    this.#contactAt = now;
    for (const event of events) {
      this.cursor = event.offset;
      if (event.type !== 'setting.changed') continue;
      const { scope, key, value, rev = 0 } = toldBy(event);
      this.#confirmed.set(`${scope} ${key}`, { value, rev });
      this.#settle(event.seq);
    }
  }

  /** A snapshot in place of events; it does not tell what is unset. */
  reset(reading: Reading, { cursor, seq }: { cursor: number; seq: number }): void {
    this.#confirmed.clear();
    for (const [where, entry] of reading) this.#confirmed.set(where, entry);
    this.cursor = cursor;
    this.#settle(seq);
  }

  /** What it holds as confirmed. */
  reading(): Reading {
    return new Map([...this.#confirmed].filter(([, { value }]) => value !== undefined));
  }

  /** An acked op counts until its event was heard. */
  #settle(seq: number): void {
    for (const [key, { rev }] of this.#acked) if (rev <= seq) this.#acked.delete(key);
  }

  #revOf(key: string): number {
    return this.#confirmed.get(`user ${key}`)?.rev ?? 0;
  }
}
