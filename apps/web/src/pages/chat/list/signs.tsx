/** The signs at the end of a row: not sent, muted, pinned, mentioned, unread; each is told in words too. */
import type { ChatEntry } from '@kith/client/chat';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl/react';
import { MutedIcon, PinIcon, WarnIcon } from '../../../ui/icons.tsx';

/** So many are counted; more are as many. */
const countedMax = 999;

export function Signs({ chat }: { readonly chat: ChatEntry }) {
  const t = useTranslations('chat.list.signs');
  const { failed, isMuted, isPinned, mentions, unread } = chat;
  const tone = isMuted ? 'bg-line text-text' : 'bg-accent text-on-accent';
  return (
    <span className="flex shrink-0 items-center gap-1 text-soft empty:hidden">
      {failed > 0 && (
        <Sign says={t('failed', { count: failed })}>
          <WarnIcon className="size-4 text-bad" />
        </Sign>
      )}
      {isMuted && (
        <Sign says={t('muted')}>
          <MutedIcon className="size-4" />
        </Sign>
      )}
      {isPinned && (
        <Sign says={t('pinned')}>
          <PinIcon className="size-4" />
        </Sign>
      )}
      {mentions > 0 && (
        <Sign says={t('mentions', { count: mentions })}>
          <span className="flex size-5 items-center justify-center rounded-full bg-accent text-xs font-bold text-on-accent">
            @
          </span>
        </Sign>
      )}
      {unread > 0 && (
        <Sign says={t('unread', { count: unread })}>
          <span
            className={`flex h-5 min-w-5 items-center justify-center rounded-full px-1.5 text-xs font-semibold tabular-nums ${tone}`}
          >
            {unread > countedMax ? `${countedMax}+` : unread}
          </span>
        </Sign>
      )}
    </span>
  );
}

function Sign({ says, children }: { readonly says: string; readonly children: ReactNode }) {
  return (
    <span title={says}>
      <span aria-hidden="true">{children}</span>
      <span className="sr-only">{says}</span>
    </span>
  );
}
