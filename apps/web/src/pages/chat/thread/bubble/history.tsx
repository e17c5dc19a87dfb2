/** What a message said before it was edited, oldest first. */
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Skeleton } from '../../../../ui/skeleton.tsx';
import { Time } from '../../../../ui/time.tsx';
import { useErrorText } from '../../../../words/errors.ts';
import { useDesk } from '../desk.tsx';
import { Popup } from '../popup.tsx';

export interface HistoryProps {
  readonly message: string;
  readonly at: HTMLElement;
  readonly onClose: () => void;
}

type Versions = readonly { readonly text: string; readonly at: number }[];

export function History({ message, at, onClose }: HistoryProps) {
  const t = useTranslations('thread.history');
  const errorText = useErrorText();
  const { chat } = useDesk();
  const [versions, setVersions] = useState<Versions | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let isWanted = true;
    chat.history(message).then(
      (found) => {
        if (isWanted) setVersions(found);
      },
      (refused: unknown) => {
        if (isWanted) setError(refused);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [chat, message]);
  return (
    <Popup at={at} role="dialog" label={t('title')} onClose={onClose}>
      <div className="max-h-80 w-80 max-w-full overflow-y-auto p-3 text-sm">
        <h3 className="mb-2 font-semibold">{t('title')}</h3>
        {error !== null && <p role="alert">{errorText(error)}</p>}
        {error === null && versions === null && <Skeleton className="h-16 w-full" />}
        {versions?.length === 0 && <p className="text-soft">{t('none')}</p>}
        <ol className="space-y-2">
          {versions?.map(({ text, at: when }) => (
            <li key={`${when} ${text}`} className="rounded-md bg-sunken px-2 py-1.5">
              <p className="text-xs text-soft">
                <Time at={when} />
              </p>
              <p dir="auto" className="break-words whitespace-pre-wrap">
                {text}
              </p>
            </li>
          ))}
        </ol>
      </div>
    </Popup>
  );
}
