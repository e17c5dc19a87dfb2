/** Where focus goes when one goes from one place in the chats to another. */
import { useRef } from 'react';
import type { Place } from '../../chats/place.ts';
import { useArrival } from '../../shell/arrival.ts';
import { headedPane, type Pane, type Room } from './room.ts';

/** The heading of each pane. */
export const headingId: Readonly<Record<Pane, string>> = {
  list: 'chat-list-heading',
  thread: 'chat-thread-heading',
  side: 'chat-side-heading',
};

/** The field of a search takes focus before its heading. */
export const searchFieldId = 'chat-search-field';

/** The row of a chat in the list. */
export function rowId(chat: string): string {
  return `chat-row-${chat}`;
}

/** The button that opens what stands beside the thread. */
export function openerId(side: string): string {
  return `chat-open-${side}`;
}

export function usePlaceArrival(place: Place, room: Room): void {
  const last = useRef(place);
  useArrival(`${place.chat} ${place.side}`, () => {
    const from = last.current;
    last.current = place;
    return elementAt(targets(from, place, room));
  });
}

/** Ids of what may take focus, the best first. */
export function targets(from: Place, to: Place, room: Room): readonly string[] {
  const heading = headingId[headedPane(to, room)];
  if (to.side === 'search') return [searchFieldId, heading];
  if (to.side !== null) return [headingId.side, heading];
  const isSame = from.chat === to.chat;
  if (isSame && from.side !== null) return [openerId(from.side), heading];
  if (to.chat === null && from.chat !== null) return [rowId(from.chat), heading];
  return [heading];
}

function elementAt(ids: readonly string[]): HTMLElement | null {
  for (const id of ids) {
    const element = document.getElementById(id);
    if (element?.checkVisibility({ visibilityProperty: true }) === true) return element;
  }
  return null;
}
