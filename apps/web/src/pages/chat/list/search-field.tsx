/** Finds a chat by its name; Esc empties it, and the arrow down leads into the list. */
import { useId } from 'react';
import { useTranslations } from 'use-intl/react';
import { SearchIcon } from '../../../ui/icons.tsx';
import { focusFirstRow } from './roving.ts';

export interface SearchFieldProps {
  readonly query: string;
  readonly onChange: (query: string) => void;
}

export function SearchField({ query, onChange }: SearchFieldProps) {
  const t = useTranslations('chat.list');
  const id = useId();
  return (
    <div className="relative">
      <label htmlFor={id} className="sr-only">
        {t('search')}
      </label>
      <SearchIcon className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-soft" />
      <input
        id={id}
        type="search"
        autoComplete="off"
        placeholder={t('search')}
        value={query}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && query !== '') {
            event.preventDefault();
            onChange('');
          }
          if (event.key === 'ArrowDown' && focusFirstRow()) event.preventDefault();
        }}
        className="block min-h-9 w-full touch:min-h-11 rounded-full border border-line bg-sunken py-1.5 pr-3 pl-9 text-sm placeholder:text-soft touch:text-base"
      />
    </div>
  );
}
