/** Saving now, taking the last change back, and going back to the defaults. */
import { useStatus } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Confirm } from '../../synced/confirm.tsx';
import { UndoButton } from '../../synced/undo-button.tsx';
import { Button } from '../../ui/button.tsx';
import { useEdits } from './desk.tsx';

export interface ActionsProps {
  /** What became of the last of them, in words. */
  readonly said: string;
  readonly onSaid: (text: string) => void;
}

export function Actions({ said, onSaid }: ActionsProps) {
  const t = useTranslations('app.actions');
  const edits = useEdits();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" aria-keyshortcuts="Control+S Meta+S">
          {t('save')}
        </Button>
        <UndoButton onSaid={onSaid} />
        <Button tone="quiet" onClick={() => setIsAsking(true)}>
          {t('reset')}
        </Button>
      </div>
      <p role="status" className="min-h-5 text-sm text-soft [overflow-wrap:anywhere]">
        {said}
      </p>
      {isAsking && (
        <Confirm
          title={t('resetTitle')}
          text={t('resetText')}
          no={t('resetNo')}
          yes={t('resetYes')}
          onNo={() => setIsAsking(false)}
          onYes={() => {
            edits.reset();
            setIsAsking(false);
            onSaid(t('resetDone'));
          }}
        />
      )}
    </div>
  );
}

/** How saving ended, as far as one can say it now. */
export function useSave(): (whenDone: (text: string) => void) => void {
  const t = useTranslations('app.actions');
  const edits = useEdits();
  const status = useStatus();
  return (onSaid) => {
    if (status.name !== 'live') onSaid(t('savedLater', { count: status.pending }));
    void edits.settings.flush().then(() => onSaid(t('saved')));
  };
}
