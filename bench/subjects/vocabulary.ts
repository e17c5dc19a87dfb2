/** Texts of messages whose words are as frequent as those of a language: the n-th comes a 1/n-th as often. */

/** Different words. */
const wordsMax = 50_000;

const syllables = [
  'ka',
  'lo',
  'mi',
  'ne',
  'ru',
  'sa',
  'to',
  've',
  'zu',
  'шо',
  'ди',
  'пе',
  'но',
  'ва',
  'ле',
  'ты',
];

/** The word at a rank, from 0: the most frequent one. */
export function wordAt(rank: number): string {
  let word = '';
  for (let rest = rank + syllables.length; rest > 0; rest = Math.floor(rest / syllables.length)) {
    word += syllables[rest % syllables.length];
  }
  return word;
}

/** The text of a message: the same at every run. */
export function textAt(index: number): string {
  const random = randomFrom(index);
  const count = 4 + Math.floor(random() * 12);
  return Array.from({ length: count }, () => wordAt(rankOf(random()))).join(' ');
}

/** By the law of Zipf: ranks are even on a line of logarithms. */
function rankOf(part: number): number {
  return Math.floor(wordsMax ** part) - 1;
}

/** Numbers from 0 to 1 that follow from a seed (splitmix32). */
export function randomFrom(seed: number): () => number {
  let state = (seed * 0x9e3779b9) | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
