/** Sends edits: one batch at a time, at their pace, with the same ids and bodies until each has its outcome. */
import type { ErrorCode, Result } from '@kith/protocol';
import { backoffMs } from '../connection/backoff.ts';
import type { Environment } from '../environment/environment.ts';
import { KithError } from '../errors.ts';
import { type Cancel, Listeners, until } from '../observable.ts';
import { Pace } from './pace.ts';
import { nameOf, type Place } from './place.ts';
import {
  answered,
  isUnsaved,
  type Op,
  type OpResult,
  type Row,
  reissued,
  seenUpTo,
  taken,
  wireOp,
} from './row.ts';
import type { PlacedRow, Table } from './table.ts';

/** What became of an edit that does not stand. */
export interface Outcome extends Place {
  readonly op: Op;
  readonly outcome: 'superseded' | 'skipped' | 'rejected';
  readonly code?: ErrorCode | undefined;
  readonly hint?: string | undefined;
}

export interface SenderMeans {
  readonly environment: Pick<Environment, 'now' | 'after' | 'random'>;
  readonly table: Table;
  /** Sends over the connection; rejects with it. */
  readonly send: (params: object) => Promise<Result<'settings.set'>>;
  /** Whether edits may go now: connected, with a user and its state. */
  readonly isOpen: () => boolean;
  /** When the server was last heard, by this machine's clock. */
  readonly contactAt: () => number;
  readonly onStaleLogin: () => void;
  /** Somebody wants to be sure of what was edited. */
  readonly onFlush: () => void;
  readonly newId: () => string;
  readonly limits: () => { readonly settingOps: number; readonly frameBytes: number };
}

/** Codes that say nothing of the op: it is sent again ([K4]). */
const passing: readonly (ErrorCode | undefined)[] = [
  'rate-limited',
  'overloaded',
  'storage-full',
  'unavailable',
  'internal',
];

/** An edit over one that another tab sends is sent behind it, unless that takes so long. */
const turnMs = 1000;

export class Sender {
  /** Edits that did not come to stand. */
  readonly outcomes = new Listeners<Outcome>();
  readonly #means: SenderMeans;
  readonly #pace = new Pace();
  /** Ops that must not wait for their turn. */
  readonly #urgent = new Set<string>();
  #isBusy = false;
  #isAlone = false;
  #putOff = 0;
  #isDue = false;
  #end: Error | undefined;
  readonly #ends = new Listeners<Error>();
  #timer: Cancel | undefined;

  constructor(means: SenderMeans) {
    this.#means = means;
    means.table.dropped.subscribe(({ row, ...place }) => {
      for (const op of [row.flight, ...(row.queue ?? []), row.pending]) {
        if (op === undefined) continue;
        this.outcomes.tell({ ...place, op, outcome: 'rejected', code: 'unauthenticated' });
      }
    });
  }

