/** What a search of messages has found so far, page by page. Pure. */
import type { Chats, Hit } from '@kith/client/chat';

type Page = Awaited<ReturnType<Chats['search']>>;

/** What was asked, and where. */
export interface Asked {
  readonly query: string;
  /** Null: in all chats. */
  readonly chat: string | null;
}

export interface Hits {
  /** Null: nothing has been answered. */
  readonly asked: Asked | null;
  readonly list: readonly Hit[];
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
}

export const noHits: Hits = { asked: null, list: [], next: null };

/** A page goes behind those of its own search, and a first one in the place of all. */
export function withPage(hits: Hits, asked: Asked, page: Page, before: string | undefined): Hits {
  if (before === undefined) return { asked, list: page.hits, next: page.next };
  if (hits.asked !== asked || hits.next !== before) return hits;
  return { asked, list: [...hits.list, ...page.hits], next: page.next };
}
