/** What can be done with a message: reactions first, then the rest, by keys as in any menu. */
import type { Message } from '@kith/client/chat';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { CopyIcon } from '../../../../ui/icons.tsx';
import { useActions } from '../actions.tsx';
import { quickEmoji } from '../composer/emoji.ts';
import { EmojiGrid } from '../composer/emoji-grid.tsx';
import { useDesk } from '../desk.tsx';
import {
  BinIcon,
  EditIcon,
  LinkIcon,
  PeopleIcon,
  RepliesIcon,
  ReplyIcon,
  SmileIcon,
  UnreadIcon,
} from '../icons.tsx';
import { Popup } from '../popup.tsx';
import { useTry } from '../try.ts';

export interface MenuProps {
  readonly message: Message;
  readonly at: HTMLElement;
  readonly onClose: () => void;
  readonly onDelete: () => void;
  readonly onWho: () => void;
}

export function Menu({ message, at, onClose, onDelete, onWho }: MenuProps) {
  const t = useTranslations('thread.menu');
  const { chat } = useDesk();
  const { canWrite, canModerate, reply, edit, openReplies, markUnread } = useActions();
  const attempt = useTry();
  const [isPicking, setIsPicking] = useState(false);
  const { id, seq, text, isOwn, reactions } = message;
  const isThere = seq !== null && text !== null;
  const isSettled = isThere && message.pending === null;
  const clipboard = navigator.clipboard as Clipboard | undefined;
  const copy = (what: string) => void clipboard?.writeText(what).catch(() => undefined);
  const react = (emoji: string) => {
    onClose();
    attempt(() =>
      chat.react(
        id,
        emoji,
        reactions.some((it) => it.mine && it.emoji === emoji),
      ),
    );
  };
  if (isPicking)
    return (
      <Popup at={at} role="dialog" label={t('react')} onClose={onClose}>
        <EmojiGrid onPick={react} />
      </Popup>
    );
  /** The menu goes first: what comes may take focus. */
  const choose = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Popup at={at} role="menu" label={t('label')} onClose={onClose} onKeyDown={moveByKey}>
      <div className="w-64 max-w-full p-1.5">
        {canWrite && isThere && (
          <div className="mb-1 flex justify-between border-b border-line pb-1">
            {quickEmoji.map((emoji, index) => (
              <button
                key={emoji}
                type="button"
                role="menuitem"
                tabIndex={-1}
                data-begin={index === 0 ? '' : undefined}
                aria-label={t('reactWith', { emoji })}
                onClick={() => react(emoji)}
                className="size-9 touch:size-11 rounded-lg text-lg hover:bg-sunken"
              >
                {emoji}
              </button>
            ))}
          </div>
        )}
        {canWrite && isThere && (
          <MenuItem icon={<SmileIcon />} onChoose={() => setIsPicking(true)}>
            {t('react')}
          </MenuItem>
        )}
        {canWrite && isThere && (
          <MenuItem icon={<ReplyIcon />} onChoose={choose(() => reply(message))}>
            {t('reply')}
          </MenuItem>
        )}
        {isThere && openReplies !== null && (
          <MenuItem icon={<RepliesIcon />} onChoose={choose(() => openReplies(message))}>
            {t('replies')}
          </MenuItem>
        )}
        {isOwn && isSettled && canWrite && (
          <MenuItem icon={<EditIcon />} onChoose={choose(() => edit(message))}>
            {t('edit')}
          </MenuItem>
        )}
        {clipboard !== undefined && text !== null && (
          <MenuItem icon={<CopyIcon />} onChoose={choose(() => copy(text))}>
            {t('copy')}
          </MenuItem>
        )}
        {clipboard !== undefined && isThere && (
          <MenuItem icon={<LinkIcon />} onChoose={choose(() => copy(linkTo(chat.id, id)))}>
            {t('copyLink')}
          </MenuItem>
        )}
        {isThere && (
          <MenuItem icon={<PeopleIcon />} onChoose={choose(onWho)}>
            {t('who')}
          </MenuItem>
        )}
        {isThere && !isOwn && markUnread !== null && (
          <MenuItem icon={<UnreadIcon />} onChoose={choose(() => markUnread(message))}>
            {t('markUnread')}
          </MenuItem>
        )}
        {isSettled && (isOwn || canModerate) && (
          <MenuItem icon={<BinIcon />} isGrave onChoose={choose(onDelete)}>
            {t('delete')}
          </MenuItem>
        )}
      </div>
    </Popup>
  );
}

interface MenuItemProps {
  readonly icon: ReactNode;
  readonly isGrave?: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

function MenuItem({ icon, isGrave = false, onChoose, children }: MenuItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      onClick={onChoose}
      className={`flex min-h-9 w-full touch:min-h-11 items-center gap-3 rounded-lg px-2.5 py-1.5 text-start text-sm hover:bg-sunken ${isGrave ? 'text-bad' : ''}`}
    >
      {icon}
      <span className="min-w-0">{children}</span>
    </button>
  );
}

function linkTo(chat: string, message: string): string {
  return new URL(`/chat?${new URLSearchParams({ c: chat, m: message })}`, location.origin).href;
}

/** Arrows go round, Home and End to the ends; Tab leaves, as it does from any menu. */
function moveByKey(event: KeyboardEvent<HTMLDivElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const now = items.findIndex((it) => it.matches(':focus'));
  const to = {
    ArrowDown: now + 1,
    ArrowRight: now + 1,
    ArrowUp: now - 1,
    ArrowLeft: now - 1,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (event.key === 'Tab') event.currentTarget.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}
