/** One thing that concerns the person, which leads to its place. */
import type { InboxEntry } from '@kith/client/chat';
import { usePerson } from '@kith/client/chat/react';
import { useTranslations } from 'use-intl/react';
import { Link } from 'wouter';
import { useNames } from '../../chats/names.ts';
import { addressOf } from '../../chats/place.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Time } from '../../ui/time.tsx';

export interface EntryRowProps {
  readonly entry: InboxEntry;
  readonly isNew: boolean;
}

export function EntryRow({ entry, isNew }: EntryRowProps) {
  const t = useTranslations('inbox');
  const names = useNames();
  const { at, chat, by, message } = entry;
  const kind = wording(entry);
  const person = usePerson(by ?? '');
  const name = names.ofPerson(person);
  const title = names.ofChat({ ...chat, partner: chat.kind === 'direct' ? person : null });
  const said = message === null ? null : (message.text ?? t('deleted'));
  const values = {
    name: () => <bdi className="font-semibold">{name}</bdi>,
    chat: () => <bdi className="font-medium">{title}</bdi>,
  };
  return (
    <li>
      <Link
        href={addressOf({ chat: chat.id, message: message?.id ?? null })}
        className="flex gap-3 px-4 py-3 -outline-offset-2 hover:bg-sunken"
      >
        <Avatar id={by ?? chat.id} name={name} />
        <span className="min-w-0 flex-1">
          <span className="block break-words">
            {isNew && (
              <span className="mr-2 inline-block rounded-full bg-accent px-2 text-xs leading-5 font-semibold text-on-accent">
                {t('new')}
              </span>
            )}
            {t.rich(`kinds.${kind}`, values)}
          </span>
          {said !== null && (
            <bdi className={`mt-0.5 block break-words text-soft ${message?.text === null ? 'italic' : ''}`}>
              {said}
            </bdi>
          )}
          <span className="mt-0.5 block text-sm text-soft">
            <Time at={at} />
          </span>
        </span>
      </Link>
    </li>
  );
}

/** In a chat of two it goes without saying where. */
function wording({ kind, chat }: InboxEntry) {
  if (chat.kind !== 'direct') return kind;
  if (kind === 'mention') return 'directMention';
  return kind === 'reply' ? 'directReply' : kind;
}
