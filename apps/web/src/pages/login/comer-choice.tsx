/** Which device a recovery code is to let in. */
import { useTranslations } from 'use-intl/react';

/** The one that is logged in here, one that is registered for it, or one that was registered before. */
export type Comer = 'here' | 'new' | 'known';

export interface ComerChoiceProps {
  readonly comer: Comer;
  /** The name of the one that is here. */
  readonly here: string;
  /** The server takes new devices. */
  readonly isNewWelcome: boolean;
  readonly onChange: (comer: Exclude<Comer, 'here'>) => void;
}

export function ComerChoice({ comer, here, isNewWelcome, onChange }: ComerChoiceProps) {
  const t = useTranslations('login.code');
  if (comer === 'here') {
    return (
      <p className="text-sm">{t.rich('here', { name: () => <bdi className="font-medium">{here}</bdi> })}</p>
    );
  }
  if (!isNewWelcome) return <p className="text-sm">{t('onlyKnown')}</p>;
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t('comer')}</legend>
      {(['new', 'known'] as const).map((it) => (
        <label key={it} className="flex min-h-8 items-center gap-2.5 py-1 text-sm touch:min-h-11">
          <input
            type="radio"
            name="comer"
            className="size-4 shrink-0 accent-accent"
            checked={comer === it}
            onChange={() => onChange(it)}
          />
          {t(`comers.${it}`)}
        </label>
      ))}
    </fieldset>
  );
}
