/** Whom `@` may mean, above the text; the text keeps the focus, and keys choose. */
import type { Person } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../../chats/names.ts';

export interface MentionListProps {
  readonly id: string;
  readonly people: readonly Person[];
  readonly chosen: number;
  readonly onChoose: (person: Person) => void;
}

export function MentionList({ id, people, chosen, onChoose }: MentionListProps) {
  const t = useTranslations('thread.composer');
  const { ofPerson: nameOf } = useNames();
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('mentions')}
      className="absolute bottom-full left-2 z-20 mb-1 w-72 max-w-[calc(100%-1rem)] rounded-xl border border-line-strong bg-card p-1 shadow-lg"
    >
      {people.map((person, index) => (
        // The text has the focus and its keys; this is for the pointer.
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(person);
          }}
          className="flex min-h-9 cursor-pointer items-baseline gap-2 rounded-lg px-2.5 py-1.5 text-sm touch:min-h-11 touch:items-center hover:bg-sunken aria-selected:bg-accent-wash"
        >
          <bdi className="min-w-0 truncate font-medium">{nameOf(person)}</bdi>
          <span className="shrink-0 text-xs text-soft">@{person.handle}</span>
        </div>
      ))}
    </div>
  );
}
