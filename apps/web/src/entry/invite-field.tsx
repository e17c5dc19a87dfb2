/** The invite that a new device needs where the server asks for one. */
import { useTranslations } from 'use-intl/react';
import { Field } from '../ui/field.tsx';

export interface InviteFieldProps {
  readonly invite: string;
  readonly onChange: (invite: string) => void;
  readonly isRequired: boolean;
  /** It stands there as a link brought it. */
  readonly isFromLink?: boolean;
  /** It was asked for; or what stands there was refused. */
  readonly fault: 'missing' | 'refused' | null;
}

export function InviteField({ invite, onChange, isRequired, isFromLink = false, fault }: InviteFieldProps) {
  const t = useTranslations('entry.invite');
  return (
    <Field
      label={t('label')}
      name="invite"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={64}
      required={isRequired}
      value={invite}
      onChange={({ target }) => onChange(target.value)}
      hint={isFromLink ? t('fromLink') : t('hint')}
      error={fault === null ? undefined : fault === 'refused' ? t('refused') : t('needed')}
    />
  );
}
