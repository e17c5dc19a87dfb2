/** The answers to one message, beside the chat; on a narrow screen in its place. */
import type { Message, Thread } from '@kith/client/chat';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl/react';
import { CrossIcon } from '../../../ui/icons.tsx';
import { type Actions, ActionsProvider } from './actions.tsx';
import { type MenuHandle, MessageMenu } from './bubble/message-menu.tsx';
import type { ComposerHandle } from './composer/composer.tsx';
import { ReplyComposer } from './composer/reply-composer.tsx';
import { useDesk } from './desk.tsx';
import { Feed, type FeedHandle } from './feed/feed.tsx';
import { useOpened } from './opened.ts';
import { ThreadSkeleton } from './skeleton.tsx';

export interface RepliesProps {
  /** The message that is answered. */
  readonly to: string;
  /** What the chat itself lets one do. */
  readonly outer: Actions;
  readonly onGoTo: (message: string) => void;
  readonly onClose: () => void;
}

export function Replies({ to, outer, onGoTo, onClose }: RepliesProps) {
  const t = useTranslations('thread.replies');
  const { chat } = useDesk();
  const thread = useOpened(useCallback(() => chat.replies(to), [chat, to]));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside
      aria-label={t('title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
      className="flex min-h-0 min-w-0 flex-col border-line bg-page max-lg:flex-1 lg:w-88 lg:border-s"
    >
      <header className="flex min-h-12 items-center gap-2 border-b border-line bg-card ps-4 pe-1">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 flex-1 font-semibold outline-none">
          {t('title')}
        </h2>
        <button
          type="button"
          className="min-h-9 touch:min-h-11 rounded-lg px-2 text-sm font-medium text-accent hover:bg-sunken"
          onClick={() => onGoTo(to)}
        >
          {t('show')}
        </button>
        <button
          type="button"
          aria-label={t('close')}
          className="flex size-10 touch:size-11 items-center justify-center rounded-lg hover:bg-sunken"
          onClick={onClose}
        >
          <CrossIcon className="size-4" />
        </button>
      </header>
      {thread === null ? (
        <ThreadSkeleton />
      ) : (
        <Answers thread={thread} to={to} outer={outer} onGoTo={onGoTo} onClose={onClose} />
      )}
    </aside>
  );
}

interface AnswersProps extends RepliesProps {
  readonly thread: Thread;
}

function Answers({ thread, to, outer, onGoTo, onClose }: AnswersProps) {
  const t = useTranslations('thread.replies');
  const feed = useRef<FeedHandle>(null);
  const menu = useRef<MenuHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const actions = useMemo((): Actions => {
    return {
      ...outer,
      // Whatever is answered here is an answer to the same message.
      reply: () => composer.current?.focus(),
      edit: (message) => {
        onClose();
        outer.edit(message);
      },
      goTo: onGoTo,
      openReplies: null,
      markUnread: null,
      openMenu: (message: Message, at: HTMLElement) => menu.current?.open(message, at),
    };
  }, [outer, onGoTo, onClose]);
  return (
    <ActionsProvider value={actions}>
      <Feed
        ref={feed}
        thread={thread}
        label={t('title')}
        empty={t('empty')}
        begin={null}
        divider={null}
        unread={0}
        onEnd={ignore}
      />
      <MessageMenu ref={menu} />
      {outer.canWrite && <ReplyComposer ref={composer} to={to} onSent={() => feed.current?.toEnd()} />}
    </ActionsProvider>
  );
}

function ignore(): void {}
