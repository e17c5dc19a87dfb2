/** Who has read a message, and who reacted to it. */
import type { Message } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../../chats/names.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { usePeople } from '../people.ts';
import { useReaders } from '../receipts.ts';

export interface WhoProps {
  readonly message: Message;
  readonly onClose: () => void;
}

export function Who({ message, onClose }: WhoProps) {
  const t = useTranslations('thread.who');
  const readers = useReaders(message.seq).filter((id) => id !== message.user);
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={
        <Button tone="primary" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      {message.reactions.map(({ emoji, users, count }) => (
        <section key={emoji}>
          <h3 className="font-medium">
            {emoji} {count}
          </h3>
          <Names ids={users} />
        </section>
      ))}
      <section>
        <h3 className="font-medium">{t('read')}</h3>
        {readers.length === 0 ? <p className="text-soft">{t('nobody')}</p> : <Names ids={readers} />}
      </section>
    </Dialog>
  );
}

function Names({ ids }: { readonly ids: readonly string[] }) {
  const { ofPerson: nameOf } = useNames();
  const people = usePeople(ids);
  return (
    <ul className="text-soft">
      {people.map((person, at) => (
        <li key={ids[at]}>
          <bdi>{nameOf(person)}</bdi>
        </li>
      ))}
    </ul>
  );
}
