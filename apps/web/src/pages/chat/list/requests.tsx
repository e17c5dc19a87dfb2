/** Strangers who want to write: one row above the chats, which opens the list of them. */
import type { ChatEntry } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { GroupIcon } from '../../../ui/icons.tsx';

export interface RequestsProps {
  readonly chats: readonly ChatEntry[];
  readonly onOpen: () => void;
}

export function Requests({ chats, onOpen }: RequestsProps) {
  const t = useTranslations('chat.list.requests');
  const count = chats.filter(({ isRequest }) => isRequest).length;
  if (count === 0) return null;
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex min-h-14 w-full items-center gap-3 border-b border-line px-3 py-2 text-left -outline-offset-2 hover:bg-sunken"
    >
      <span className="flex size-10 shrink-0 items-center justify-center rounded-full bg-accent-wash text-accent-strong">
        <GroupIcon />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{t('title')}</span>
        <span className="block text-sm text-soft">{t('count', { count })}</span>
      </span>
    </button>
  );
}
