/** Saving now, taking the last change back, and going back to the defaults. */
import { useReadable, useStatus } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import type { Change } from '../../synced/undo.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { UndoIcon } from '../../ui/icons.tsx';
import type { Key } from './demo.ts';
import { useEdits } from './desk.tsx';
import { useValueText } from './fields/use-value-text.ts';

export interface ActionsProps {
  /** What became of the last of them, in words. */
  readonly said: string;
  readonly onSaid: (text: string) => void;
}

export function Actions({ said, onSaid }: ActionsProps) {
  const t = useTranslations('app.actions');
  const edits = useEdits();
  const stack = useReadable(edits.stack, []);
  const [asking, setAsking] = useState<'reset' | readonly Change[] | null>(null);
  const describe = useDescription();
  const undo = () => {
    const [change, ...more] = stack.at(-1)?.changes ?? [];
    if (change === undefined) {
      onSaid(t('nothing'));
      return;
    }
    edits.undo();
    onSaid(more.length === 0 ? t('undone', { what: describe(change) }) : t('undoneAll'));
  };
  const askUndo = () => {
    const changes = edits.undoOverwrites();
    if (changes.length === 0) undo();
    else setAsking(changes);
  };
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" aria-keyshortcuts="Control+S Meta+S">
          {t('save')}
        </Button>
        <Button onClick={askUndo}>
          <UndoIcon className="size-4" />
          {t('undo')}
        </Button>
        <Button tone="quiet" onClick={() => setAsking('reset')}>
          {t('reset')}
        </Button>
      </div>
      <p role="status" className="min-h-5 text-sm text-soft [overflow-wrap:anywhere]">
        {said}
      </p>
      {asking === 'reset' && (
        <Confirm
          title={t('resetTitle')}
          text={t('resetText')}
          no={t('resetNo')}
          yes={t('resetYes')}
          onNo={() => setAsking(null)}
          onYes={() => {
            edits.reset();
            setAsking(null);
            onSaid(t('resetDone'));
          }}
        />
      )}
      {asking !== null && asking !== 'reset' && (
        <Confirm
          title={t('overwrittenTitle')}
          text={asking.map((it) => t('overwritten', { what: describe(it) })).join(' ')}
          no={t('overwrittenNo')}
          yes={t('overwrittenYes')}
          onNo={() => {
            edits.forgetLast();
            setAsking(null);
          }}
          onYes={() => {
            undo();
            setAsking(null);
          }}
        />
      )}
    </div>
  );
}

/** A change as words: the setting, and what it goes back to. */
function useDescription(): (change: Change) => string {
  const t = useTranslations('app');
  const text = useValueText();
  return ({ key, before }) =>
    t('actions.what', { field: t(`fields.${key as Key}`), value: text(key as Key, before) });
}

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly no: string;
  readonly yes: string;
  readonly onNo: () => void;
  readonly onYes: () => void;
}

function Confirm({ title, text, no, yes, onNo, onYes }: ConfirmProps) {
  const actions = (
    <>
      <Button autoFocus onClick={onNo}>
        {no}
      </Button>
      <Button tone="danger" onClick={onYes}>
        {yes}
      </Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onNo} actions={actions}>
      <p>{text}</p>
    </Dialog>
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
