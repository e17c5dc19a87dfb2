/** What the history of a setting shows: each entry with what can be done about it. */
import type { HistoryEntry } from '@kith/client';
import type { Json } from '../json.ts';

export interface Line {
  readonly entry: string;
  /** What it was set to; undefined: it was taken back. */
  readonly value: Json | undefined;
  readonly device: string | null;
  readonly editedAt: number;
  /** `lost`: a later edit stood, and nobody saw it. `now`: it is what stands. */
  readonly state: 'now' | 'past' | 'lost';
  readonly isRestored: boolean;
}

/** Newest first, as the server gives them. */
export function linesOf(entries: readonly HistoryEntry[]): readonly Line[] {
  const now = entries.find(({ rev }) => rev !== null)?.entry;
  return entries.map(({ entry, new: value, rev, device, editedAt, cause }) => ({
    entry,
    value: value as Json | undefined,
    device,
    editedAt,
    state: rev === null ? 'lost' : entry === now ? 'now' : 'past',
    isRestored: cause === 'restore',
  }));
}
