/** An open chat: its messages, what is written next, and beside it the answers to one message. */
import type { ChatEntry, Message, Thread } from '@kith/client/chat';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { type Actions, ActionsProvider } from './actions.tsx';
import { Announcer } from './announcer.tsx';
import { type MenuHandle, MessageMenu } from './bubble/message-menu.tsx';
import { ClosedBar, useClosed } from './closed.tsx';
import { ChatComposer, type ChatComposerHandle } from './composer/chat-composer.tsx';
import { Feed, type FeedHandle } from './feed/feed.tsx';
import { useReading } from './feed/reading.ts';
import { NotSent } from './not-sent.tsx';
import { Replies } from './replies.tsx';
import { Request } from './request.tsx';

export interface PaneProps {
  readonly thread: Thread;
  readonly entry: ChatEntry;
  /** The message at which one begins; null: at what is unread, or at the end. */
  readonly at: string | null;
}

export function Pane({ thread, entry, at }: PaneProps) {
  const t = useTranslations('thread');
  const [isAtEnd, setIsAtEnd] = useState(false);
  const [answered, setAnswered] = useState<string | null>(null);
  const { divider, markUnread } = useReading(thread, entry, isAtEnd);
  const shown = useRef(at);
  const feed = useRef<FeedHandle>(null);
  const composer = useRef<ChatComposerHandle>(null);
  const menu = useRef<MenuHandle>(null);
  const closed = useClosed(entry);
  const hasNames = entry.kind !== 'direct';
  const canWrite = closed === null && !entry.isRequest;
  const canModerate = entry.kind !== 'direct' && (entry.role === 'owner' || entry.role === 'admin');

  useEffect(() => {
    if (at !== null && at !== shown.current) feed.current?.goTo(at);
    shown.current = at;
  }, [at]);

  const unreadFrom = useRef(markUnread);
  unreadFrom.current = markUnread;
  const actions = useMemo((): Actions => {
    return {
      hasNames,
      canWrite,
      canModerate,
      reply: (message) => composer.current?.reply(message),
      edit: (message) => composer.current?.edit(message),
      goTo: (message) => feed.current?.goTo(message),
      openReplies: ({ id }) => setAnswered(id),
      markUnread: ({ seq }) => {
        if (seq !== null) unreadFrom.current(seq);
      },
      openMenu: (message, element) => menu.current?.open(message, element),
    };
  }, [hasNames, canWrite, canModerate]);

  const messages = (): readonly Message[] => thread.get().items.filter((it) => it.kind === 'message');
  let foot: ReactNode;
  if (closed !== null) foot = <ClosedBar why={closed} entry={entry} />;
  else if (entry.isRequest) foot = <Request entry={entry} />;
  else
    foot = (
      <ChatComposer
        ref={composer}
        find={(id) => messages().find((it) => it.id === id)}
        lastOwn={() => messages().findLast((it) => it.isOwn && it.seq !== null && it.text !== null)}
        onSent={() => feed.current?.toEnd()}
      />
    );
  return (
    <div className="relative flex h-full min-h-0 min-w-0 bg-page">
      <div className={`flex min-w-0 flex-1 flex-col ${answered === null ? '' : 'max-lg:hidden'}`}>
        <ActionsProvider value={actions}>
          <Feed
            ref={feed}
            thread={thread}
            label={t('label')}
            empty={t('empty')}
            beginning={t('top.beginning')}
            begin={at ?? divider}
            divider={divider ?? null}
            unread={entry.unread}
            onEnd={setIsAtEnd}
          />
          <MessageMenu ref={menu} />
        </ActionsProvider>
        <NotSent thread={thread} />
        {foot}
      </div>
      {answered !== null && (
        <Replies
          key={answered}
          to={answered}
          outer={actions}
          onGoTo={(message) => {
            setAnswered(null);
            feed.current?.goTo(message);
          }}
          onClose={() => setAnswered(null)}
        />
      )}
      <Announcer />
    </div>
  );
}
