/** Fetches further messages before one comes to the end of those that are loaded. */
import type { Thread, Window } from '@kith/client/chat';
import { useEffect } from 'react';
import type { List } from './use-list.ts';

/** So many rows from an end, the next page is fetched. */
const aheadRows = 12;

export interface PagingOptions {
  readonly thread: Thread;
  readonly window: Window;
  readonly list: List;
  readonly isSettled: boolean;
}

export function usePaging({ thread, window, list, isSettled }: PagingOptions): void {
  const { items, hasBefore, hasAfter, loading, error, state } = window;
  const canAsk = isSettled && loading === null && error === null && state === 'live' && items.length > 0;
  const { startIndex = 0, endIndex = 0 } = list.range ?? {};
  const wantsBefore = canAsk && hasBefore && startIndex < aheadRows;
  const wantsAfter = canAsk && hasAfter && endIndex > list.options.count - aheadRows;
  useEffect(() => {
    if (wantsBefore) void thread.before().catch(() => undefined);
    else if (wantsAfter) void thread.after().catch(() => undefined);
  }, [thread, wantsBefore, wantsAfter]);
}
