/** What a search for channels has found so far, page by page. Pure. */
import type { Chats } from '@kith/client/chat';

type Page = Awaited<ReturnType<Chats['discover']>>;

export type Channel = Page['chats'][number];

export interface Found {
  /** Of which search; null: none has been answered. */
  readonly words: string | null;
  readonly chats: readonly Channel[];
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
}

export const nothingFound: Found = { words: null, chats: [], next: null };

/** A page goes behind those of its own search, and a first one in the place of all. */
export function withMore(before: Found, words: string, page: Page, after: string | undefined): Found {
  if (after === undefined) return { words, ...page };
  // Somebody has searched for something else meanwhile.
  if (before.words !== words || before.next !== after) return before;
  return { words, chats: [...before.chats, ...page.chats], next: page.next };
}
