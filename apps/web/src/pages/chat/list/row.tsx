/** One chat in the list. It renders again only when it changes: there may be a thousand. */
import type { ChatEntry } from '@kith/client/chat';
import { type MouseEvent, memo, useRef } from 'react';
import { useTranslations } from 'use-intl/react';
import { Link } from 'wouter';
import { signOf, useNames } from '../../../chats/names.ts';
import { addressOf } from '../../../chats/place.ts';
import { PresentAvatar } from '../../../chats/present-avatar.tsx';
import { MoreIcon } from '../../../ui/icons.tsx';
import { ShortTime } from '../../../ui/short-time.tsx';
import { rowId } from '../arrival.ts';
import { LastLine } from './last-line.tsx';
import type { Asked } from './rows.tsx';
import { Signs } from './signs.tsx';

export interface RowProps {
  readonly chat: ChatEntry;
  readonly isOpen: boolean;
  /** The Tab key stops here. */
  readonly isStop: boolean;
  readonly onAsk: (asked: Asked) => void;
}

export const Row = memo(function Row({ chat, isOpen, isStop, onAsk }: RowProps) {
  const t = useTranslations('chat.list');
  const names = useNames();
  const link = useRef<HTMLAnchorElement>(null);
  const name = names.ofChat(chat);
  const ask = (event: MouseEvent<HTMLElement>) => {
    event.preventDefault();
    if (link.current === null) return;
    // A key asks for a menu too, and points nowhere.
    const isPoint = event.type === 'contextmenu' && event.button === 2;
    const point = isPoint ? { x: event.clientX, y: event.clientY } : undefined;
    onAsk({ chat: chat.id, at: link.current, point });
  };
  const tabIndex = isStop ? 0 : -1;
  return (
    <li
      onContextMenu={ask}
      className="group relative px-1.5 [contain-intrinsic-size:auto_4.25rem] [content-visibility:auto]"
    >
      <Link
        ref={link}
        id={rowId(chat.id)}
        data-chat-row={chat.id}
        href={addressOf({ chat: chat.id })}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={tabIndex}
        className="flex items-center gap-3 rounded-lg px-2 py-2.5 -outline-offset-2 hover:bg-sunken aria-[current]:bg-accent-wash"
      >
        <PresentAvatar id={signOf(chat)} name={name} presence={chat.presence} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <bdi
              title={name}
              className={`min-w-0 flex-1 truncate ${chat.unread > 0 ? 'font-semibold' : 'font-medium'}`}
            >
              {name}
            </bdi>
            <span className="shrink-0 text-xs text-soft [@media(hover:hover)]:group-hover:opacity-0">
              <ShortTime at={chat.at} />
            </span>
          </span>
          <span className="mt-0.5 flex h-5 items-center gap-2">
            <LastLine chat={chat} />
            <Signs chat={chat} />
          </span>
        </span>
      </Link>
      <button
        type="button"
        tabIndex={tabIndex}
        aria-label={t('menuOf', { name })}
        aria-haspopup="menu"
        onClick={ask}
        className="absolute top-1.5 right-3 flex size-7 items-center justify-center rounded-md bg-card text-soft opacity-0 shadow-sm group-hover:opacity-100 hover:text-text focus-visible:opacity-100 touch:hidden"
      >
        <MoreIcon className="size-4" />
      </button>
    </li>
  );
});
