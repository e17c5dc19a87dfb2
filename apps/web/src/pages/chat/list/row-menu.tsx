/** What can be done with a chat from its row. */
import type { ChatEntry } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import type { RefObject } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { Menu } from '../../../ui/menu.tsx';
import { useMuteItems } from '../mute-items.ts';

export interface RowMenuProps {
  readonly entry: ChatEntry;
  readonly at: RefObject<HTMLElement | null>;
  readonly point: { readonly x: number; readonly y: number } | undefined;
  readonly onClose: () => void;
  readonly onLeave: () => void;
}

export function RowMenu({ entry, at, point, onClose, onLeave }: RowMenuProps) {
  const t = useTranslations('chat.menu');
  const names = useNames();
  const chat = useChatsDoor().chat(entry.id);
  const muteItems = useMuteItems()(entry);
  const { isPinned, isArchived, unread, lastMessage, kind } = entry;
  const last = lastMessage?.seq;
  return (
    <Menu
      label={t('label', { name: names.ofChat(entry) })}
      at={at}
      point={point}
      onClose={onClose}
      groups={[
        [
          { label: isPinned ? t('unpin') : t('pin'), onChoose: () => chat.pin(!isPinned) },
          { label: isArchived ? t('unarchive') : t('archive'), onChoose: () => chat.archive(!isArchived) },
          ...(last === undefined
            ? []
            : unread > 0
              ? [{ label: t('markRead'), onChoose: () => chat.markRead(last) }]
              : [{ label: t('markUnread'), onChoose: () => chat.markUnread(last) }]),
        ],
        muteItems,
        kind === 'direct' ? [] : [{ label: t('leave'), tone: 'bad', onChoose: onLeave }],
      ]}
    />
  );
}