  /** Something may be ready to go. All that is edited in one turn goes together. */
  nudge(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      void this.#pump();
    });
  }

  /**
   * Sends all there is without regard to pace; resolves when each of it is answered or dropped, rejects when this
   * client ends before that.
   */
  async flush(): Promise<void> {
    this.#means.onFlush();
    const ops = this.#unsaved();
    for (const { id } of ops) this.#urgent.add(id);
    this.nudge();
    // One that goes again under another id is still the same edit.
    const ids = new Set(ops.map(({ id, first }) => first ?? id));
    await this.holds(() => !this.#unsaved().some(({ id, first }) => ids.has(first ?? id)));
  }

  /** Resolves when that holds, now or after a change; rejects when this client ends before that. */
  async holds(isSo: () => boolean): Promise<void> {
    const { table } = this.#means;
    if (this.#end !== undefined && !isSo()) throw this.#end;
    await until({ get: isSo, subscribe: table.changes.subscribe }, (it): it is true => it, this.#ends);
  }

  /** Nothing is sent any more, until `begin`; whoever waits is told why. */
  stop(why: Error): void {
    this.#end = why;
    this.#timer?.();
    this.#ends.tell(why);
  }

  /** After a stop: somebody is here again. */
  begin(): void {
    this.#end = undefined;
    this.nudge();
  }

  #unsaved(): readonly Op[] {
    return this.#means.table.unsettled.flatMap(({ row: { flight, queue = [], pending } }) =>
      [flight, ...queue, pending].filter((op) => op !== undefined),
    );
  }

  async #pump(): Promise<void> {
    this.#timer?.();
    this.#timer = undefined;
    if (this.#isBusy || this.#end !== undefined || !this.#means.isOpen()) return;
    const batch = this.#batch();
    const [first] = batch;
    if (first === undefined) return;
    this.#isBusy = true;
    const { environment, contactAt, send } = this.#means;
    const now = environment.now();
    const ops = batch.flatMap(({ row, key, scope }) =>
      row.flight === undefined ? [] : [wireOp(row.flight, { key, scope, now, contactAt: contactAt() })],
    );
    try {
      const { results } = await send({ app: first.app, ops });
      this.#isBusy = false;
      this.#settle(batch, results);
    } catch (error) {
      this.#isBusy = false;
      this.#refused(batch, error);
    }
  }

  /** What was under way goes again before anything new; then what is ready, of one app, in the order of the edits. */
  #batch(): readonly PlacedRow[] {
    const { table, environment } = this.#means;
    const now = environment.now();
    this.#pace.tidy(now);
    const again = table.unsettled.filter(({ row }) => row.flight !== undefined);
    if (again.length > 0) return this.#fitting(again);
    this.#isAlone = false;
    const waiting = table.unsettled.filter(({ row }) => row.pending !== undefined);
    const waits = waiting.map((placed) => this.#waitMs(placed, now));
    const ready = waiting.filter((_, index) => waits[index] === 0);
    if (ready.length === 0) {
      if (waits.length > 0) this.#nudgeIn(Math.min(...waits));
      return [];
    }
    return this.#fitting(ready).map((placed) => this.#take(placed, now));
  }

  #waitMs(placed: PlacedRow, now: number): number {
    const { pending, echoes = [] } = placed.row;
    if (pending === undefined || this.#urgent.has(pending.id)) return 0;
    const paceMs = this.#pace.waitMs(nameOf(placed), now, pending.isPreviewed);
    const isSecond = echoes.some(({ op, rev }) => rev === undefined && op.order < pending.order);
    const sinceMs = now - pending.editedAt;
    return isSecond && sinceMs >= 0 ? Math.max(paceMs, turnMs - sinceMs) : paceMs;
  }

  #take(placed: PlacedRow, now: number): PlacedRow {
    const { table } = this.#means;
    table.update(placed, taken);
    this.#pace.sent(nameOf(placed), now);
    const row = table.row(placed);
    if (row.flight !== undefined) this.#urgent.delete(row.flight.id);
    return { ...placed, row };
  }

  /** As many of one app as one call may hold. The first goes whatever its size: the server says so if it is too large. */
  #fitting(rows: readonly PlacedRow[]): readonly PlacedRow[] {
    const { settingOps, frameBytes } = this.#means.limits();
    const most = this.#isAlone ? 1 : settingOps;
    const fitting: PlacedRow[] = [];
    let bytes = 0;
    for (const placed of rows) {
      if (placed.app !== rows[0]?.app) continue;
      bytes += sizeOf(placed.row);
      if (fitting.length === most || (fitting.length > 0 && bytes > frameBytes)) break;
      fitting.push(placed);
    }
    return fitting;
  }

  #settle(batch: readonly PlacedRow[], results: readonly OpResult[]): void {
    const { table } = this.#means;
    let isPutOff = false;
    for (const { row, ...place } of batch) {
      const op = row.flight;
      const result = results.find(({ id }) => id === op?.id);
      // A reset or a sign-out may have taken the op away meanwhile.
      if (op === undefined || table.row(place).flight?.id !== op.id) continue;
      // What was passed over is asked for again, but never at once.
      if (result === undefined || (result.outcome === 'rejected' && passing.includes(result.code))) {
        isPutOff = true;
        continue;
      }
      const { outcome, code, hint } = result;
      if (code === 'conflict') {
        table.update(place, (it) => reissued(it, this.#means.newId));
        continue;
      }
      // What it tells of may have been told already: then no event follows that would end it.
      table.update(place, (it) => seenUpTo(answered(it, result), table.toldUpTo));
      if (outcome === 'applied' || outcome === 'same') continue;
      this.outcomes.tell({ ...place, op, outcome, code, hint });
    }
    if (isPutOff) this.#again(undefined);
    else {
      this.#putOff = 0;
      this.nudge();
    }
  }

  /** The call as a whole was refused: nothing is certain, unless it never will be accepted. */
  #refused(batch: readonly PlacedRow[], error: unknown): void {
    const isRefusal = error instanceof KithError;
    if (!isRefusal || error.retry === 'later') this.#again(isRefusal ? error.retryAfterMs : undefined);
    else if (error.retry === 'after-login') this.#means.onStaleLogin();
    else if (batch.length > 1) {
      // One of them is at fault: each goes alone, so that it takes no other with it.
      this.#isAlone = true;
      this.nudge();
    } else {
      const { code, hint } = error;
      const outcome = 'rejected' as const;
      const results = batch.map(({ row }) => ({ id: row.flight?.id ?? '', outcome, code, hint }));
      this.#settle(batch, results);
    }
  }

  #again(retryAfterMs: number | undefined): void {
    // Without a connection the next one nudges.
    if (!this.#means.isOpen()) return;
    this.#putOff += 1;
    this.#nudgeIn((retryAfterMs ?? 100) + backoffMs(this.#putOff, this.#means.environment.random()));
  }

  #nudgeIn(ms: number): void {
    this.#timer?.();
    this.#timer = this.#means.environment.after(ms, () => this.nudge());
  }
}

function sizeOf({ flight, pending }: Row): number {
  const op = flight ?? pending;
  return 512 + new TextEncoder().encode(JSON.stringify(op?.value ?? null)).length;
}

/** Settings whose newest edit is not stored yet. */
export function unsavedIn(table: Table): number {
  return table.unsettled.filter(({ row }) => isUnsaved(row)).length;
}
