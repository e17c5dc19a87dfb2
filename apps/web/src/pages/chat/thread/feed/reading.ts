/** Marks a chat as read: only while somebody looks at its end. */
import type { ChatEntry, Thread } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { useEffect, useState } from 'react';
import { useDesk } from '../desk.tsx';
import { isAttending, useAttending } from './attending.ts';
import { type Divider, dividerAfter, dividerAtFirst, dividerHeld } from './divider.ts';

export interface Reading {
  readonly divider: number | null;
  readonly markUnread: (seq: number) => void;
}

export function useReading(thread: Thread, entry: ChatEntry, isAtEnd: boolean): Reading {
  const { chats, chat } = useDesk();
  const [divider, setDivider] = useState<Divider>(() => dividerAtFirst(entry));
  const attends = useAttending();
  const lastSeq = useReadable(thread, thread.get(), lastSeqOf);

  useEffect(
    () =>
      chats.arrivals.subscribe((message) => {
        if (message.chat !== chat.id) return;
        const read = chat.entry.get()?.read ?? 0;
        const isAttendingNow = isAttending();
        setDivider((before) => dividerAfter(before, { isAttending: isAttendingNow, read }));
      }),
    [chats, chat],
  );

  const { read, isRequest } = entry;
  const isRead = attends && isAtEnd && !divider.isHeld && !isRequest && lastSeq > read;
  useEffect(() => {
    if (isRead) chat.markRead(lastSeq);
  }, [chat, isRead, lastSeq]);

  const markUnread = (seq: number) => {
    setDivider(dividerHeld(seq));
    chat.markUnread(seq);
  };
  return { divider: divider.behind, markUnread };
}

/** Of the last thing that the server has; 0 where the window does not reach the end of the chat. */
function lastSeqOf({ items, hasAfter, state }: ReturnType<Thread['get']>): number {
  if (hasAfter || state !== 'live') return 0;
  return items.findLast(({ seq }) => seq !== null)?.seq ?? 0;
}
