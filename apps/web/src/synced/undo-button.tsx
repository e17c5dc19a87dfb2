/** Takes this device's last change back; asks first where somebody has written over it since. */
import { useReadable } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../ui/button.tsx';
import { UndoIcon } from '../ui/icons.tsx';
import { Confirm } from './confirm.tsx';
import { useDesk } from './desk.tsx';
import type { Change } from './undo.ts';

export interface UndoButtonProps {
  /** What became of it, in words. */
  readonly onSaid: (text: string) => void;
}

export function UndoButton({ onSaid }: UndoButtonProps) {
  const t = useTranslations('synced.undo');
  const { edits, label, write } = useDesk();
  const stack = useReadable(edits.stack, []);
  const [asking, setAsking] = useState<readonly Change[] | null>(null);
  const describe = ({ key, before }: Change) => t('what', { field: label(key), value: write(key, before) });
  const undo = () => {
    const [change, ...more] = stack.at(-1)?.changes ?? [];
    if (change === undefined) {
      onSaid(t('nothing'));
      return;
    }
    edits.undo();
    onSaid(more.length === 0 ? t('undone', { what: describe(change) }) : t('undoneAll'));
  };
  const ask = () => {
    const changes = edits.undoOverwrites();
    if (changes.length === 0) undo();
    else setAsking(changes);
  };
  return (
    <>
      <Button onClick={ask}>
        <UndoIcon className="size-4" />
        {t('do')}
      </Button>
      {asking !== null && (
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
    </>
  );
}
