/** The reactions under a message: each a toggle that says who; and who they all are. */
import type { Message, Reaction } from '@kith/client/chat';
import { useFormatter, useTranslations } from 'use-intl/react';
import { useNames } from '../../../../chats/names.ts';
import { useActions } from '../actions.tsx';
import { useDesk } from '../desk.tsx';
import { useTabStop } from '../feed/tab-stop.tsx';
import { usePeople } from '../people.ts';
import { useTry } from '../try.ts';

export function Reactions({ message }: { readonly message: Message }) {
  const t = useTranslations('thread.reactions');
  return (
    <ul
      aria-label={t('label')}
      className={`mt-0.5 flex flex-wrap gap-1 ${message.isOwn ? 'justify-end' : ''}`}
    >
      {message.reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Toggle message={message.id} reaction={reaction} />
        </li>
      ))}
    </ul>
  );
}

function Toggle({ message, reaction }: { readonly message: string; readonly reaction: Reaction }) {
  const t = useTranslations('thread.reactions');
  const format = useFormatter();
  const { chat } = useDesk();
  const { canWrite } = useActions();
  const tabIndex = useTabStop();
  const attempt = useTry();
  const { ofPerson: nameOf } = useNames();
  const people = usePeople(reaction.users);
  const { emoji, count, mine } = reaction;
  const more = count - people.length;
  const names = format.list([...people.map(nameOf), ...(more > 0 ? [t('more', { count: more })] : [])]);
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-pressed={mine}
      aria-disabled={!canWrite || undefined}
      aria-label={t('one', { emoji, count, names })}
      title={names}
      onClick={() => {
        if (canWrite) attempt(() => chat.react(message, emoji, mine));
      }}
      className="flex min-h-7 min-w-10 items-center justify-center gap-1 rounded-full border border-line bg-card px-2 text-sm touch:min-h-9 hover:border-line-strong aria-pressed:border-2 aria-pressed:border-accent aria-pressed:bg-accent-wash"
    >
      <span aria-hidden="true">{emoji}</span>
      <span aria-hidden="true" className="text-xs font-medium">
        {count}
      </span>
    </button>
  );
}
