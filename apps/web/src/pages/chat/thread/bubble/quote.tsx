/** What a message answers: its first words, and the way there. */
import type { Preview } from '@kith/client/chat';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../../chats/names.ts';
import { useActions } from '../actions.tsx';
import { useTabStop } from '../feed/tab-stop.tsx';
import { firstLine } from '../markdown/first-line.ts';
import { usePerson } from '../people.ts';

export function Quote({ of: { id, user, text } }: { readonly of: Preview }) {
  const t = useTranslations('thread');
  const { goTo } = useActions();
  const tabIndex = useTabStop();
  const name = useNames().ofPerson(usePerson(user));
  // It is not on this device, and the server has yet to say what it was.
  const isAsked = user === '';
  const line = useMemo(() => (text === null ? null : firstLine(text)), [text]);
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      onClick={() => goTo(id)}
      className="mb-1 block w-full min-w-0 rounded-md border-s-3 border-accent bg-sunken px-2 py-1 text-start text-xs touch:min-h-11 hover:bg-line/50"
    >
      <span className="sr-only">{t('quote')} </span>
      <bdi className="line-clamp-1 font-semibold" title={name}>
        {isAsked ? '…' : name}
      </bdi>
      <bdi className="line-clamp-1 break-all text-soft" title={text ?? undefined}>
        {line ?? (isAsked ? '…' : t('deleted'))}
      </bdi>
    </button>
  );
}
