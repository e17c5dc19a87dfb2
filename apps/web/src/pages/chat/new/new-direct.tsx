/** A chat with one person, who is looked up first: one sees whom one writes to. Oneself stands for notes. */
import type { Chat, Person } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import { useUser } from '@kith/client/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { useAction } from '../../../shell/action.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { Message } from '../../../ui/message.tsx';
import { useErrorText } from '../../../words/errors.ts';
import { PersonFinder } from './person-finder.tsx';

export function NewDirect({ onBegun }: { readonly onBegun: (chat: Chat) => void }) {
  const t = useTranslations('chat.new.direct');
  const [found, setFound] = useState<Person | null>(null);
  return (
    <div className="space-y-4">
      <PersonFinder
        label={t('handle')}
        hint={t('hint')}
        button={t('find')}
        onFound={(person) => {
          setFound(person);
          return null;
        }}
      />
      {found !== null && <Found key={found.id} person={found} onBegun={onBegun} />}
    </div>
  );
}

interface FoundProps {
  readonly person: Person;
  readonly onBegun: (chat: Chat) => void;
}

function Found({ person, onBegun }: FoundProps) {
  const t = useTranslations('chat.new.direct');
  const chats = useChatsDoor();
  const names = useNames();
  const errorText = useErrorText();
  const isSelf = useUser()?.id === person.id;
  const button = useRef<HTMLButtonElement>(null);
  const { run, isBusy, error } = useAction(async () => onBegun(await chats.direct(person.id)));
  useEffect(() => button.current?.focus(), []);
  const name = names.ofPerson(person);
  const refusal =
    error?.code === 'forbidden'
      ? t('forbidden')
      : error?.code === 'conflict'
        ? t('blocked')
        : error && errorText(error);
  return (
    <div className="space-y-3">
      <div className="flex items-center gap-3 rounded-lg border border-line p-3">
        <Avatar id={person.id} name={name} />
        <p className="min-w-0 flex-1">
          <bdi className="block font-medium break-words">{isSelf ? t('self') : name}</bdi>
          <bdi className="block break-all text-soft">@{person.handle}</bdi>
        </p>
        <Button ref={button} tone="primary" busy={isBusy} onClick={() => void run()}>
          {isSelf ? t('openNotes') : t('begin')}
        </Button>
      </div>
      {isSelf && <p className="text-soft">{t('selfText')}</p>}
      {refusal && (
        <Message tone="bad">
          <p>{refusal}</p>
          {error?.code === 'conflict' && (
            <Button onClick={() => chats.unblock(person.id)}>{t('unblock')}</Button>
          )}
        </Message>
      )}
    </div>
  );
}
