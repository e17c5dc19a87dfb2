/** The virtual list of a feed: draws what is in view, and keeps what one reads where it stands. */
import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { guessedHeight, headOf, type Row } from './rows.ts';

/** Within this distance from the end, what comes is followed. */
const endPixels = 80;

/** Room above the first row, for what is said of the messages before it. */
const topPixels = 56;

export interface ListOptions {
  readonly rows: readonly Row[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The rows end where the chat does: what is appended there may be followed. */
  readonly isLive: boolean;
  /** The row that has the focus is drawn wherever it is. */
  readonly kept: string | null;
}

export type List = Virtualizer<HTMLDivElement, HTMLElement>;

export function useList({ rows, scroller, isLive, kept }: ListOptions): List {
  const keptIndex = kept === null ? -1 : rows.findIndex(({ key }) => key === kept);
  const list = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    rangeExtractor: useCallback((range: Range) => withKept(range, keptIndex), [keptIndex]),
    overscan: 6,
    anchorTo: 'end',
    followOnAppend: isLive,
    scrollEndThreshold: endPixels,
    paddingStart: topPixels,
    paddingEnd: 8,
    scrollPaddingStart: topPixels,
    scrollPaddingEnd: 8,
  });
  const holds = useHolding(rows);
  list.shouldAdjustScrollPositionOnItemSizeChange = holds;
  return list;
}

function heightOf(row: Row | undefined): number {
  return row === undefined ? 0 : guessedHeight(row);
}

function withKept(range: Range, kept: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (kept < 0 || indexes.includes(kept)) return indexes;
  return [...indexes, kept].sort((a, b) => a - b);
}

/**
 * Says of a row whose height changes whether the list scrolls along, so that what stands below it stays.
 *
 * What ends above the view always does. What begins above it does when it is measured first. And so does a row in view
 * that lost or gained what stands on top of it, a name or a day, because rows came before it.
 */
function useHolding(rows: readonly Row[]) {
  const heads = useRef<ReadonlyMap<string, string>>(new Map());
  // Until they are measured anew.
  const reheaded = useRef(new Set<string>());
  const measured = useRef(new Set<string>());
  const seen = useRef<readonly Row[]>([]);
  if (seen.current !== rows) {
    seen.current = rows;
    const now = new Map(rows.map((row) => [row.key, headOf(row)]));
    for (const [key, head] of now) {
      const before = heads.current.get(key);
      if (before !== undefined && before !== head) reheaded.current.add(key);
    }
    heads.current = now;
  }
  // How far rows in view have moved the list in this turn: those above are measured in the same one, before or after.
  const shift = useRef(0);
  return useCallback((item: VirtualItem, delta: number, list: List): boolean => {
    const key = String(item.key);
    const isFirst = !measured.current.has(key);
    measured.current.add(key);
    const isReheaded = reheaded.current.delete(key);
    const offset = (list.scrollOffset ?? 0) - shift.current;
    if (item.end <= offset) return true;
    if (isFirst) return item.start < offset;
    if (!isReheaded || item.start >= offset + (list.scrollRect?.height ?? 0)) return false;
    shift.current += delta;
    queueMicrotask(() => {
      shift.current = 0;
    });
    return true;
  }, []);
}

/** Keeps the end in view while the room for the list changes: a text that is written grows, a keyboard comes. */
export function useKeptEnd(scroller: RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let height = element.clientHeight;
    const watch = new ResizeObserver(() => {
      // As it was before: by now everything else knows the new room.
      const below = element.scrollHeight - element.scrollTop - height;
      height = element.clientHeight;
      if (below <= endPixels) element.scrollTop = element.scrollHeight;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [scroller]);
}

/** Whether the end is in view, or nearly, once the list rests where it `canBe`; `tell` hears of each change. */
export function useEndShown(list: List, canBe: boolean, tell: (isShown: boolean) => void): boolean {
  const [isShown, setIsShown] = useState(false);
  // What the browser has drawn is asked after it has.
  useLayoutEffect(() => {
    const isNow = canBe && list.isAtEnd();
    if (isNow === isShown) return;
    setIsShown(isNow);
    tell(isNow);
  });
  return isShown;
}
