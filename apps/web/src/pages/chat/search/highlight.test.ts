import { expect, test } from 'vitest';
import { highlighted, plainQuotes, termsOf } from './highlight.ts';

/** What is set apart stands in brackets. */
function shown(text: string, query: string): string {
  return highlighted(text, query)
    .map((piece) => (piece.isFound ? `[${piece.text}]` : piece.text))
    .join('');
}

test.each([
  ['Tea at five, teatime is over', 'tea', '[Tea] at five, [tea]time is over'],
  ['Встретимся в библиотеке', 'библиотек', 'Встретимся в [библиотек]е'],
  ['a plateau', 'tea', 'a plateau'],
  ['the old bridge, an old car', '"old bridge"', 'the [old bridge], an old car'],
  ['cost (net) is 5.0', '(net) 5.0', 'cost ([net]) is [5.0]'],
  ['nothing here', '***', 'nothing here'],
])('in “%s” the search %s sets its words apart', (text, query, expected) => {
  expect(shown(text, query)).toBe(expected);
});

test('of a long text the part around the first find is shown, cut between words', () => {
  const text = `${'word '.repeat(100)}needle ${'more '.repeat(100)}`;
  const part = shown(text, 'needle');
  expect(part).toMatch(/^… word (word )+\[needle\] (more )+more …$/);
  expect(part.length).toBeLessThan(260);
});

test('a long text without a space is cut all the same', () => {
  expect(shown('x'.repeat(1000), 'y').length).toBeLessThan(260);
});

test('quotes of both languages make a phrase', () => {
  expect(termsOf('«две сестры» “old bridge” tea')).toEqual(['две сестры', 'old bridge', 'tea']);
  expect(plainQuotes('«две сестры» “old bridge”')).toBe('"две сестры" "old bridge"');
});
