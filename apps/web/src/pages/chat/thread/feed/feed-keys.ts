/** Keys of a feed: arrows go from message to message, Enter opens the menu of one. */
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { useActions } from '../actions.tsx';
import type { Row } from './rows.ts';
import type { List } from './use-list.ts';

export interface FeedKeysOptions {
  readonly rows: readonly Row[];
  readonly list: List;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

export function useFeedKeys({ rows, list, scroller }: FeedKeysOptions) {
  const { openMenu } = useActions();
  const wanted = useRef<string | null>(null);
  // The row may be drawn only after the list has scrolled to it.
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const element = articleOf(scroller.current, wanted.current);
    if (element === undefined) return;
    wanted.current = null;
    element.focus({ preventScroll: true });
  });
  return (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement)) return;
    const article = event.target.closest('article');
    if (article === null) return;
    const isOnControl = event.target !== article;
    const now = Number(article.dataset.index);
    const row = rows[now];
    if ((event.key === 'Enter' || event.key === 'ContextMenu') && !isOnControl) {
      event.preventDefault();
      if (row?.kind === 'message' && row.message.text !== null) openMenu(row.message, article);
      return;
    }
    const to = indexAfter(event, now, rows.length);
    const target = to === undefined ? undefined : rows[to];
    if (to === undefined || target === undefined) return;
    event.preventDefault();
    const element = articleOf(scroller.current, target.key);
    list.scrollToIndex(to, { align: 'auto' });
    if (element === undefined) wanted.current = target.key;
    else element.focus({ preventScroll: true });
  };
}

function articleOf(scroller: HTMLElement | null, key: string): HTMLElement | undefined {
  return [...(scroller?.querySelectorAll<HTMLElement>('article') ?? [])].find((it) => it.dataset.key === key);
}

/** Where a key leads; undefined: nowhere. */
function indexAfter(
  { key, altKey, ctrlKey, metaKey }: KeyboardEvent,
  now: number,
  count: number,
): number | undefined {
  if (altKey || metaKey) return undefined;
  switch (key) {
    case 'ArrowUp':
      return ctrlKey || now === 0 ? undefined : now - 1;
    case 'ArrowDown':
      return ctrlKey || now === count - 1 ? undefined : now + 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
