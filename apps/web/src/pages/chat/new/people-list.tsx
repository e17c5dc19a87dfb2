/** People who were chosen, each with the way to take them out again. */
import type { Person } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { CrossIcon } from '../../../ui/icons.tsx';

export interface PeopleListProps {
  readonly people: readonly Person[];
  readonly onRemove: (id: string) => void;
}

export function PeopleList({ people, onRemove }: PeopleListProps) {
  const t = useTranslations('chat.new.group');
  const names = useNames();
  if (people.length === 0) return null;
  return (
    <ul aria-label={t('people')} className="flex flex-wrap gap-2">
      {people.map((person) => {
        const name = names.ofPerson(person);
        return (
          <li
            key={person.id}
            className="flex max-w-full items-center gap-2 rounded-full border border-line py-0.5 pr-0.5 pl-1"
          >
            <Avatar id={person.id} name={name} size="small" />
            <bdi className="min-w-0 truncate" title={name}>
              {name}
            </bdi>
            <button
              type="button"
              aria-label={t('takeOut', { name })}
              onClick={() => onRemove(person.id)}
              className="flex size-8 touch:size-11 shrink-0 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-text"
            >
              <CrossIcon className="size-4" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
