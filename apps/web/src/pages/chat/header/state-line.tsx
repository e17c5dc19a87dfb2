/** Who is there, in one line below the name: who writes now, else how the other is present or how many there are. */
import type { ChatEntry } from '@kith/client/chat';
import { useUser } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Presence } from '../../../ui/presence.tsx';
import { useTypingText } from '../typing-text.ts';

export function StateLine({ entry }: { readonly entry: ChatEntry }) {
  const t = useTranslations('chat.header');
  const own = useUser()?.id;
  const typing = useTypingText()(entry);
  const { kind, partner, presence, memberCount } = entry;
  if (typing !== null) {
    return (
      <p className="truncate text-sm text-accent" title={typing}>
        {typing}
      </p>
    );
  }
  if (kind !== 'direct')
    return <p className="truncate text-sm text-soft">{t(kind, { count: memberCount })}</p>;
  if (partner?.id === own)
    return (
      <p className="truncate text-sm text-soft" title={t('notes')}>
        {t('notes')}
      </p>
    );
  return <p className="flex h-5 items-center">{presence !== null && <Presence presence={presence} />}</p>;
}
