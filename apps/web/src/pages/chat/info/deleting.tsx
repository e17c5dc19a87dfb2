/** Asks before a chat ends for everybody: its name must be typed. */
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { useSubmission } from '../../../entry/submission.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Message } from '../../../ui/message.tsx';
import { useErrorText } from '../../../words/errors.ts';
import type { PartProps } from './info.tsx';

export interface DeletingProps extends PartProps {
  readonly onClose: () => void;
}

export function Deleting({ chat, entry, onClose }: DeletingProps) {
  const t = useTranslations('chat.info.deleting');
  const names = useNames();
  const errorText = useErrorText();
  const [typed, setTyped] = useState('');
  const name = names.ofChat(entry);
  const isTyped = typed.trim() === name.trim();
  const { form, isBusy, error, wasTried } = useSubmission({
    isFine: isTyped,
    act: async () => {
      await chat.remove();
      onClose();
    },
  });
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button tone="danger" type="submit" form="chat-deleting" busy={isBusy}>
            {t('do')}
          </Button>
        </>
      }
    >
      <p>{t('effect', { count: entry.memberCount })}</p>
      <form {...form} id="chat-deleting">
        <Field
          label={t('type')}
          hint={<bdi className="font-medium break-words text-text">{name}</bdi>}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          onChange={({ target }) => setTyped(target.value)}
          error={wasTried && !isTyped ? t('differs') : undefined}
        />
      </form>
      {error !== null && (
        <Message tone="bad">
          <p>{errorText(error)}</p>
        </Message>
      )}
    </Dialog>
  );
}
