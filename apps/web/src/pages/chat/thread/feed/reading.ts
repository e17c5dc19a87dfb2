/** Marks a chat as read: only while somebody looks at its end. */
import type { ChatEntry, Thread, Window } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { useEffect, useState } from 'react';
import { useDesk } from '../desk.tsx';
import { isAttending, useAttending } from './attending.ts';
import { type Divider, dividerAfter, dividerAtFirst, dividerHeld } from './divider.ts';

export interface Reading {
  /** Behind which seq the divider stands; null: nowhere; undefined: the server has yet to say what is unread. */
  readonly divider: number | null | undefined;
  readonly markUnread: (seq: number) => void;
}

export function useReading(thread: Thread, entry: ChatEntry, isAtEnd: boolean): Reading {
  const { chats, chat } = useDesk();
  const [divider, setDivider] = useState<Divider>();
  const attends = useAttending();
  const isLive = useReadable(thread, thread.get(), isOfServer);
  const lastSeq = useReadable(thread, thread.get(), lastSeqOf);
  // What this device has kept may be older than what came since.
  if (divider === undefined && isLive) setDivider(dividerAtFirst(entry));

  useEffect(
    () =>
      chats.arrivals.subscribe((message) => {
        if (message.chat !== chat.id) return;
        const read = chat.entry.get()?.read ?? 0;
        const isAttendingNow = isAttending();
        setDivider((before) => before && dividerAfter(before, { isAttending: isAttendingNow, read }));
      }),
    [chats, chat],
  );

  const { read, isRequest } = entry;
  const isRead = divider?.isHeld === false && attends && isAtEnd && !isRequest && lastSeq > read;
  useEffect(() => {
    if (isRead) chat.markRead(lastSeq);
  }, [chat, isRead, lastSeq]);

  const markUnread = (seq: number) => {
    setDivider(dividerHeld(seq));
    chat.markUnread(seq);
  };
  return { divider: divider?.behind, markUnread };
}

function isOfServer({ state }: Window): boolean {
  return state === 'live';
}

/** Of the last thing that the server has; 0 where the window does not reach the end of the chat. */
function lastSeqOf({ items, hasAfter, state }: Window): number {
  if (hasAfter || state !== 'live') return 0;
  return items.findLast(({ seq }) => seq !== null)?.seq ?? 0;
}
