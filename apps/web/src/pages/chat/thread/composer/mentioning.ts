/** Suggests members while `@…` is typed: which, and what keys do. */
import type { Member, Person } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { type AriaAttributes, type KeyboardEvent, type RefObject, useId, useMemo, useState } from 'react';
import { useDesk } from '../desk.tsx';
import { candidates, completed, type MentionQuery, mentionAt } from './mention-query.ts';

export interface MentioningOptions {
  readonly text: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onText: (text: string, caret: number) => void;
}

const noMembers = { list: [] as readonly Member[], hasMore: false, isLoaded: false };

export function useMentioning({ text, field, onText }: MentioningOptions) {
  const { chat, own } = useDesk();
  const { list } = useReadable(chat.members, noMembers);
  const listId = useId();
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [chosen, setChosen] = useState(0);
  const people = useMemo(() => {
    if (query === null) return [];
    return candidates(
      list.map(({ user }) => user).filter(({ id }) => id !== own),
      query.typed,
    );
  }, [list, own, query]);
  const close = () => setQuery(null);
  const look = () => {
    const { selectionStart, selectionEnd } = field.current ?? { selectionStart: 0, selectionEnd: 1 };
    const found =
      selectionStart === selectionEnd ? mentionAt(field.current?.value ?? '', selectionStart) : null;
    if (found?.from === query?.from && found?.typed === query?.typed) return;
    setQuery(found);
    setChosen(0);
  };
  const choose = (person: Person) => {
    if (query === null) return;
    const caret = field.current?.selectionStart ?? text.length;
    const next = completed(text, { from: query.from, caret, handle: person.handle });
    close();
    onText(next.text, next.caret);
  };
  /** Whether the key was for the suggestions. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const person = people[chosen];
    if (person === undefined) return false;
    switch (event.key) {
      case 'ArrowDown':
        setChosen((chosen + 1) % people.length);
        break;
      case 'ArrowUp':
        setChosen((chosen + people.length - 1) % people.length);
        break;
      case 'Enter':
      case 'Tab':
        choose(person);
        break;
      case 'Escape':
        close();
        event.stopPropagation();
        break;
      default:
        return false;
    }
    event.preventDefault();
    return true;
  };
  const isOpen = people.length > 0;
  const aria: AriaAttributes = {
    'aria-autocomplete': 'list',
    ...(isOpen ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${chosen}` } : {}),
  };
  return { people, chosen, listId, choose, close, look, onKeyDown, aria };
}
