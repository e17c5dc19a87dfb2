/** The other languages, each in its own words: for whoever cannot read this one. */
import { useLocale } from 'use-intl/react';
import { choose, type Language, languages } from '../appearance/appearance.ts';

const names: Readonly<Record<Language, string>> = { en: 'English', ru: 'Русский' };

export function LanguageSwitch() {
  const current = useLocale();
  return (
    <ul className="flex">
      {languages
        .filter((it) => it !== current)
        .map((it) => (
          <li key={it}>
            <button
              type="button"
              lang={it}
              className="min-h-10 rounded-lg px-3 text-sm text-accent hover:bg-sunken"
              onClick={() => choose({ language: it })}
            >
              {names[it]}
            </button>
          </li>
        ))}
    </ul>
  );
}
