/** The invite that a new device needs where the server asks for one. */
import { useTranslations } from 'use-intl/react';
import { Field } from '../../ui/field.tsx';

export interface InviteFieldProps {
  readonly invite: string;
  readonly onChange: (invite: string) => void;
  readonly isMissing: boolean;
  readonly isRefused: boolean;
}

export function InviteField({ invite, onChange, isMissing, isRefused }: InviteFieldProps) {
  const t = useTranslations('register.invite');
  return (
    <Field
      label={t('label')}
      name="invite"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={64}
      required
      value={invite}
      onChange={({ target }) => onChange(target.value)}
      error={isMissing ? t('needed') : isRefused ? t('refused') : undefined}
    />
  );
}
