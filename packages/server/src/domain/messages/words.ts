/** The words of texts and queries, the same for every store: what search compares. Pure. */
import type { MessageQuery } from '../state.ts';

/** Scripts that write without spaces: each of their characters is a word, and a run of them is a phrase. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/u;
const spaced = `(?!${unspaced.source})`;
/** A word begins with a letter or a digit: a mark on nothing is none. */
const pieces = new RegExp(
  `${unspaced.source}|${spaced}[\\p{L}\\p{N}](?:${spaced}[\\p{L}\\p{N}\\p{M}])*`,
  'gu',
);

/** One letter of a script that writes with spaces. */
const loneLetter = new RegExp(`^(?!${unspaced.source}).$`, 'u');

/** Runs of what makes words, in the text of a query. */
const runs = /"([^"]*)"?|([\p{L}\p{N}\p{M}]+)/gu;

/** Marks on letters that people leave out when they look for them: é, ё. */
const accents = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu;

/** Marks, and the two letters that normalization makes marks of. */
const mark = '[\\p{M}\\uff9e\\uff9f]';

/** Marks behind more than any letter has (UAX #15, stream-safe text): to sort them takes the square of their number. */
const pile = new RegExp(`(?<=${mark}{30})${mark}+`, 'gu');

const ascii = /^[\0-\x7f]*$/;

/** The longest word that is compared in full. */
const wordCharsMax = 64;

/** Most phrases of one query; the rest is passed over. */
const phrasesMax = 16;

/** The words of a text in order: of one case, compatibility forms and accents folded away. */
export function wordsOf(text: string): string[] {
  // In ASCII nothing is to be folded but the case, and the whole takes a tenth of the time.
  const words = ascii.test(text) ? text.toLowerCase().match(/[a-z0-9]+/g) : folded(text).match(pieces);
  return (words ?? []).map((word) =>
    word.length <= wordCharsMax ? word : [...word].slice(0, wordCharsMax).join(''),
  );
}

function folded(text: string): string {
  const kept = text.replace(pile, '').normalize('NFKC').toLowerCase();
  return kept.normalize('NFD').replace(accents, '').normalize('NFC');
}

/**
 * What a query asks for: every word, and in "…" a phrase; the last word may go on, unless a space follows it.
 *
 * A single letter does not go on: it begins a good part of all words, and asks for nothing that one could look through.
 */
export function phrasesOf(query: string): MessageQuery['phrases'] {
  // Before it is taken apart: ℡ is no letter, and stands for three.
  const plain = query.normalize('NFKC');
  const found = [...plain.matchAll(runs)].map(([all, quoted, word], index, every) => {
    const words = wordsOf(quoted ?? word ?? '');
    const isOpen = quoted === undefined && index === every.length - 1 && plain.endsWith(all);
    return { words, isBeginning: isOpen && !loneLetter.test(words.at(-1) ?? '') };
  });
  return found.filter(({ words }) => words.length > 0).slice(0, phrasesMax);
}

/** Says whether a phrase stands among the words of a text, its last one perhaps only as a beginning. */
export function standsIn(text: readonly string[], phrase: MessageQuery['phrases'][number]): boolean {
  const { words, isBeginning } = phrase;
  return text.some((_, from) =>
    words.every((word, index) => {
      const at = text[from + index] ?? '';
      return isBeginning && index === words.length - 1 ? at.startsWith(word) : at === word;
    }),
  );
}
