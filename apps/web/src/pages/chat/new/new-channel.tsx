/** A channel: its name, what it is about, and whether everybody finds it. */
import type { Chat } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useSubmission } from '../../../entry/submission.ts';
import { SubmitRow } from '../../../entry/submit-row.tsx';
import { Check } from '../../../ui/check.tsx';
import { Field } from '../../../ui/field.tsx';
import { purposeMax, titleMax } from './title-max.ts';

export function NewChannel({ onBegun }: { readonly onBegun: (chat: Chat) => void }) {
  const t = useTranslations('chat.new.channel');
  const chats = useChatsDoor();
  const [title, setTitle] = useState('');
  const [purpose, setPurpose] = useState('');
  const [listed, setListed] = useState(true);
  const named = title.trim();
  const about = purpose.trim();
  const submission = useSubmission({
    isFine: named !== '',
    act: async () => {
      onBegun(
        await chats.create({
          kind: 'channel',
          title: named,
          listed,
          ...(about !== '' && { purpose: about }),
        }),
      );
    },
  });
  return (
    <form {...submission.form} className="space-y-4">
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
      <Field
        label={t('purpose')}
        hint={t('purposeHint')}
        value={purpose}
        maxLength={purposeMax}
        autoComplete="off"
        dir="auto"
        onChange={({ target }) => setPurpose(target.value)}
      />
      <Check label={t('listed')} hint={t('listedHint')} isChecked={listed} onChange={setListed} />
      <SubmitRow submission={submission} label={t('create')} busyLabel={t('creating')} />
    </form>
  );
}
