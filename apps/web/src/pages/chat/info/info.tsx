/** All about the open chat: what it is, who is in it, and what one can do with it. */
import type { Chat, ChatEntry } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { SideHeader } from '../side-header.tsx';
import { Bans } from './bans.tsx';
import { Choices } from './choices.tsx';
import { Ending } from './ending.tsx';
import { Identity } from './identity.tsx';
import { Invites } from './invites.tsx';
import { Listing } from './listing.tsx';
import { mayLead } from './may.ts';
import { Members } from './members.tsx';
import { IsOfPage } from './part.tsx';
import { Partner } from './partner.tsx';

export interface InfoProps {
  readonly chat: Chat;
  readonly isOfPage: boolean;
}

/** What every part of it is given. */
export interface PartProps {
  readonly chat: Chat;
  readonly entry: ChatEntry;
}

export function Info({ chat, isOfPage }: InfoProps) {
  const t = useTranslations('chat.info');
  const entry = useReadable(chat.entry, null);
  return (
    <IsOfPage value={isOfPage}>
      <SideHeader title={t('title')} chat={chat.id} isOfPage={isOfPage} />
      {entry !== null && (
        <div className="min-h-0 flex-1 divide-y divide-line overflow-y-auto overscroll-contain [&>*]:px-4 [&>*]:py-4">
          <Identity chat={chat} entry={entry} />
          <Choices chat={chat} entry={entry} />
          {entry.kind === 'direct' ? (
            <Partner entry={entry} />
          ) : (
            <>
              {entry.kind === 'channel' && mayLead(entry) && <Listing chat={chat} entry={entry} />}
              <Members chat={chat} entry={entry} />
              {mayLead(entry) && <Invites chat={chat} entry={entry} />}
              {mayLead(entry) && <Bans chat={chat} entry={entry} />}
              <Ending chat={chat} entry={entry} />
            </>
          )}
        </div>
      )}
    </IsOfPage>
  );
}
