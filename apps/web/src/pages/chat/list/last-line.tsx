/** The second line of a row: who writes now, what one began to write, or what was said last. */
import type { ChatEntry } from '@kith/client/chat';
import { usePerson } from '@kith/client/chat/react';
import { useUser } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { useTypingText } from '../typing-text.ts';

const look = 'min-w-0 flex-1 truncate text-sm';

export function LastLine({ chat }: { readonly chat: ChatEntry }) {
  const t = useTranslations('chat.list');
  const typing = useTypingText()(chat);
  if (typing !== null) {
    return (
      <span className={`${look} text-accent`} title={typing}>
        {typing}
      </span>
    );
  }
  if (chat.draft !== null) {
    const draft = chat.draft;
    return (
      <span className={`${look} text-soft`} title={draft}>
        {t.rich('draft', {
          mark: (text) => <span className="text-warn">{text}</span>,
          text: () => <bdi>{draft}</bdi>,
        })}
      </span>
    );
  }
  if (chat.lastMessage === null) return <span className={`${look} text-soft`}>{t('nothing')}</span>;
  return <LastMessage chat={chat} user={chat.lastMessage.user} text={chat.lastMessage.text} />;
}

interface LastMessageProps {
  readonly chat: ChatEntry;
  readonly user: string;
  /** Null: it was deleted. */
  readonly text: string | null;
}

function LastMessage({ chat, user, text }: LastMessageProps) {
  const t = useTranslations('chat.list');
  const names = useNames();
  const own = useUser()?.id;
  const person = usePerson(user);
  const said = text ?? t('deleted');
  const isNotes = chat.partner?.id === own;
  const by = user === own ? t('you') : chat.kind === 'direct' ? null : names.ofPerson(person);
  return (
    <span className={`${look} text-soft ${text === null ? 'italic' : ''}`} title={said}>
      {by === null || isNotes ? (
        <bdi>{said}</bdi>
      ) : (
        t.rich('said', { name: () => <bdi>{by}</bdi>, text: () => <bdi>{said}</bdi> })
      )}
    </span>
  );
}
