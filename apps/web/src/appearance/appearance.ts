/** How Kith looks on this device: theme and language. They are kept here alone, and never sent. */
import { Cell, type Readable } from '@kith/client';

export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Appearance {
  readonly theme: Theme;
  readonly language: Language;
}

/** The script in index.html reads the same place before the first paint. */
const place = 'kith appearance';

function read(): Appearance {
  const { theme, language } = kept();
  return {
    theme: themes.find((it) => it === theme) ?? 'system',
    language: languages.find((it) => it === language) ?? (/^ru/i.test(navigator.language) ? 'ru' : 'en'),
  };
}

function kept(): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    return typeof found === 'object' && found !== null ? { ...found } : {};
  } catch {
    return {};
  }
}

const current = new Cell(read());

/** As it is chosen now; another tab's choice arrives by itself. */
export const appearance: Readable<Appearance> = current;

/** Chooses; shows at once. Where nothing can be kept, it holds until the page is left. */
export function choose(change: Partial<Appearance>): void {
  const next = { ...current.get(), ...change };
  show(next);
  try {
    localStorage.setItem(place, JSON.stringify(next));
  } catch {
    // Storage is full or switched off.
  }
}

function show(next: Appearance): void {
  const { documentElement: root } = document;
  root.lang = next.language;
  if (next.theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = next.theme;
  current.set(next);
}

addEventListener('storage', ({ key }) => {
  if (key === place) show(read());
});
