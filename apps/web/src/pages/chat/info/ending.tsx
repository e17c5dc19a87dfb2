/** The ways out of a chat: one leaves it, or, as its owner, ends it for everybody. */
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../../ui/button.tsx';
import { Leaving } from '../leaving.tsx';
import { Deleting } from './deleting.tsx';
import type { PartProps } from './info.tsx';
import { mayEnd } from './may.ts';

export function Ending({ chat, entry }: PartProps) {
  const t = useTranslations('chat.info.ending');
  const [asking, setAsking] = useState<'leave' | 'delete' | null>(null);
  const close = () => setAsking(null);
  return (
    <div className="flex flex-wrap gap-2">
      <Button tone="danger" onClick={() => setAsking('leave')}>
        {t('leave')}
      </Button>
      {mayEnd(entry) && (
        <Button tone="danger" onClick={() => setAsking('delete')}>
          {t('delete')}
        </Button>
      )}
      {asking === 'leave' && <Leaving chat={chat.id} onClose={close} />}
      {asking === 'delete' && <Deleting chat={chat} entry={entry} onClose={close} />}
    </div>
  );
}
