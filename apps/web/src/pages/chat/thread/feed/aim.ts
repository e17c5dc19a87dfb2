/** A place in a chat that somebody wants to see, and which row it is. */
import type { Window } from '@kith/client/chat';
import type { Row } from './rows.ts';

export type Aim =
  | { readonly to: 'end' }
  | { readonly to: 'message'; readonly id: string }
  | { readonly to: 'unread'; readonly behind: number };

/** A message by its id, what is unread behind a seq, or the end. */
export function aimAt(place: string | number | null): Aim {
  if (place === null) return { to: 'end' };
  return typeof place === 'string' ? { to: 'message', id: place } : { to: 'unread', behind: place };
}

/** The index of the row; -1: there is none, and will be none; undefined: it is not loaded. */
export function rowOf(
  aim: Aim,
  { hasAfter, hasBefore, items }: Window,
  rows: readonly Row[],
): number | undefined {
  switch (aim.to) {
    case 'end':
      return hasAfter ? undefined : rows.length - 1;
    case 'message': {
      const index = rows.findIndex((row) => row.kind === 'message' && row.message.id === aim.id);
      return index < 0 ? undefined : index;
    }
    case 'unread': {
      const index = rows.findIndex((row) => row.isUnreadFirst);
      if (index >= 0) return index;
      // All behind the place is loaded, and nothing of it is unread any more.
      const [first] = items;
      const isLoaded = !hasBefore || (first?.seq != null && first.seq <= aim.behind);
      return isLoaded && !hasAfter ? rows.length - 1 : undefined;
    }
  }
}
