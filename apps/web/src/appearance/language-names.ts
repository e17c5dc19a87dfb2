/** Each language in its own words: for whoever cannot read the one that is shown. */
import type { Language } from './appearance.ts';

export const languageNames: Readonly<Record<Language, string>> = { en: 'English', ru: 'Русский' };
