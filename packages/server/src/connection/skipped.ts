/** What a resuming reader skips: events of chats of which it missed more than it wants replayed. */
import type { Notifications, Position } from '@kith/protocol';
import type { Skip } from '../domain/reading.ts';
import type { KnownDevice } from '../hub/directory.ts';
import { limitedIn, type SkippedGap } from '../log/gap.ts';
import type { Tail } from '../log/tail.ts';
import type { Store } from '../store/port.ts';

/** What is not replayed, and what of that the reader has yet to be told. */
export interface Skipped {
  readonly skips: readonly Skip[];
  readonly told: readonly Notifications['limited'][];
}

/** Finds what is skipped: by the cursor where it stands in a gap, else by the limit that is asked for. */
export async function skippedIn(
  { store, tail }: { store: Store; tail: Tail },
  { user }: Pick<KnownDevice, 'user'>,
  { position, gap, limit }: { position: Position; gap?: SkippedGap | undefined; limit?: number | undefined },
): Promise<Skipped | undefined> {
  const after = position.offset;
  // Where no more happened at all, no chat has more.
  const isAsked = limit !== undefined && tail.head.offset - after > limit;
  const asked = gap ?? (isAsked ? { after, limit } : undefined);
  if (user === null || asked === undefined) return undefined;
  const { skips, head } = await store.read('reachOf', { user: user.id, after, gap: asked });
  // What is live reads from behind all that is skipped.
  await tail.reached(head.offset);
  if (gap !== undefined) return { skips, told: [] };
  const judged = { after, upTo: head.offset, check: head.check, limit: asked.limit };
  return { skips, told: limitedIn(judged, skips, position) };
}
