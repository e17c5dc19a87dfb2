/** Which panes have room beside one another, and which of them has the heading of the page. */
import { useSyncExternalStore } from 'react';
import type { Place } from '../../chats/place.ts';

export type Pane = 'list' | 'thread' | 'side';

/** How many panes stand beside one another. */
export type Room = 1 | 2 | 3;

/** The pane that one came for: with less room it stands in the place of the others. */
function innermost({ chat, side }: Pick<Place, 'chat' | 'side'>): Pane {
  if (side !== null) return 'side';
  return chat === null ? 'list' : 'thread';
}

/** What shows: the list goes first, then the thread. */
export function shownPanes(place: Pick<Place, 'chat' | 'side'>, room: Room): readonly Pane[] {
  const pane = innermost(place);
  if (room === 1) return [pane];
  if (pane !== 'side') return ['list', 'thread'];
  return room === 2 ? ['list', 'side'] : ['list', 'thread', 'side'];
}

/** The one whose name is the page's. */
export function headedPane(place: Pick<Place, 'chat' | 'side'>, room: Room): Pane {
  const shown = shownPanes(place, room);
  if (place.chat !== null && shown.includes('thread')) return 'thread';
  // Beside an empty thread the list is the page, and so it is beside a search of all chats.
  return shown.includes('list') && place.chat === null ? 'list' : innermost(place);
}

const two = '(min-width: 48rem)';
const three = '(min-width: 80rem)';

function roomNow(): Room {
  if (matchMedia(three).matches) return 3;
  return matchMedia(two).matches ? 2 : 1;
}

function onRoom(listener: () => void): () => void {
  const queries = [matchMedia(two), matchMedia(three)];
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

export function useRoom(): Room {
  return useSyncExternalStore(onRoom, roomNow);
}
