/** What can be done about the other person of a direct chat. */
import type { ChatEntry } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import { useReadable, useUser } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../../ui/button.tsx';

export function Partner({ entry }: { readonly entry: ChatEntry }) {
  const t = useTranslations('chat.info.partner');
  const chats = useChatsDoor();
  const own = useUser()?.id;
  const blocked = useReadable(chats.blocked, []);
  const { partner } = entry;
  if (partner === null || partner.id === own) return null;
  const isBlocked = blocked.includes(partner.id);
  return (
    <div className="space-y-2">
      <p className="text-sm text-soft">{isBlocked ? t('isBlocked') : t('effect')}</p>
      {isBlocked ? (
        <Button onClick={() => chats.unblock(partner.id)}>{t('unblock')}</Button>
      ) : (
        <Button tone="danger" onClick={() => chats.block(partner.id)}>
          {t('block')}
        </Button>
      )}
    </div>
  );
}
