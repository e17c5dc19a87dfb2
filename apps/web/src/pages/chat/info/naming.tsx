/** Another name or purpose for a chat. */
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useSubmission } from '../../../entry/submission.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Message } from '../../../ui/message.tsx';
import { useErrorText } from '../../../words/errors.ts';
import { purposeMax, titleMax } from '../new/title-max.ts';
import type { PartProps } from './info.tsx';

export interface NamingProps extends PartProps {
  readonly onClose: () => void;
}

export function Naming({ chat, entry, onClose }: NamingProps) {
  const t = useTranslations('chat.info.naming');
  const errorText = useErrorText();
  const [title, setTitle] = useState(entry.title ?? '');
  const [purpose, setPurpose] = useState(entry.purpose ?? '');
  const named = title.trim();
  const about = purpose.trim();
  const isMissing = named === '' && entry.title !== null;
  const { form, isBusy, error, wasTried } = useSubmission({
    isFine: !isMissing,
    act: async () => {
      // What was not touched here may have been changed by somebody else meanwhile.
      const change = {
        ...(named !== (entry.title ?? '') && { title: named }),
        ...(about !== (entry.purpose ?? '') && { purpose: about === '' ? null : about }),
      };
      if (Object.keys(change).length > 0) await chat.update(change);
      onClose();
    },
  });
  return (
    <Dialog
      title={t('dialog')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" type="submit" form="chat-naming" busy={isBusy}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form {...form} id="chat-naming" className="space-y-4 text-left">
        <Field
          label={t('title')}
          value={title}
          maxLength={titleMax}
          autoComplete="off"
          dir="auto"
          onChange={({ target }) => setTitle(target.value)}
          error={wasTried && isMissing ? t('titleMissing') : undefined}
        />
        <Field
          label={t('purpose')}
          value={purpose}
          maxLength={purposeMax}
          autoComplete="off"
          dir="auto"
          onChange={({ target }) => setPurpose(target.value)}
        />
        {error !== null && (
          <Message tone="bad">
            <p>{errorText(error)}</p>
          </Message>
        )}
      </form>
    </Dialog>
  );
}
