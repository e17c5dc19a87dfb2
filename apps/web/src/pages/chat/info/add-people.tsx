/** Adds people to a chat by their handles, one after the other. */

import { KithError } from '@kith/client';
import type { Person } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CheckIcon } from '../../../ui/icons.tsx';
import { useErrorText } from '../../../words/errors.ts';
import { PersonFinder } from '../new/person-finder.tsx';
import type { PartProps } from './info.tsx';

export interface AddPeopleProps extends PartProps {
  readonly onClose: () => void;
}

const unknown = { list: [], hasMore: false, isLoaded: false };

export function AddPeople({ chat, entry, onClose }: AddPeopleProps) {
  const t = useTranslations('chat.info.adding');
  const names = useNames();
  const errorText = useErrorText();
  const { list } = useReadable(chat.members, unknown);
  const [added, setAdded] = useState<readonly Person[]>([]);
  const add = async (person: Person): Promise<string | null> => {
    if (list.some(({ user }) => user.id === person.id)) return t('already');
    try {
      await chat.addMember(person.id);
    } catch (error) {
      if (!(error instanceof KithError)) throw error;
      if (error.code === 'forbidden') return t('forbidden');
      return error.code === 'conflict' ? t('banned') : errorText(error);
    }
    setAdded((before) => [...before, person]);
    return null;
  };
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={<Button onClick={onClose}>{added.length === 0 ? t('cancel') : t('done')}</Button>}
    >
      <PersonFinder
        label={t('handle')}
        hint={entry.history === 'all' ? t('seesAll') : t('seesNew')}
        button={t('add')}
        onFound={add}
      />
      <ul aria-live="polite" className="space-y-1">
        {added.map((person) => (
          <li key={person.id} className="flex items-center gap-2">
            <CheckIcon className="size-4 text-good" />
            <span className="min-w-0 break-words">
              {t.rich('added', { name: () => <bdi className="font-medium">{names.ofPerson(person)}</bdi> })}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
