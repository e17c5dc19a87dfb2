/** Housekeeping: what the server does by itself as time goes by. */
import type { Cancel, Clock } from '../base/clock.ts';
import { batch } from '../domain/deadlines.ts';
import type { CommandParams, CommandResult } from '../domain/deciders.ts';
import type { Tail } from '../log/tail.ts';
import type { Store } from '../store/port.ts';

/** Devices that never joined a user are forgotten after this. */
const unjoinedMs = 30 * 24 * 60 * 60 * 1000;

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** Links live three minutes; what waits on them should hear of the end soon after. */
const linksMs = 5_000;

/** What readers have read is told at most every two seconds each, and what had to wait soon after. */
const receiptsMs = 1_000;

/** What deleted users and chats left behind is blanked soon after; they themselves are gone at once. */
const blankMs = 10_000;

/** How often answers that have run out are forgotten; anyone can be refused as often as the rates allow. */
const answersMs = 60_000;

/** Between two batches of one sweep, so that commands in between need not wait long. */
const pauseMs = 50;

export interface HousekeepingMeans {
  readonly store: Store;
  readonly tail: Tail;
  readonly clock: Clock;
  /** Days that events are kept; 0: for ever. */
  readonly retentionDays: number;
  readonly onError: (error: unknown, task: string) => void;
}

/** Starts the timers; returns what stops them. */
export function keepHouse(means: HousekeepingMeans): Cancel {
  const { clock, onError } = means;
  const every = (periodMs: number, task: string, work: () => Promise<unknown>) =>
    clock.every(periodMs, () => void work().catch((error: unknown) => onError(error, task)));
  const stops = [
    every(linksMs, 'links', () => sweep(means, 'links.expire', () => ({}))),
    every(receiptsMs, 'receipts', () => sweep(means, 'receipts.show', () => ({}))),
    every(hourMs, 'devices', () =>
      sweep(means, 'devices.expire', () => ({ before: clock.now() - unjoinedMs })),
    ),
    every(blankMs, 'accounts', () => sweep(means, 'account.blank', () => ({}))),
    every(blankMs, 'chats', () => sweep(means, 'chats.blank', () => ({}))),
    every(answersMs, 'answers', () => means.store.trim(0)),
    every(hourMs, 'retention', () => trimOld(means)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

type Sweep = 'links.expire' | 'receipts.show' | 'devices.expire' | 'account.blank' | 'chats.blank';

/** Runs a sweep until fewer rows were due than it takes at once. */
async function sweep<N extends Sweep>(
  { store, clock }: Pick<HousekeepingMeans, 'store' | 'clock'>,
  name: N,
  params: () => CommandParams<N>,
): Promise<void> {
  for (;;) {
    const outcome = await store.execute({ name, params: params(), actor: { kind: 'system' } });
    if (!outcome.ok || (outcome.result as CommandResult<Sweep>).due < batch) return;
    await new Promise<void>((go) => clock.after(pauseMs, go));
  }
}

/** Trims what is older than the operator wants to keep. */
async function trimOld({ store, tail, clock, retentionDays }: HousekeepingMeans): Promise<void> {
  if (retentionDays === 0) return;
  const offset = await store.read('offsetBefore', { at: clock.now() - retentionDays * dayMs });
  await store.trim(offset);
  tail.trim(offset);
}
