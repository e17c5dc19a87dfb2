/** What people and chats are called. */
import type { ChatEntry, Person } from '@kith/client/chat';
import { useUser } from '@kith/client/react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl/react';

/** What it takes to call a chat by its name. */
export type Named = Pick<ChatEntry, 'kind' | 'title'> & { readonly partner?: Person | null };

export interface Names {
  readonly ofPerson: (person: Person | null) => string;
  readonly ofChat: (chat: Named) => string;
}

export function useNames(): Names {
  const t = useTranslations('chat.names');
  const own = useUser()?.id;
  return useMemo(() => {
    const ofPerson = (person: Person | null) => {
      if (person === null) return t('someone');
      return person.deleted === true ? t('deleted') : (person.displayName ?? person.handle);
    };
    const ofChat = ({ kind, title, partner = null }: Named) => {
      if (title !== null) return title;
      if (kind !== 'direct') return t('unnamed');
      return partner !== null && partner.id === own ? t('notes') : ofPerson(partner);
    };
    return { ofPerson, ofChat };
  }, [t, own]);
}

/** What tells a chat's colour: of a direct chat the other person's, so that both are the same everywhere. */
export function signOf(chat: Pick<ChatEntry, 'id' | 'partner'>): string {
  return chat.partner?.id ?? chat.id;
}
