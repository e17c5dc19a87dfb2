/** A password: hidden, unless the person wants to see what they type. */
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Field, type FieldProps } from '../ui/field.tsx';
import { charsMax } from './strength.ts';

export interface PasswordInputProps extends Omit<FieldProps, 'type' | 'after' | 'autoComplete'> {
  readonly autoComplete: 'current-password' | 'new-password';
}

export function PasswordInput(props: PasswordInputProps) {
  const t = useTranslations('entry.password');
  const [isShown, setIsShown] = useState(false);
  return (
    <Field
      {...props}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      maxLength={charsMax}
      after={
        <button
          type="button"
          aria-pressed={isShown}
          aria-label={t('showLabel')}
          className="min-h-10 min-w-20 touch:min-h-11 shrink-0 rounded-lg border border-line-strong bg-card px-3 text-sm font-medium text-text hover:bg-sunken"
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? t('hide') : t('show')}
        </button>
      }
    />
  );
}
