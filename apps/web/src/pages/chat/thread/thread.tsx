/** The messages of one chat and what can be done with them, in whatever room there is for it. */
import { useReadable } from '@kith/client/react';
import { useCallback } from 'react';
import { DeskProvider, useDesk } from './desk.tsx';
import { useOpened } from './opened.ts';
import { Pane } from './pane.tsx';
import { ThreadSkeleton } from './skeleton.tsx';

export interface ThreadProps {
  readonly chat: string;
  /** The id of a message to begin at; another one goes there. */
  readonly at: string | null;
}

export default function Thread({ chat, at }: ThreadProps) {
  return (
    <DeskProvider key={chat} id={chat}>
      <Opened at={at} />
    </DeskProvider>
  );
}

function Opened({ at }: Pick<ThreadProps, 'at'>) {
  const { chat } = useDesk();
  const entry = useReadable(chat.entry, null);
  const thread = useOpened(useCallback(() => chat.thread(), [chat]));
  // Of a chat that one is not in there is nothing to show: the page says so.
  return entry === null || thread === null ? (
    <ThreadSkeleton />
  ) : (
    <Pane thread={thread} entry={entry} at={at} />
  );
}
