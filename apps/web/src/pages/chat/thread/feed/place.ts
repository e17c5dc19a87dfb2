/** Where a feed stands: at first where one begins, then wherever one asks to go. */
import type { Thread, Window } from '@kith/client/chat';
import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { type Aim, aimAt, rowOf } from './aim.ts';
import type { Row } from './rows.ts';
import type { List } from './use-list.ts';

/** How long a message shows that it is the one. */
const foundMs = 2500;

/** The list goes to a row by its number while it measures what lies on the way: until then no rows may come before it. */
const settleMs = 250;

/** What this device has kept is shown after this time, where the server does not say where one stood. */
const patienceMs = 1500;

export interface PlaceOptions {
  readonly thread: Thread;
  readonly window: Window;
  readonly rows: readonly Row[];
  readonly list: List;
  readonly begin: string | number | null | undefined;
}

export function usePlace({ thread, window, rows, list, begin }: PlaceOptions) {
  const [aim, setAim] = useState<Aim | null>(null);
  const [isBegun, setIsBegun] = useState(false);
  if (!isBegun && begin !== undefined) {
    setIsBegun(true);
    setAim(aimAt(begin));
  }
  const [asked, setAsked] = useState<Aim | null>(null);
  const [isPlaced, setIsPlaced] = useState(false);
  const [isSettled, setIsSettled] = useState(false);
  const [found, setFound] = useState<string | null>(null);
  const { state } = window;
  const index = aim === null || state === 'first' ? undefined : rowOf(aim, window, rows);

  useLayoutEffect(() => {
    if (aim === null) return;
    if (index === undefined) {
      // It was asked for and is not there: one stands at the end of what is.
      if (asked === aim && window.loading === null) setAim(toTheEnd);
      return;
    }
    if (index >= 0 && aim.to === 'end') list.scrollToEnd();
    else if (index >= 0) list.scrollToIndex(index, { align: aim.to === 'message' ? 'center' : 'start' });
    if (aim.to === 'message') setFound(rows[index]?.key ?? null);
    setAim(null);
    setIsPlaced(true);
    setIsSettled(false);
  }, [aim, asked, index, window.loading, rows, list]);

  const isMissing = aim !== null && aim !== asked && index === undefined;
  useEffect(() => {
    if (!isMissing || state !== 'live') return;
    const fetched =
      aim.to === 'end' ? thread.latest() : thread.around(aim.to === 'message' ? aim.id : aim.behind);
    fetched.then(
      () => setAsked(aim),
      () => setAsked(aim),
    );
  }, [isMissing, state, aim, thread]);
  const isAwaited = (isMissing || !isBegun) && state === 'cached';
  useEffect(() => {
    if (!isAwaited) return;
    const timer = setTimeout(() => {
      setIsBegun(true);
      setAim(toTheEnd);
    }, patienceMs);
    return () => clearTimeout(timer);
  }, [isAwaited]);

  useEffect(() => {
    if (!isPlaced || isSettled) return;
    const timer = setTimeout(() => setIsSettled(true), settleMs);
    return () => clearTimeout(timer);
  }, [isPlaced, isSettled]);

  useEffect(() => {
    if (found === null) return;
    const timer = setTimeout(() => setFound(null), foundMs);
    return () => clearTimeout(timer);
  }, [found]);

  const goTo = useCallback((id: string) => setAim({ to: 'message', id }), []);
  const toEnd = useCallback(() => setAim({ to: 'end' }), []);
  return { isPlaced, isSettled, found, goTo, toEnd };
}

const toTheEnd: Aim = { to: 'end' };
