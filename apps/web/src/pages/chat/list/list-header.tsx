/** The top of the list: its name, what concerns the person, channels to discover, and a new chat. */
import { useChatsDoor } from '@kith/client/chat/react';
import { useReadable } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { IconButton, IconLink } from '../../../ui/icon-button.tsx';
import { BellIcon, CompassIcon, PencilIcon } from '../../../ui/icons.tsx';
import { headingId } from '../arrival.ts';
import { Discover, NewChat } from '../new/dialogs.tsx';
import { PaneHeading } from '../pane-heading.tsx';

const nothing = { entries: [], unseen: 0, hasMore: false, isLoaded: false };

export function ListHeader({ isOfPage }: { readonly isOfPage: boolean }) {
  const t = useTranslations('chat.list');
  const chats = useChatsDoor();
  const unseen = useReadable(chats.inbox, nothing, (inbox) => inbox.unseen);
  const [opened, setOpened] = useState<'new' | 'discover' | null>(null);
  const close = () => setOpened(null);
  return (
    <div className="flex h-14 shrink-0 items-center gap-0.5 pr-1.5 pl-4">
      <PaneHeading id={headingId.list} isOfPage={isOfPage} className="flex-1 text-xl tracking-tight">
        {t('title')}
      </PaneHeading>
      <IconLink href="/inbox" label={unseen === 0 ? t('inbox') : t('inboxNew', { count: unseen })}>
        <BellIcon />
        {unseen > 0 && (
          <span className="absolute top-2 right-2 size-2.5 rounded-full border-2 border-card bg-bad" />
        )}
      </IconLink>
      <IconButton label={t('discover')} onClick={() => setOpened('discover')}>
        <CompassIcon />
      </IconButton>
      <IconButton label={t('new')} onClick={() => setOpened('new')}>
        <PencilIcon />
      </IconButton>
      {opened === 'new' && <NewChat onClose={close} />}
      {opened === 'discover' && <Discover onClose={close} />}
    </div>
  );
}
