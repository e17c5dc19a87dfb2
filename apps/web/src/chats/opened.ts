/** The chats of this page's client: fetched after the first paint, since no page but their own waits for them. */
import { Cell, type Client, type Readable } from '@kith/client';
import type { Chats } from '@kith/client/chat';
import { useKith, useReadable } from '@kith/client/react';
import { useEffect } from 'react';

const opened = new Cell<Chats | null>(null);
let isOpening = false;

/** Once for the page. A code that could not be fetched is asked for again by the next who needs it. */
async function fetchChats(kith: Client): Promise<void> {
  if (isOpening) return;
  isOpening = true;
  try {
    const { openChats } = await import('@kith/client/chat');
    opened.set(openChats(kith));
  } catch {
    isOpening = false;
  }
}

/** Null: they are not fetched yet. `isNeeded`: at once, rather than when the page has been painted. */
export function useOpenedChats(isNeeded = false): Chats | null {
  const kith = useKith();
  useEffect(() => {
    if (isNeeded) {
      void fetchChats(kith);
      return;
    }
    const timer = setTimeout(() => void fetchChats(kith));
    return () => clearTimeout(timer);
  }, [kith, isNeeded]);
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
