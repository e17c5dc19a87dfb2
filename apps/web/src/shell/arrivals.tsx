/** Tells of new messages by notices while their chat is not open: one a chat, with how many came. */
import type { Chats, Message } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl/react';
import { Link } from 'wouter';
import { useNames } from '../chats/names.ts';
import { useOpenedChats } from '../chats/opened.ts';
import { addressOf, placeIn } from '../chats/place.ts';
import { useNotify } from './notices.tsx';
import { usePreferences } from './preferences.ts';

const shortly = 8000;

type Arrival = Message & { readonly chat: string };

export function Arrivals() {
  const chats = useOpenedChats();
  return chats === null ? null : <Told chats={chats} />;
}

/** What of a chat is told now. */
interface Telling {
  readonly count: number;
  readonly close: () => void;
  readonly until: number;
}

function Told({ chats }: { readonly chats: Chats }) {
  const notify = useNotify();
  const preferences = usePreferences();
  const told = useRef(new Map<string, Telling>());
  const tell = (message: Arrival) => {
    const entry = chats.chat(message.chat).entry.get();
    const wanted = preferences.get('tellOfMessages');
    const isMine = entry?.kind === 'direct' || message.mentionsMe;
    if (entry === null || entry.isArchived || wanted === 'none' || (wanted === 'mine' && !isMine)) return;
    if (isOpen(message.chat)) return;
    const before = told.current.get(message.chat);
    const isShown = before !== undefined && before.until > Date.now();
    if (isShown) before.close();
    const count = isShown ? before.count + 1 : 1;
    const text = <Text chats={chats} message={message} count={count} />;
    const action = <Way chat={message.chat} message={message.id} />;
    const close = notify({ text, action, forMs: shortly });
    told.current.set(message.chat, { count, close, until: Date.now() + shortly });
  };
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => chats.arrivals.subscribe((message) => latest.current(message)), [chats]);
  return null;
}

/** Whoever has the chat before them sees it come. */
function isOpen(chat: string): boolean {
  if (document.visibilityState !== 'visible' || location.pathname !== '/chat') return false;
  return placeIn(location.search).chat === chat;
}

interface TextProps {
  readonly chats: Chats;
  readonly message: Arrival;
  /** Messages of the chat that came one soon after the other. */
  readonly count: number;
}

function Text({ chats, message, count }: TextProps): ReactNode {
  const t = useTranslations('shell.arrivals');
  const names = useNames();
  const by = useReadable(chats.person(message.user), null);
  const entry = useReadable(chats.chat(message.chat).entry, null);
  const name = () => <bdi className="font-medium break-words">{names.ofPerson(by)}</bdi>;
  const title = () => <bdi className="font-medium break-words">{entry && names.ofChat(entry)}</bdi>;
  const isDirect = entry?.kind === 'direct';
  const who = isDirect ? t.rich('direct', { name }) : t.rich('group', { name, title });
  if (count > 1) {
    return isDirect ? t.rich('more', { count, title: name }) : t.rich('more', { count, title });
  }
  return (
    <>
      {who}{' '}
      <bdi className="line-clamp-3 break-words text-soft" title={message.text ?? ''}>
        {message.text}
      </bdi>
    </>
  );
}

function Way({ chat, message }: { readonly chat: string; readonly message: string }) {
  const t = useTranslations('shell.arrivals');
  return (
    <Link
      href={addressOf({ chat, message })}
      className="font-medium text-accent underline underline-offset-2"
    >
      {t('open')}
    </Link>
  );
}
