/** The chats of this page's client: fetched when everything else is there, since no page but their own waits for them. */
import { Cell, type Client, type Readable } from '@kith/client';
import type { Chats } from '@kith/client/chat';
import { useKith, useReadable, useStatus, useUser } from '@kith/client/react';
import { useEffect } from 'react';

/** What a page itself needs has come by then. */
const pauseMs = 1500;

const opened = new Cell<Chats | null>(null);
let opening: Promise<Chats> | undefined;

/** The chats, fetched now where they are not here yet. Code that could not be fetched is asked for again. */
export function openedChats(kith: Client): Promise<Chats> {
  opening ??= fetched(kith).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function fetched(kith: Client): Promise<Chats> {
  const { openChats } = await import('@kith/client/chat');
  const chats = openChats(kith);
  opened.set(chats);
  return chats;
}

/** Null: they are not fetched yet. `isNeeded`: at once, rather than when the page has nothing else to do. */
export function useOpenedChats(isNeeded = false): Chats | null {
  const kith = useKith();
  const hasUser = useUser() !== null;
  const isLive = useStatus(({ name }) => name === 'live');
  const isDue = hasUser && (isNeeded || isLive);
  useEffect(() => {
    if (!isDue) return;
    const open = () => void openedChats(kith).catch(() => undefined);
    if (isNeeded) {
      open();
      return;
    }
    const timer = setTimeout(open, pauseMs);
    return () => clearTimeout(timer);
  }, [kith, isDue, isNeeded]);
  return useReadable(opened, null);
}

/** Something of the chats, and `before` until they are fetched; `before` is a constant. */
export function useOfChats<T>(of: (chats: Chats) => Readable<T>, before: Readable<T>): T {
  const chats = useOpenedChats();
  return useReadable(chats === null ? before : of(chats), before.get());
}

/** A value that never changes. */
export function constant<T>(value: T): Readable<T> {
  return { get: () => value, subscribe: () => () => undefined };
}
