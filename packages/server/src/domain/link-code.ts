/** The code of a link as text: made, written, read and looked up; stored only as a keyed hash. */
import type { Random } from '../base/random.ts';
import type { Means } from './command.ts';
import type { Link, User } from './rows.ts';
import type { State } from './state.ts';

/** Without vowels, so that no code spells a word, and without what is easily misread. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
const length = 8;

/** A new code, 34.6 bits. */
export function newCode(random: Random): string {
  return Array.from({ length }, () => letters.charAt(random.int(0, letters.length))).join('');
}

/** A code as people read it: `ABCD-EFGH`. */
export function writeCode(code: string): string {
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
}

/** A code as people type it, in any case, with or without hyphens and spaces. */
export function readCode(text: string): string {
  return text.replace(/[-\s]/g, '').toUpperCase();
}

export function hashOfCode(means: Means, user: string, code: string): string {
  return means.mac('link', `${user}.${code}`);
}

/** The link that was made for this handle with this code. Does the same work whether or not there is such a user. */
export function findLink(
  state: State,
  means: Means,
  { handle, code }: { handle: string; code: string },
): { link: Readonly<Link>; user: Readonly<User> } | undefined {
  const user = state.find('users', 'byHandle', handle);
  const link = state.find('links', 'byCode', hashOfCode(means, user?.id ?? '', readCode(code)));
  return user === undefined || link === undefined ? undefined : { link, user };
}
