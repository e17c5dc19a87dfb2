/** A new chat: with one person, of a group, or a channel. */
import type { Chat } from '@kith/client/chat';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useLocation } from 'wouter';
import { addressOf } from '../../../chats/place.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { NewChannel } from './new-channel.tsx';
import { NewDirect } from './new-direct.tsx';
import { NewGroup } from './new-group.tsx';

const kinds = ['direct', 'group', 'channel'] as const;

export function NewChat({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('chat.new');
  const [, navigate] = useLocation();
  const [kind, setKind] = useState<(typeof kinds)[number]>('direct');
  const begun = ({ id }: Chat) => {
    onClose();
    navigate(addressOf({ chat: id }));
  };
  return (
    <Dialog title={t('title')} onClose={onClose} actions={<Button onClick={onClose}>{t('cancel')}</Button>}>
      <div className="space-y-4">
        <Choice
          legend={t('kind')}
          options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          onChoose={setKind}
        />
        {kind === 'direct' && <NewDirect onBegun={begun} />}
        {kind === 'group' && <NewGroup onBegun={begun} />}
        {kind === 'channel' && <NewChannel onBegun={begun} />}
      </div>
    </Dialog>
  );
}
