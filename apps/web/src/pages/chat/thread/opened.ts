/** A thread of messages that is open as long as a component is. */
import type { Thread } from '@kith/client/chat';
import { useEffect, useState } from 'react';

/** `open` is a constant for as long as the same messages are meant. Null: at first. */
export function useOpened(open: () => Thread): Thread | null {
  const [thread, setThread] = useState<Thread | null>(null);
  useEffect(() => {
    const opened = open();
    setThread(opened);
    return () => opened.close();
  }, [open]);
  return thread;
}
