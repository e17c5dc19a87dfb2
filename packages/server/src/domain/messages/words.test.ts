import { expect, test } from 'vitest';
import { phrasesOf, wordsOf } from './words.ts';

test.each([
  ['Hello, World!', ['hello', 'world']],
  ['Привет, МИР', ['привет', 'мир']],
  ['café CAFÉ cafe', ['cafe', 'cafe', 'cafe']],
  ['Ёлка', ['елка']],
  ['don’t stop', ['don', 't', 'stop']],
  ['私はkithが好き', ['私', 'は', 'kith', 'が', '好', 'き']],
  ['ﬁne ２０２６', ['fine', '2026']],
  ['… !?', []],
  ['', []],
  ['snake_case, x2-Y3 (1st)', ['snake', 'case', 'x2', 'y3', '1st']],
  ['हिन्दी', ['हिन्दी']],
  ['ç√∫˜µ', ['c', 'μ']],
  ['℡ ㎏', ['tel', 'kg']],
])('%s has the words %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test.each(['\u05b0', '\u0316\u05b0', 'ﾞ\u0316'])('of %j on one letter, thirty marks count', (marks) => {
  const [few, many] = [30, 8_000].map((count) => `א${marks.repeat(count).slice(0, count)}`);
  expect(wordsOf(many ?? '')).toEqual(wordsOf(few ?? ''));
  expect(wordsOf(many ?? '')).toEqual([expect.stringMatching(/^.{31}$/u)]);
});

test.each(['a', 'я', '𐓘'])('of a word of %j, sixty-four letters count', (letter) => {
  expect(wordsOf(`${letter.repeat(70)} ${letter}`)).toEqual([letter.repeat(64), letter]);
});

test('every word of a query must stand, and the last may go on', () => {
  expect(phrasesOf('old sal')).toEqual([
    { words: ['old'], isBeginning: false },
    { words: ['sal'], isBeginning: true },
  ]);
  expect(phrasesOf('old salt ')[1]).toEqual({ words: ['salt'], isBeginning: false });
});

test('a single letter does not go on, unless its script writes without spaces', () => {
  const last = (query: string) => phrasesOf(query).at(-1)?.isBeginning;
  expect(['s', 'old s', 'с', 'é', '𐓐'].map(last)).toEqual([false, false, false, false, false]);
  expect(['sa', 'ст', 'ก', '帆', 'old 帆'].map(last)).toEqual([true, true, true, true, true]);
});

test('what stands in quotes is a phrase, also where the second one is missing', () => {
  expect(phrasesOf('"old salt" sea')).toEqual([
    { words: ['old', 'salt'], isBeginning: false },
    { words: ['sea'], isBeginning: true },
  ]);
  expect(phrasesOf('"old sa')).toEqual([{ words: ['old', 'sa'], isBeginning: false }]);
});

test.each(['ç√∫˜µ ', '℡ ', 'ﷺ ', '＂℡ ㎏＂'])('a query has the words of the same text: %s', (text) => {
  expect(phrasesOf(text).flatMap(({ words }) => words)).toEqual(wordsOf(text));
});

test('a query without a word asks for nothing', () => {
  expect(phrasesOf(' "…" ?! ')).toEqual([]);
});
