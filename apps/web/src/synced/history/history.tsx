/** The history of one setting, in a dialog: who made what of it when; restoring; erasing it all. */
import { useSetting } from '@kith/client/react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useAction } from '../../shell/action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Message } from '../../ui/message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useErrorText } from '../../words/errors.ts';
import { useDesk } from '../desk.tsx';
import { HistoryLine } from './history-line.tsx';
import { type Line, linesOf } from './lines.ts';

export interface HistoryProps {
  readonly name: string;
  readonly label: string;
  readonly onClose: () => void;
}

export function History({ name, label, onClose }: HistoryProps) {
  const t = useTranslations('synced.history');
  const { edits } = useDesk();
  const errorText = useErrorText();
  const { edited } = useSetting(edits.settings, name);
  const [lines, setLines] = useState<readonly Line[] | null>(null);
  const [unread, setUnread] = useState<unknown>(null);
  const [isErasing, setIsErasing] = useState(false);
  const [turn, setTurn] = useState(0);
  const newest = `${edited?.device} ${edited?.at} ${turn}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is read anew whenever somebody edited.
  useEffect(() => {
    let isWanted = true;
    const scope = edits.scope(name);
    edits.settings.history(name, { scope }).then(
      (entries) => {
        if (!isWanted) return;
        setLines(linesOf(entries));
        setUnread(null);
      },
      (failure: unknown) => {
        if (isWanted) setUnread(failure);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [edits, name, newest]);

  const { run, doing, ...refused } = useAction(async (_what: string, work: () => Promise<void>) => {
    await work();
    setTurn((it) => it + 1);
  });
  const [busy = null] = doing ?? [];
  const error = refused.error ?? unread;
  const restore = (line: Line) => {
    const { entry, value } = line;
    void run(entry, () => edits.restore(name, { entry, ...(value === undefined ? {} : { new: value }) }));
  };
  const erase = () => {
    void run('erase', async () => {
      await edits.erase(name);
      setIsErasing(false);
    });
  };

  const actions = isErasing ? (
    <>
      <Button autoFocus onClick={() => setIsErasing(false)}>
        {t('keep')}
      </Button>
      <Button tone="danger" busy={busy === 'erase'} onClick={erase}>
        {t('eraseNow')}
      </Button>
    </>
  ) : (
    <>
      {lines !== null && lines.length > 0 && (
        <Button tone="danger" onClick={() => setIsErasing(true)}>
          {t('erase')}
        </Button>
      )}
      <Button autoFocus onClick={onClose}>
        {t('close')}
      </Button>
    </>
  );
  return (
    <Dialog
      title={isErasing ? t('eraseTitle', { label }) : t('title', { label })}
      onClose={onClose}
      actions={actions}
    >
      {error !== null && <Message tone="bad">{errorText(error)}</Message>}
      {isErasing ? (
        <p>{t('eraseText')}</p>
      ) : (
        <Lines name={name} lines={lines} busy={busy} hasFailed={error !== null} onRestore={restore} />
      )}
    </Dialog>
  );
}

interface LinesProps {
  readonly name: string;
  readonly lines: readonly Line[] | null;
  readonly busy: string | null;
  readonly hasFailed: boolean;
  readonly onRestore: (line: Line) => void;
}

function Lines({ name, lines, busy, hasFailed, onRestore }: LinesProps) {
  const t = useTranslations('synced.history');
  if (lines === null) return hasFailed ? null : <Skeleton className="h-32 w-full" />;
  if (lines.length === 0) return <p className="text-soft">{t('empty')}</p>;
  return (
    <ol className="max-h-[50dvh] divide-y divide-line overflow-y-auto rounded-lg border border-line">
      {lines.map((line) => (
        <HistoryLine
          key={line.entry}
          name={name}
          line={line}
          isBusy={busy === line.entry}
          onRestore={() => onRestore(line)}
        />
      ))}
    </ol>
  );
}
