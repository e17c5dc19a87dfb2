/** How hard a password is to guess, in words: a careful estimate of what somebody tries first, and no promise. */
import guessedFirst from './guessed-first.json' with { type: 'json' };

/** The least and the most that the server takes. */
export const charsMin = 8;
export const charsMax = 256;

export type Strength = 'short' | 'weak' | 'fair' | 'good' | 'strong';

/** From so many bits on; a stolen list of hashed passwords is tried much faster than a login. */
const steps = [
  ['strong', 58],
  ['good', 42],
  ['fair', 28],
] as const;

/** `own`: what others can know, such as the device's name; it makes nothing harder to guess. */
export function strengthOf(password: string, own: readonly string[] = []): Strength {
  if ([...password].length < charsMin) return 'short';
  const bits = bitsOf(password, own);
  return steps.find(([, least]) => bits >= least)?.[0] ?? 'weak';
}

/** What every list of common passwords begins with, cut to what they are made of. */
const lists: readonly (readonly [word: string, bits: number])[] = guessedFirst.words.map((word) => [word, 8]);

/** Rows of keys and of the alphabet: somebody tries runs along them, in both directions. */
const rows = guessedFirst.rows.flatMap((row) => [row, [...row].reverse().join('')]);

function bitsOf(password: string, own: readonly string[]): number {
  const text = plain(password);
  const period = periodOf(text);
  // A text that repeats itself is as hard as its part, and how often.
  if (period < text.length) return bitsOf(text.slice(0, period), own) + Math.log2(text.length / period);
  const words = [...lists, ...own.flatMap(partsOf).map((word) => [word, 3] as const)];
  let bits = 0;
  let before = '';
  for (let at = 0; at < text.length; ) {
    const [length, cost] = chunkAt(text, at, words) ?? [1, bitsOfOne(text.charAt(at), before)];
    bits += cost;
    before = length === 1 ? kindOf(text.charAt(at)) : '';
    at += length;
  }
  return bits + bitsOfCase(password);
}

/** The longest run of characters from here that is tried as one. */
function chunkAt(
  text: string,
  at: number,
  words: readonly (readonly [string, number])[],
): readonly [length: number, bits: number] | undefined {
  const rest = text.slice(at);
  const found: (readonly [number, number])[] = [];
  for (const [word, bits] of words) if (rest.startsWith(word)) found.push([word.length, bits]);
  const same = /^(.)\1{2,}/su.exec(rest)?.[0].length;
  if (same !== undefined) found.push([same, 6 + Math.log2(same)]);
  const run = runOf(rest);
  if (run >= 3) found.push([run, 6 + Math.log2(run)]);
  if (/^(?:19|20)\d\d/.test(rest)) found.push([4, 6]);
  return found.sort(([a], [b]) => b - a)[0];
}

/** How far the text follows one of the rows. */
function runOf(text: string): number {
  const lengths = rows.map((row) => {
    const start = row.indexOf(text.charAt(0));
    if (start < 0) return 0;
    let length = 0;
    while (start + length < row.length && row[start + length] === text[length]) length += 1;
    return length;
  });
  return Math.max(...lengths);
}

type Kind = 'letter' | 'digit' | 'other';

function kindOf(character: string): Kind {
  if (/\p{L}/u.test(character)) return 'letter';
  return /\d/.test(character) ? 'digit' : 'other';
}

/** Letters after letters are probably a word, where the next one is easily guessed. */
function bitsOfOne(character: string, before: string): number {
  const kind = kindOf(character);
  if (kind === 'letter') return before === 'letter' ? 2.8 : 4.7;
  return kind === 'digit' ? 3.3 : 4.5;
}

/** Upper case where nobody expects it: not the first letter alone, and not all of them. */
function bitsOfCase(password: string): number {
  const letters = [...password].filter((it) => it.toLowerCase() !== it.toUpperCase());
  const upper = letters.filter((it) => it === it.toUpperCase()).length;
  if (upper === 0) return 0;
  const isUsual = upper === letters.length || (upper === 1 && letters[0] === letters[0]?.toUpperCase());
  return isUsual ? 1 : Math.min(letters.length, 2 * Math.min(upper, letters.length - upper) + 2);
}

const disguises: Readonly<Record<string, string>> = { '@': 'a', $: 's' };

/** Lower case, and without the disguises that everybody tries. */
function plain(password: string): string {
  const lower = password.toLowerCase().replace(/[@$]/g, (it) => disguises[it] ?? it);
  // A digit between letters stands for one; elsewhere it is a digit.
  return lower
    .replace(/(?<=\p{L})0(?=\p{L})/gu, 'o')
    .replace(/(?<=\p{L})1(?=\p{L})/gu, 'i')
    .replace(/(?<=\p{L})3(?=\p{L})/gu, 'e')
    .replace(/(?<=\p{L})4(?=\p{L})/gu, 'a');
}

function periodOf(text: string): number {
  for (let length = 1; length <= text.length / 2; length += 1)
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text)
      return length;
  return text.length;
}

function partsOf(name: string): readonly string[] {
  const lower = name.toLowerCase();
  return [lower, lower.replace(/\s/g, ''), ...lower.split(/[^\p{L}\p{N}]+/u)].filter((it) => it.length >= 3);
}
