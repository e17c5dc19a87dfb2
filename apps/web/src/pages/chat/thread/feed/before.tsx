/** What stands in a feed before its messages: that they come, or did not. */
import type { Window } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../../../ui/button.tsx';
import { useCodeText } from '../../../../words/errors.ts';
import { ThreadSkeleton } from '../skeleton.tsx';

export interface BeforeProps {
  readonly window: Window;
  readonly onRetry: () => void;
}

export function Before({ window: { state, error }, onRetry }: BeforeProps) {
  const t = useTranslations('thread.top');
  const codeText = useCodeText();
  return (
    <div className="absolute inset-0">
      {state === 'first' && error !== null ? (
        <div className="flex h-full flex-col items-center justify-center gap-3 p-6 text-center" role="alert">
          <p>{codeText(error)}</p>
          <Button onClick={onRetry}>{t('retry')}</Button>
        </div>
      ) : (
        <ThreadSkeleton />
      )}
    </div>
  );
}
