/** Asks before somebody is taken out of a chat, for now or for good. */
import type { Chat, Person } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { useAction } from '../../../shell/action.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Message } from '../../../ui/message.tsx';
import { useErrorText } from '../../../words/errors.ts';

export interface RemovingProps {
  readonly chat: Chat;
  readonly person: Person;
  readonly isBan: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function Removing({ chat, person, isBan, onClose, onDone }: RemovingProps) {
  const t = useTranslations('chat.info.removing');
  const names = useNames();
  const errorText = useErrorText();
  const { run, isBusy, error } = useAction(async () => {
    await chat.removeMember(person.id, isBan ? { ban: true } : {});
    onClose();
    onDone();
  });
  const name = () => <bdi className="font-medium break-words">{names.ofPerson(person)}</bdi>;
  return (
    <Dialog
      title={isBan ? t('banTitle') : t('title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="danger" busy={isBusy} onClick={() => void run()}>
            {isBan ? t('ban') : t('remove')}
          </Button>
        </>
      }
    >
      <p>{isBan ? t.rich('banText', { name }) : t.rich('text', { name })}</p>
      {error !== null && (
        <Message tone="bad">
          <p>{errorText(error)}</p>
        </Message>
      )}
    </Dialog>
  );
}
