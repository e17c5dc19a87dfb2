/** What the chat is called and what it is about; those who lead it may say so anew. */
import { useUser } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { signOf, useNames } from '../../../chats/names.ts';
import { PresentAvatar } from '../../../chats/present-avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { Presence } from '../../../ui/presence.tsx';
import type { PartProps } from './info.tsx';
import { mayLead } from './may.ts';
import { Naming } from './naming.tsx';

export function Identity({ chat, entry }: PartProps) {
  const t = useTranslations('chat.info');
  const names = useNames();
  const own = useUser()?.id;
  const [isNaming, setIsNaming] = useState(false);
  const { kind, partner, presence, purpose, memberCount } = entry;
  const name = names.ofChat(entry);
  const isNotes = partner !== null && partner.id === own;
  return (
    <div className="flex flex-col items-center gap-2 text-center">
      <PresentAvatar id={signOf(entry)} name={name} size="large" presence={null} />
      <p className="max-w-full text-lg leading-snug font-semibold break-words text-balance">
        <bdi>{name}</bdi>
      </p>
      {kind === 'direct' ? (
        <>
          {partner !== null && partner.deleted !== true && (
            <bdi className="max-w-full break-all text-soft">@{partner.handle}</bdi>
          )}
          {isNotes ? (
            <p className="text-sm text-soft">{t('notes')}</p>
          ) : (
            presence && <Presence presence={presence} />
          )}
        </>
      ) : (
        <>
          <p className="text-sm text-soft">{t(kind, { count: memberCount })}</p>
          {purpose !== null && (
            <p className="max-w-full text-sm break-words">
              <bdi>{purpose}</bdi>
            </p>
          )}
          <p className="text-sm text-soft">
            {kind === 'channel' || entry.history === 'all' ? t('historyAll') : t('historyJoined')}
          </p>
          {mayLead(entry) && <Button onClick={() => setIsNaming(true)}>{t('rename')}</Button>}
          {isNaming && <Naming chat={chat} entry={entry} onClose={() => setIsNaming(false)} />}
        </>
      )}
    </div>
  );
}
