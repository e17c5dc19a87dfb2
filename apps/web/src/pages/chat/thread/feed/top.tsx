/** What is said above the first message: earlier ones come, or did not come, or there are none. */
import type { Window } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { useCodeText } from '../../../../words/errors.ts';

export interface TopProps {
  readonly window: Window;
  /** What is said where there are no earlier ones; null: nothing. */
  readonly beginning: string | null;
  /** Where the first message begins, less its own height. */
  readonly at: number;
  readonly onRetry: () => void;
}

/** Always as high: nothing below it moves when it says something else. */
export function Top({ window: { hasBefore, loading, error }, beginning, at, onRetry }: TopProps) {
  const t = useTranslations('thread.top');
  const codeText = useCodeText();
  return (
    <div
      className="absolute inset-x-0 flex h-14 items-center justify-center gap-2 px-4 text-center text-xs text-soft"
      style={{ top: at }}
    >
      {loading === 'before' ? (
        <p>{t('loading')}</p>
      ) : error !== null && hasBefore ? (
        <>
          <p className="line-clamp-2 text-bad" title={codeText(error)}>
            {t('failed')}
          </p>
          <button
            type="button"
            onClick={onRetry}
            className="min-h-8 touch:min-h-11 rounded px-2 font-medium text-accent underline underline-offset-2"
          >
            {t('retry')}
          </button>
        </>
      ) : (
        !hasBefore && beginning !== null && <p>{beginning}</p>
      )}
    </div>
  );
}
