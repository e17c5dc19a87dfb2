/** Where in the chats one is: what the address says of it, and how it is said there. */

/** What stands beside the thread, or on a phone in its place. */
export type Side = 'info' | 'search';

export interface Place {
  /** Null: the list alone. */
  readonly chat: string | null;
  /** The message that a link goes to. */
  readonly message: string | null;
  readonly side: Side | null;
  /** What the search begins with. */
  readonly query: string | null;
}

const sides: readonly string[] = ['info', 'search'] satisfies readonly Side[];

/** `c=cht_…&m=msg_…&side=info` → the place. */
export function placeIn(search: string): Place {
  const params = new URLSearchParams(search);
  const chat = params.get('c') || null;
  const side = params.get('side') ?? '';
  const shown = sides.includes(side) ? (side as Side) : null;
  return {
    chat,
    message: chat === null ? null : params.get('m') || null,
    // There is nothing to tell of no chat.
    side: shown === 'info' && chat === null ? null : shown,
    query: shown === 'search' ? params.get('q') || null : null,
  };
}

/** The address of a place. */
export function addressOf({ chat, message = null, side = null, query = null }: Partial<Place>): string {
  const params = new URLSearchParams();
  if (chat) params.set('c', chat);
  if (chat && message !== null) params.set('m', message);
  if (side !== null) params.set('side', side);
  if (side === 'search' && query !== null) params.set('q', query);
  const search = params.toString();
  return search === '' ? '/chat' : `/chat?${search}`;
}
