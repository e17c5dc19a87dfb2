/** Gives a device a password, or another one. Its session goes on; the old password stops working. */
import { useKith } from '@kith/client/react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNotify } from '../shell/notices.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useErrorText } from '../words/errors.ts';
import { PasswordInput } from './password-input.tsx';
import { notePasswordless } from './passwordless.ts';
import { charsMin, strengthOf } from './strength.ts';
import { StrengthLine } from './strength-line.tsx';
import { useSubmission } from './submission.ts';

export interface PasswordDialogProps {
  readonly device: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

export function PasswordDialog({ device, onClose }: PasswordDialogProps) {
  const t = useTranslations('entry.newPassword');
  const faults = useTranslations('entry.password');
  const kith = useKith();
  const notify = useNotify();
  const textOf = useErrorText();
  const form = useId();
  const [password, setPassword] = useState('');
  const isFine = [...password].length >= charsMin;
  const submission = useSubmission({
    isFine,
    act: async () => {
      await kith.devices.setPassword({ password });
      notePasswordless(device.id, false);
      notify({ text: t('done'), forMs: 8000 });
      onClose();
    },
  });
  const { isBusy, error, wasTried } = submission;
  const isShort = wasTried && !isFine;
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={form} tone="primary" busy={isBusy}>
            {isBusy ? t('saving') : t('save')}
          </Button>
        </>
      }
    >
      <p>{t('text')}</p>
      <form {...submission.form} id={form} className="space-y-3">
        {/* Password managers keep the password under this name. */}
        <input type="text" name="username" autoComplete="username" value={device.name} readOnly hidden />
        <PasswordInput
          label={t('label')}
          name="password"
          autoComplete="new-password"
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
          hint={
            <StrengthLine
              strength={password === '' ? null : strengthOf(password, [device.name])}
              isSilent={isShort}
            />
          }
          error={isShort ? faults('short') : undefined}
        />
        {error !== null && (
          <Message tone="bad">
            <p>{textOf(error)}</p>
          </Message>
        )}
      </form>
    </Dialog>
  );
}
