/** What it takes to go on as a remembered device: nothing where its session stands, else its password. */
import type { RememberedDevice } from '@kith/client';
import { useKith } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import type { CameBack } from '../../entry/coming-back.ts';
import { PasswordInput } from '../../entry/password-input.tsx';
import { isPasswordless } from '../../entry/passwordless.ts';
import { useSubmission } from '../../entry/submission.ts';
import { SubmitRow } from '../../entry/submit-row.tsx';
import { Message } from '../../ui/message.tsx';
import type { Enter } from './enter.ts';

/** The row that is open, and what its session turned out to be. */
export interface Picked {
  readonly id: string;
  readonly state: 'trying' | 'unreachable' | Exclude<CameBack, 'in'>;
}

export interface OpenRowProps {
  readonly device: RememberedDevice;
  readonly picked: Picked;
  readonly enter: Enter;
}

export function OpenRow({ device, picked, enter }: OpenRowProps) {
  const t = useTranslations('login');
  return (
    <div className="px-3 pt-1 pb-4" aria-live="polite">
      {picked.state === 'trying' && <p className="text-sm text-soft">{t('trying')}</p>}
      {picked.state === 'unreachable' && (
        <Message tone="warn">
          <p>{t('unreachable')}</p>
        </Message>
      )}
      {picked.state === 'password' && isPasswordless(device.id) && (
        <Message tone="warn">
          <p>{t('passwordless')}</p>
        </Message>
      )}
      {picked.state === 'password' && !isPasswordless(device.id) && (
        <PasswordLogin device={device} enter={enter} />
      )}
    </div>
  );
}

function PasswordLogin({ device, enter }: Pick<OpenRowProps, 'device' | 'enter'>) {
  const t = useTranslations('login');
  const kith = useKith();
  const [password, setPassword] = useState('');
  const submission = useSubmission({
    isFine: password !== '',
    act: () =>
      enter(async () => {
        await kith.login({ device: device.id, password });
        return true;
      }),
  });
  return (
    <form {...submission.form} className="space-y-4">
      <input type="hidden" name="device" autoComplete="username" value={device.name} readOnly />
      <PasswordInput
        label={t('password')}
        name="password"
        autoComplete="current-password"
        required
        // Focus follows what was pressed.
        autoFocus
        value={password}
        onChange={({ target }) => setPassword(target.value)}
        error={submission.wasTried && password === '' ? t('passwordMissing') : undefined}
      />
      <SubmitRow
        submission={submission}
        label={t('login')}
        busyLabel={t('loggingIn')}
        errorText={(code) => (code === 'unauthenticated' ? t('wrongPassword') : undefined)}
      />
    </form>
  );
}
