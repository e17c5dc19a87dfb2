/** A message: its bubble with what belongs to it, own ones on the right. */
import type { Message } from '@kith/client/chat';
import { useFormatter, useTranslations } from 'use-intl/react';
import { useNames } from '../../../../chats/names.ts';
import { MoreIcon } from '../../../../ui/icons.tsx';
import { useActions } from '../actions.tsx';
import type { MessageRow } from '../feed/rows.ts';
import { useTabStop } from '../feed/tab-stop.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { usePerson } from '../people.ts';
import { EditedMark } from './edited-mark.tsx';
import { Failed } from './failed.tsx';
import { useLongPress } from './long-press.ts';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';
import { StateMark } from './state-mark.tsx';

export interface BubbleProps {
  readonly row: MessageRow;
  /** The id of what names the message to a screen reader. */
  readonly labelId: string;
  /** The id of what it says. */
  readonly bodyId: string;
  /** It was just gone to. */
  readonly isFound: boolean;
}

export function Bubble({
  row: { message, isGroupFirst, isGroupLast },
  labelId,
  bodyId,
  isFound,
}: BubbleProps) {
  const t = useTranslations('thread');
  const format = useFormatter();
  const tabIndex = useTabStop();
  const { openMenu, openReplies, hasNames } = useActions();
  const { ofPerson: nameOf } = useNames();
  const name = nameOf(usePerson(message.user));
  const { isOwn, text, at, replies } = message;
  const time = format.dateTime(at, { timeStyle: 'short' });
  const press = useLongPress((element) => openMenu(message, element));
  return (
    <div className={`group/bubble ${isGroupFirst ? 'pt-2' : 'pt-0.5'}`}>
      <div className={`flex items-center gap-1 ${isOwn ? 'flex-row-reverse' : ''}`}>
        <div
          {...press}
          className={`relative min-w-0 touch:select-none max-w-[min(38rem,calc(100%-2.75rem))] touch:max-w-[min(38rem,88%)] rounded-2xl border px-3 py-1.5 text-[0.95rem] leading-[1.3125rem] transition-shadow ${
            isOwn ? 'border-transparent bg-accent-wash' : 'border-line bg-card'
          } ${isOwn && isGroupLast ? 'rounded-ee-md' : ''} ${!isOwn && isGroupLast ? 'rounded-es-md' : ''} ${
            isFound ? 'ring-2 ring-accent' : ''
          } ${message.mentionsMe ? 'border-accent' : ''}`}
        >
          <p
            id={labelId}
            className={
              hasNames && isGroupFirst && !isOwn ? 'text-xs leading-4 font-semibold text-accent' : 'sr-only'
            }
          >
            <bdi>{isOwn ? t('you') : name}</bdi>
            <span className="sr-only"> {time}</span>
          </p>
          {message.replyTo !== null && <Quote of={message.replyTo} />}
          <div className="flex flex-wrap items-end justify-end gap-x-3">
            <div id={bodyId} className="min-w-0 grow [overflow-wrap:anywhere]">
              {text === null ? (
                <Stone message={message} />
              ) : (
                <Markdown text={text} mentions={message.mentions} />
              )}
            </div>
            <p className="mt-0.5 flex items-center gap-1.5 text-[0.7rem] leading-4 text-soft">
              {text !== null && message.editedAt !== null && <EditedMark message={message} />}
              <time
                dateTime={new Date(at).toISOString()}
                title={format.dateTime(at, { dateStyle: 'full', timeStyle: 'medium' })}
              >
                {time}
              </time>
              {isOwn && text !== null && <StateMark message={message} />}
            </p>
          </div>
        </div>
        {text !== null && (
          <button
            type="button"
            tabIndex={tabIndex}
            aria-haspopup="menu"
            aria-label={t('menu.open', { name: isOwn ? t('you') : name, time })}
            onClick={({ currentTarget }) => openMenu(message, currentTarget)}
            className="flex size-8 shrink-0 items-center justify-center rounded-full text-soft opacity-0 group-focus-within/bubble:opacity-100 group-hover/bubble:opacity-100 hover:bg-sunken hover:text-text focus-visible:opacity-100 touch:sr-only"
          >
            <MoreIcon className="size-5" />
          </button>
        )}
      </div>
      {message.state === 'failed' && <Failed message={message} />}
      {message.reactions.length > 0 && <Reactions message={message} />}
      {replies > 0 && openReplies !== null && (
        <p className={`flex ${isOwn ? 'justify-end' : ''}`}>
          <button
            type="button"
            tabIndex={tabIndex}
            onClick={() => openReplies(message)}
            className="min-h-6 touch:min-h-11 rounded px-2 text-xs font-medium text-accent underline-offset-2 hover:underline"
          >
            {t('replies.count', { count: replies })}
          </button>
        </p>
      )}
    </div>
  );
}

/** What is left of a message that was deleted. */
function Stone({ message: { user, deletedBy } }: { readonly message: Message }) {
  const t = useTranslations('thread');
  const isByAuthor = deletedBy === null || deletedBy === user;
  return <p className="text-soft italic">{t(isByAuthor ? 'deleted' : 'deletedByAdmin')}</p>;
}
