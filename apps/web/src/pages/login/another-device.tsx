/** Logging in by name and password. */
import { useKith } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { PasswordInput } from '../../entry/password-input.tsx';
import { useSubmission } from '../../entry/submission.ts';
import { SubmitRow } from '../../entry/submit-row.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import type { Enter } from './enter.ts';

export function AnotherDevice({ enter }: { readonly enter: Enter }) {
  return (
    <Card>
      <NamedLogin enter={enter} />
    </Card>
  );
}

/** `autoFocus`: somebody just asked for this form. */
export function NamedLogin({
  enter,
  autoFocus = false,
}: {
  readonly enter: Enter;
  readonly autoFocus?: boolean;
}) {
  const t = useTranslations('login');
  const kith = useKith();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const submission = useSubmission({
    isFine: name.trim() !== '' && password !== '',
    act: () =>
      enter(async () => {
        await kith.login({ device: name.trim(), password });
        return true;
      }),
  });
  const { wasTried } = submission;
  return (
    <form {...submission.form} className="space-y-4">
      <Field
        label={t('name')}
        name="device"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={256}
        // Focus follows what was pressed.
        autoFocus={autoFocus}
        value={name}
        onChange={({ target }) => setName(target.value)}
        error={wasTried && name.trim() === '' ? t('nameMissing') : undefined}
      />
      <PasswordInput
        label={t('password')}
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={({ target }) => setPassword(target.value)}
        error={wasTried && password === '' ? t('passwordMissing') : undefined}
      />
      <SubmitRow
        submission={submission}
        label={t('login')}
        busyLabel={t('loggingIn')}
        errorText={(code) => (code === 'unauthenticated' ? t('wrong') : undefined)}
      />
    </form>
  );
}
