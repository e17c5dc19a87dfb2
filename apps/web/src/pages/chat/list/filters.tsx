/** Which chats the list shows: native radio buttons that look like chips. */
import { useId } from 'react';
import { useTranslations } from 'use-intl/react';
import { type Filter, filters } from './shown.ts';

export interface FiltersProps {
  readonly value: Filter;
  readonly onChoose: (filter: Filter) => void;
}

export function Filters({ value, onChoose }: FiltersProps) {
  const t = useTranslations('chat.list.filters');
  const id = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t('legend')}</legend>
      <div className="flex gap-0.5">
        {filters.map((it) => (
          <label
            key={it}
            className="flex min-h-8 touch:min-h-11 cursor-pointer items-center rounded-full px-2 text-xs text-soft outline-offset-2 hover:bg-sunken has-checked:bg-accent-wash has-checked:font-semibold has-checked:text-accent-strong has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={id}
              checked={it === value}
              onChange={() => onChoose(it)}
              className="sr-only"
            />
            {t(it)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
