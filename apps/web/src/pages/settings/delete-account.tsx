/** The end of the user, for good: asked for by typing the handle. */
import type { User } from '@kith/client';
import { useKith, useStatus } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { openedChats } from '../../chats/opened.ts';
import { useSubmission } from '../../entry/submission.ts';
import { foldedHandle } from '../../shell/names.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';
import { clearHere } from './clear.ts';

export function DeleteAccount({ user }: { readonly user: User }) {
  const t = useTranslations('settings.data.delete');
  const isLive = useStatus(({ name }) => name === 'live');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="space-y-2">
      <p className="text-sm text-soft">{t('text')}</p>
      <Button tone="danger" disabled={!isLive} onClick={() => setIsAsking(true)}>
        {t('open')}
      </Button>
      {isAsking && <Asking user={user} onClose={() => setIsAsking(false)} />}
    </div>
  );
}

interface AskingProps {
  readonly user: User;
  readonly onClose: () => void;
}

function Asking({ user, onClose }: AskingProps) {
  const t = useTranslations('settings.data.delete');
  const kith = useKith();
  const errorText = useErrorText();
  const [typed, setTyped] = useState('');
  const isTyped = foldedHandle(typed.trim().replace(/^@/, '')) === user.handle;
  const { form, isBusy, error, wasTried } = useSubmission({
    isFine: isTyped,
    act: async () => {
      const chats = await openedChats(kith);
      await chats.deleteAccount(user.handle);
      // Sessions ended with the user; what is kept here goes as well.
      await clearHere(kith).catch(() => undefined);
      location.assign('/register');
    },
  });
  return (
    <Dialog
      title={t('title')}
      beginsAt="title"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button tone="danger" type="submit" form="delete-account" busy={isBusy}>
            {t('do')}
          </Button>
        </>
      }
    >
      <p>{t('effect')}</p>
      <ul className="list-disc space-y-1 pl-5">
        <li>{t('effects.chats')}</li>
        <li>{t('effects.messages')}</li>
        <li>{t('effects.devices')}</li>
      </ul>
      <p className="font-medium text-bad">{t('final')}</p>
      <form {...form} id="delete-account">
        <Field
          label={t('type')}
          hint={<bdi className="font-medium break-all text-text">{user.handle}</bdi>}
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={({ target }) => setTyped(target.value)}
          error={wasTried && !isTyped ? t('differs') : undefined}
        />
      </form>
      {error !== null && (
        <Message tone="bad">
          <p>{error.code === 'conflict' ? t('owner') : errorText(error)}</p>
        </Message>
      )}
    </Dialog>
  );
}
