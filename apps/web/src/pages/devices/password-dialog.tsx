/** Another password for this device. Its session goes on; the old password stops working. */
import type { Device } from '@kith/client';
import { useKith } from '@kith/client/react';
import { type SubmitEvent, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { notePasswordless } from '../../entry/passwordless.ts';
import { useNotify } from '../../shell/notices.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { EyeIcon } from '../../ui/icons.tsx';
import { useErrorText } from '../../words/errors.ts';

export interface PasswordDialogProps {
  readonly device: Device;
  readonly onClose: () => void;
}

const charsMin = 8;
const charsMax = 256;

export function PasswordDialog({ device, onClose }: PasswordDialogProps) {
  const t = useTranslations('devices.password');
  const kith = useKith();
  const notify = useNotify();
  const textOf = useErrorText();
  const form = useId();
  const input = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState('');
  const [isShown, setIsShown] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | undefined>();
  const fail = (text: string) => {
    setError(text);
    input.current?.focus();
  };
  const save = async () => {
    setIsBusy(true);
    setError(undefined);
    try {
      await kith.devices.setPassword({ password });
      notePasswordless(device.id, false);
      notify({ text: t('done'), forMs: 8000 });
      onClose();
    } catch (failure) {
      setIsBusy(false);
      fail(textOf(failure));
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (password.length < charsMin) fail(t('short'));
    else if (password.length > charsMax) fail(t('long'));
    else void save();
  };
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={form} tone="primary" busy={isBusy}>
            {t('save')}
          </Button>
        </>
      }
    >
      <p>{t('text')}</p>
      <form id={form} noValidate onSubmit={submit}>
        {/* Password managers keep the password under this name. */}
        <input type="text" name="username" autoComplete="username" value={device.name} readOnly hidden />
        <Field
          ref={input}
          label={t('label')}
          hint={t('hint')}
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={error}
          after={
            <Button
              aria-label={t('show')}
              aria-pressed={isShown}
              className="px-2.5"
              onClick={() => setIsShown(!isShown)}
            >
              <EyeIcon />
            </Button>
          }
        />
      </form>
    </Dialog>
  );
}
