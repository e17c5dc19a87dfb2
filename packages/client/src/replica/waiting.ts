/** The links that devices redeemed and nobody answered yet, as snapshots and events tell them. */
import type { EventData, Snapshot } from '@kith/protocol';
import { kept } from '../same.ts';

export type WaitingLink = Snapshot['links'][number];

/** A device showed the code of a link. */
export function redeemed(
  waiting: readonly WaitingLink[],
  data: EventData<'link.redeemed'>,
  at: number,
): readonly WaitingLink[] {
  return [...waiting, { ...data, at }];
}

/** A link was approved or denied, or it expired. */
export function over(
  waiting: readonly WaitingLink[],
  { link }: EventData<'link.approved' | 'link.denied' | 'link.expired'>,
): readonly WaitingLink[] {
  return kept(
    waiting,
    waiting.filter((it) => it.link !== link),
  );
}
