/** The messages of one chat and what can be done with them, in whatever room there is for it. */
import type { ChatEntry } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { useCallback, useRef } from 'react';
import { useTranslations } from 'use-intl/react';
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
  const t = useTranslations('thread');
  const { chats, chat } = useDesk();
  const entry = useReadable(chat.entry, null);
  const isLoaded = useReadable(chats.isLoaded, false);
  const last = useRef<ChatEntry | null>(entry);
  if (entry !== null) last.current = entry;
  const thread = useOpened(useCallback(() => chat.thread(), [chat]));
  if (last.current === null && isLoaded)
    return (
      <p className="flex h-full items-center justify-center p-6 text-center text-balance text-soft">
        {t('unknown')}
      </p>
    );
  if (last.current === null || thread === null) return <ThreadSkeleton />;
  return <Pane thread={thread} entry={entry ?? last.current} isGone={entry === null} at={at} />;
}
