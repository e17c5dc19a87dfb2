/** A group: its name, who is in from the beginning, and what those who come later may read. */
import type { Chat, Person } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import { useUser } from '@kith/client/react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useSubmission } from '../../../entry/submission.ts';
import { SubmitRow } from '../../../entry/submit-row.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Field } from '../../../ui/field.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonFinder } from './person-finder.tsx';
import { titleMax } from './title-max.ts';

const histories = ['all', 'joined'] as const;

export function NewGroup({ onBegun }: { readonly onBegun: (chat: Chat) => void }) {
  const t = useTranslations('chat.new.group');
  const chats = useChatsDoor();
  const own = useUser()?.id;
  const form = useId();
  const [title, setTitle] = useState('');
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [history, setHistory] = useState<(typeof histories)[number]>('all');
  const named = title.trim();
  const submission = useSubmission({
    isFine: named !== '',
    act: async () => {
      onBegun(
        await chats.create({ kind: 'group', title: named, members: people.map(({ id }) => id), history }),
      );
    },
  });
  const add = (person: Person) => {
    if (person.id === own) return t('self');
    if (people.some(({ id }) => id === person.id)) return t('twice');
    setPeople([...people, person]);
    return null;
  };
  return (
    <div className="space-y-4">
      <form {...submission.form} id={form}>
        <Field
          label={t('title')}
          value={title}
          maxLength={titleMax}
          required
          autoComplete="off"
          dir="auto"
          onChange={({ target }) => setTitle(target.value)}
          error={submission.wasTried && named === '' ? t('titleMissing') : undefined}
        />
      </form>
      <PersonFinder label={t('add')} hint={t('addHint')} button={t('addButton')} onFound={add} />
      <PeopleList people={people} onRemove={(id) => setPeople(people.filter((it) => it.id !== id))} />
      <Choice
        legend={t('history')}
        options={histories.map((value) => ({ value, label: t(`histories.${value}`) }))}
        value={history}
        onChoose={setHistory}
        hint={t('historyHint')}
      />
      <SubmitRow
        submission={submission}
        form={form}
        label={t('create', { count: people.length + 1 })}
        busyLabel={t('creating')}
        errorText={(code) => (code === 'forbidden' ? t('forbidden') : undefined)}
      />
    </div>
  );
}
