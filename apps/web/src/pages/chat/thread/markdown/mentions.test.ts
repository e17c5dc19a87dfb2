import { expect, test } from 'vitest';
import { piecesOf } from './mentions.ts';

test.each([
  ['hi @anna!', ['hi ', '@anna=anna', '!']],
  ['@Anna', ['@Anna=anna']],
  ['mail me: anna@example.org', ['mail me: anna@example.org']],
  ['@anna.b-c_1.', ['@anna.b-c_1=anna.b-c_1', '.']],
  ['(@all)', ['(', '@all=all', ')']],
  ['привет@anna', ['привет@anna']],
  ['@', ['@']],
  ['', []],
])('of %j the pieces are %j', (text, pieces) => {
  expect(piecesOf(text).map((it) => (it.handle === null ? it.text : `${it.text}=${it.handle}`))).toEqual(
    pieces,
  );
});
