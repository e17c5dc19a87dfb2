/** Says that a message was edited, and opens what it said before. */
import type { Message } from '@kith/client/chat';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useTabStop } from '../feed/tab-stop.tsx';
import { History } from './history.tsx';

export function EditedMark({ message }: { readonly message: Message }) {
  const t = useTranslations('thread');
  const tabIndex = useTabStop();
  const [at, setAt] = useState<HTMLElement | null>(null);
  return (
    <>
      <button
        type="button"
        tabIndex={tabIndex}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => setAt(currentTarget)}
        className="-my-1 min-h-6 rounded px-1 underline decoration-dotted underline-offset-2 hover:text-text"
      >
        {t('edited')}
      </button>
      {at !== null && <History message={message.id} at={at} onClose={() => setAt(null)} />}
    </>
  );
}
