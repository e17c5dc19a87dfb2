/** The names that people choose here, by the rules of the protocol, and names to propose where one is taken. */

const charsMax = 64;

/** Control characters, and those that reorder text so that a name passes for another. */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** A character that leaves a mark: a name without one looks like none. */
const shows = /[^\p{Default_Ignorable_Code_Point}\p{Cf}\p{Z}\u2800]/u;

/** What is wrong with a name of a device or a user. */
export type NameFault = 'empty' | 'long' | 'edges' | 'unprintable';

/** undefined: it can be taken. */
export function nameFault(name: string): NameFault | undefined {
  if (name.trim() === '') return 'empty';
  if ([...name].length > charsMax) return 'long';
  if (name.trim() !== name) return 'edges';
  if (unprintable.test(name)) return 'unprintable';
  return shows.test(name) ? undefined : 'empty';
}

/** The nearest name that can be taken; empty where nothing of it can. */
export function validName(text: string): string {
  const name = cut(text.replace(new RegExp(unprintable, 'gu'), ' ').trim(), charsMax);
  return shows.test(name) ? name : '';
}

/** Two names that are probably free: the same with another number. `random` gives 0 up to 1. */
export function proposals(taken: string, random: () => number): readonly string[] {
  const base = taken.replace(/\d+$/, '');
  const isBare = base === taken;
  // Few digits first, since they are nicer; three where those are taken as well.
  const made = new Set<string>();
  for (const [from, to] of [
    [2, 99],
    [100, 999],
  ] as const) {
    let number = from + Math.floor(random() * (to - from + 1));
    if (taken === `${base}${number}`) number = number === to ? from : number + 1;
    made.add(`${cut(base, charsMax - 4)}${isBare ? ' ' : ''}${number}`);
  }
  return [...made];
}

/** Counted as the protocol counts, and never cut through the middle of a character. */
function cut(text: string, chars: number): string {
  return [...text].slice(0, chars).join('').trim();
}

/** What is wrong with a handle. */
export type HandleFault = 'empty' | 'short' | 'long' | 'characters';

/** As the server compares handles: compatible forms and upper case are the same. */
export function foldedHandle(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** undefined: it can be taken. */
export function handleFault(text: string): HandleFault | undefined {
  const handle = foldedHandle(text);
  if (handle === '') return 'empty';
  if (/[^a-z0-9._-]/.test(handle)) return 'characters';
  if (handle.length > 32) return 'long';
  return handle.length < 2 ? 'short' : undefined;
}
