/** Who writes in a chat, as a sentence. */
import type { ChatEntry } from '@kith/client/chat';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../chats/names.ts';

/** Null: nobody does. In a direct chat it goes without saying who. */
export function useTypingText(): (chat: Pick<ChatEntry, 'kind' | 'typing'>) => string | null {
  const t = useTranslations('chat.typing');
  const names = useNames();
  return useCallback(
    ({ kind, typing }) => {
      const [first, second] = typing;
      if (first === undefined) return null;
      if (kind === 'direct') return t('direct');
      if (second === undefined) return t('one', { name: names.ofPerson(first) });
      if (typing.length > 2) return t('many', { count: typing.length });
      return t('two', { name: names.ofPerson(first), other: names.ofPerson(second) });
    },
    [t, names],
  );
}
