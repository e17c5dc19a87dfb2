/** The texts that the app shows, by key: tests find things by what a person reads, in either language. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createTranslator } from 'use-intl/core';
import type { Locale } from './look.ts';

const folder = join(import.meta.dirname, '../../../apps/web/src/words');

/** Gives a text: `say('shell.status.saving', { count: 2 })`. A tag, such as `<name></name>`, takes its text as a value too. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The texts of one language. A key that it lacks throws. */
export function words(locale: Locale): Say {
  const files = globSync(join(folder, locale, '*.json'));
  // Texts within texts, in fact: the translator's types know keys only of texts that they can see.
  const messages = Object.fromEntries(
    files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(file, 'utf8')) as string]),
  );
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const translate = createTranslator({
    locale,
    messages,
    timeZone,
    onError(error) {
      throw error;
    },
  });
  return (key, values = {}) => {
    const raw = String(translate.raw(key));
    const given = Object.entries(values).map(([name, value]) => [
      name,
      raw.includes(`<${name}>`) ? () => String(value) : value,
    ]);
    return translate.markup(key, Object.fromEntries(given));
  };
}
