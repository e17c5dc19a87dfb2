/** The rows of the list, with the menu of the one that it was asked for. */
import type { ChatEntry } from '@kith/client/chat';
import { useCallback, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Leaving } from '../leaving.tsx';
import { useRoving } from './roving.ts';
import { Row } from './row.tsx';
import { RowMenu } from './row-menu.tsx';

export interface RowsProps {
  readonly chats: readonly ChatEntry[];
  readonly current: string | null;
}

/** Where a menu was asked for. */
export interface Asked {
  readonly chat: string;
  readonly at: HTMLElement;
  /** By a press; undefined: by a key. */
  readonly point: { readonly x: number; readonly y: number } | undefined;
}

export function Rows({ chats, current }: RowsProps) {
  const t = useTranslations('chat.list');
  // Each time it is asked for it is another menu: the one before may still be closing.
  const [asked, setAsked] = useState<(Asked & { readonly times: number }) | null>(null);
  const times = useRef(0);
  const [leaving, setLeaving] = useState<string | null>(null);
  const { stop, onFocus, onKeyDown } = useRoving(
    chats.map(({ id }) => id),
    current,
  );
  const at = useRef<HTMLElement | null>(null);
  const ask = useCallback((it: Asked) => {
    at.current = it.at;
    times.current += 1;
    setAsked({ ...it, times: times.current });
  }, []);
  const entry = asked === null ? undefined : chats.find(({ id }) => id === asked.chat);
  return (
    <>
      <ul aria-label={t('title')} onFocus={onFocus} onKeyDown={onKeyDown} className="py-1">
        {chats.map((chat) => (
          <Row key={chat.id} chat={chat} isOpen={chat.id === current} isStop={chat.id === stop} onAsk={ask} />
        ))}
      </ul>
      {asked !== null && entry !== undefined && (
        <RowMenu
          key={asked.times}
          entry={entry}
          at={at}
          point={asked.point}
          onClose={() => setAsked((now) => (now === asked ? null : now))}
          onLeave={() => setLeaving(entry.id)}
        />
      )}
      {leaving !== null && <Leaving chat={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}
