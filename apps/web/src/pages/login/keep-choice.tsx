/** What becomes of the user's other devices at a recovery. */
import { useTranslations } from 'use-intl/react';

export interface KeepChoiceProps {
  readonly keeps: boolean;
  readonly onChange: (keeps: boolean) => void;
}

export function KeepChoice({ keeps, onChange }: KeepChoiceProps) {
  const t = useTranslations('login.code.others');
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t('title')}</legend>
      {([false, true] as const).map((it) => (
        <label key={String(it)} className="flex min-h-8 items-start gap-2.5 py-1.5 text-sm">
          <input
            type="radio"
            name="keepDevices"
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={keeps === it}
            onChange={() => onChange(it)}
          />
          <span>
            {t(it ? 'keep' : 'revoke')}
            <span className="block text-soft">{t(it ? 'keepMeans' : 'revokeMeans')}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
