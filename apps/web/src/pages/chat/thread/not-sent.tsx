/** Says that messages were not sent, and sends or drops all of them at once. */
import type { Thread } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { WarnIcon } from '../../../ui/icons.tsx';
import { useDesk } from './desk.tsx';

const look =
  'min-h-8 touch:min-h-11 rounded px-1.5 font-medium text-accent underline underline-offset-2 hover:text-accent-strong';

export function NotSent({ thread }: { readonly thread: Thread }) {
  const t = useTranslations('thread.notSent');
  const { chat } = useDesk();
  const { items } = useReadable(thread, thread.get());
  const failed = items.filter((it) => it.kind === 'message' && it.state === 'failed');
  const count = failed.length;
  return (
    // The place that speaks is there before it has something to say.
    <div role="alert">
      {count > 0 && (
        <div className="flex flex-wrap items-center gap-x-2 border-t border-bad bg-bad-wash px-3 py-1 text-sm">
          <WarnIcon className="size-4" />
          <p className="min-w-0 flex-[1_1_11rem]">{t('count', { count })}</p>
          <button
            type="button"
            className={look}
            onClick={() => {
              for (const { key } of failed) chat.retry(key);
            }}
          >
            {t('retry')}
          </button>
          <button
            type="button"
            className={look}
            onClick={() => {
              for (const { key } of failed) chat.discard(key);
            }}
          >
            {t('discard')}
          </button>
        </div>
      )}
    </div>
  );
}
