/** A message that the server would not take: why, and what can be done; its text is never lost by itself. */
import type { Message } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { useCodeText } from '../../../../words/errors.ts';
import { useDesk } from '../desk.tsx';
import { useTabStop } from '../feed/tab-stop.tsx';

const look =
  'min-h-6 touch:min-h-11 rounded px-1.5 font-medium text-accent underline underline-offset-2 hover:text-accent-strong';

export function Failed({ message: { key, text, error } }: { readonly message: Message }) {
  const t = useTranslations('thread.failed');
  const codeText = useCodeText();
  const { chat } = useDesk();
  const tabIndex = useTabStop();
  // The types promise a clipboard; outside of secure contexts there is none.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-1 text-xs">
      <p className="text-bad">{error === null ? t('why') : codeText(error)}</p>
      <button type="button" tabIndex={tabIndex} className={look} onClick={() => chat.retry(key)}>
        {t('retry')}
      </button>
      {clipboard !== undefined && (
        <button
          type="button"
          tabIndex={tabIndex}
          className={look}
          onClick={() => void clipboard.writeText(text ?? '').catch(() => undefined)}
        >
          {t('copy')}
        </button>
      )}
      <button type="button" tabIndex={tabIndex} className={look} onClick={() => chat.discard(key)}>
        {t('discard')}
      </button>
    </div>
  );
}
