/** What a list without any chat says, and what one can do about it. */
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../../ui/button.tsx';
import { Discover, NewChat } from '../new/dialogs.tsx';
import type { Filter } from './shown.ts';

export interface EmptyProps {
  readonly filter: Filter;
  /** There are no chats at all. */
  readonly isNew: boolean;
  readonly onAll: () => void;
}

export function Empty({ filter, isNew, onAll }: EmptyProps) {
  const t = useTranslations('chat.list.empty');
  const [opened, setOpened] = useState<'new' | 'discover' | null>(null);
  const close = () => setOpened(null);
  const isBeginning = isNew || filter === 'all';
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-10 text-center">
      <p className="font-medium">{isBeginning ? t('begin') : t(filter)}</p>
      {isBeginning && <p className="text-sm text-soft">{t('beginText')}</p>}
      {isBeginning ? (
        <div className="flex flex-wrap justify-center gap-2">
          <Button tone="primary" onClick={() => setOpened('new')}>
            {t('start')}
          </Button>
          <Button onClick={() => setOpened('discover')}>{t('discover')}</Button>
        </div>
      ) : (
        <Button onClick={onAll}>{t('showAll')}</Button>
      )}
      {opened === 'new' && <NewChat onClose={close} />}
      {opened === 'discover' && <Discover onClose={close} />}
    </div>
  );
}
