/** Elements of sets: which set a key belongs to, and what the element is called. */
import { entryFor } from '@kith/protocol/apps';
import type { AppSchema } from './app.ts';
import type { Entry } from './group.ts';

/** What a key is: a setting, an element of a set, the set itself, or nothing that the app names. */
export type Named =
  | { readonly is: 'setting' | 'set'; readonly entry: Entry }
  | { readonly is: 'element'; readonly entry: Entry; readonly element: string }
  | { readonly is: 'unknown' };

/** Says what a key is to an app. */
export function named({ entries }: Pick<AppSchema, 'entries'>, key: string): Named {
  const own = Object.hasOwn(entries, key) ? entries[key] : undefined;
  if (own !== undefined) return { is: own.members === true ? 'set' : 'setting', entry: own };
  const entry = entryFor(entries, key);
  if (entry === undefined) return { is: 'unknown' };
  return { is: 'element', entry, element: key.slice(entry.key.length + 1) };
}
