/** The messages of a chat, or the answers to one: a list of which only the part in view is drawn. */
import type { Thread } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { type FocusEvent, type Ref, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useDesk } from '../desk.tsx';
import { Before } from './before.tsx';
import { DayChip } from './day.tsx';
import { useFeedKeys } from './feed-keys.ts';
import { Jump } from './jump.tsx';
import { usePaging } from './paging.ts';
import { usePlace } from './place.ts';
import { RowView } from './row-view.tsx';
import { rowsOf } from './rows.ts';
import { Top } from './top.tsx';
import { topDay } from './top-day.ts';
import { useEndShown, useKeptEnd, useList } from './use-list.ts';

/** What the pane around a feed may ask of it. */
export interface FeedHandle {
  /** Shows a message, wherever it is. */
  readonly goTo: (message: string) => void;
  /** Shows the end. */
  readonly toEnd: () => void;
}

export interface FeedProps {
  readonly thread: Thread;
  readonly label: string;
  /** What stands there while nothing was said. */
  readonly empty: string;
  /** What stands above the very first message. */
  readonly beginning?: string | null;
  /** Where one begins: a message; behind a seq; null: at the end; undefined: it is not known yet. Once known it holds. */
  readonly begin: string | number | null | undefined;
  /** The unread divider stands behind this seq. */
  readonly divider: number | null;
  /** Messages that were not read, for the way to the end. */
  readonly unread: number;
  /** The end came into view, or went. */
  readonly onEnd: (isAtEnd: boolean) => void;
  readonly ref?: Ref<FeedHandle>;
}

export function Feed({
  thread,
  label,
  empty,
  beginning = null,
  begin,
  divider,
  unread,
  onEnd,
  ref,
}: FeedProps) {
  const window = useReadable(thread, thread.get());
  const { items, hasBefore, hasAfter } = window;
  const { chat } = useDesk();
  const isDirect = useReadable(chat.entry, null)?.kind === 'direct';
  const rows = useMemo(
    () => rowsOf(items, { divider, hasBefore, isDirect }),
    [items, divider, hasBefore, isDirect],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const [last, setLast] = useState<string | null>(null);
  const list = useList({ rows, scroller, isLive: !hasAfter, kept: focused });
  const drawn = list.getVirtualItems();
  const { isPlaced, isSettled, found, goTo, toEnd } = usePlace({ thread, window, rows, list, begin });
  usePaging({ thread, window, list, isSettled });
  useKeptEnd(scroller);
  useImperativeHandle(ref, () => ({ goTo, toEnd }));
  const isEndShown = useEndShown(list, isSettled && !hasAfter, onEnd);

  const isDrawn = drawn.some(({ key }) => key === last);
  const tabStop = isDrawn ? last : (drawn.at(-1)?.key ?? null);
  const onKeyDown = useFeedKeys({ rows, list, scroller });
  const onFocus = ({ target }: FocusEvent) => {
    const key = target.closest('article')?.getAttribute('data-key') ?? null;
    setFocused(key);
    setLast(key);
  };

  const height = list.getTotalSize();
  // A short chat stands at the lower edge, beside the text that is written.
  const spare = Math.max(0, (list.scrollRect?.height ?? 0) - height);
  const offset = (list.scrollOffset ?? 0) - spare;
  const seen = drawn.flatMap(({ index, start, end }) => {
    const row = rows[index];
    return row === undefined ? [] : [{ row, top: start - offset, bottom: end - offset }];
  });
  const day = isPlaced && spare === 0 ? topDay(seen) : null;
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        className={`h-full overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none] ${isPlaced ? '' : 'invisible'}`}
      >
        <div className="relative w-full" style={{ height: height + spare }}>
          <Top
            window={window}
            beginning={rows.length === 0 ? null : beginning}
            at={spare}
            onRetry={() => void thread.before()}
          />
          <div
            role="feed"
            aria-label={label}
            aria-busy={window.loading !== null}
            onKeyDown={onKeyDown}
            onFocus={onFocus}
            onBlur={() => setFocused(null)}
          >
            {drawn.map(({ key, index, start }) => {
              const row = rows[index];
              if (row === undefined) return null;
              return (
                <RowView
                  key={key}
                  row={row}
                  index={index}
                  setSize={hasBefore || hasAfter ? -1 : rows.length}
                  top={start + spare}
                  isTabStop={row.key === tabStop}
                  isFound={row.key === found}
                  measure={list.measureElement}
                />
              );
            })}
          </div>
        </div>
      </div>
      {day !== null && <DayChip at={day} />}
      {!isPlaced && <Before window={window} onRetry={() => void thread.latest()} />}
      {rows.length === 0 && window.state === 'live' && (
        <p className="pointer-events-none absolute inset-0 flex items-center justify-center p-6 text-center text-soft">
          {empty}
        </p>
      )}
      {isSettled && rows.length > 0 && !isEndShown && <Jump unread={unread} onJump={toEnd} />}
    </div>
  );
}
