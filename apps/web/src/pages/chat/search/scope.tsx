/** Where a search looks: in the chat that is open, or in all. */
import { useId } from 'react';
import { useTranslations } from 'use-intl/react';

export interface ScopeProps {
  readonly isEverywhere: boolean;
  readonly onChoose: (isEverywhere: boolean) => void;
}

export function Scope({ isEverywhere, onChoose }: ScopeProps) {
  const t = useTranslations('chat.search');
  const id = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t('where')}</legend>
      <div className="flex flex-wrap gap-x-5">
        {[false, true].map((everywhere) => (
          <label key={String(everywhere)} className="flex min-h-8 touch:min-h-11 items-center gap-2 text-sm">
            <input
              type="radio"
              name={id}
              checked={isEverywhere === everywhere}
              onChange={() => onChoose(everywhere)}
              className="size-4 accent-accent"
            />
            {everywhere ? t('everywhere') : t('here')}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
