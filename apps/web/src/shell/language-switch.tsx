/** The other languages, for whoever cannot read this one. */
import { useLocale } from 'use-intl/react';
import { choose, languages } from '../appearance/appearance.ts';
import { languageNames } from '../appearance/language-names.ts';

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
              {languageNames[it]}
            </button>
          </li>
        ))}
    </ul>
  );
}
