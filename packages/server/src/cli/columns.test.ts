import { expect, test } from 'vitest';
import { columns } from './columns.ts';

test('columns are as wide as their widest cell', () => {
  expect(
    columns([
      ['A', 'B'],
      ['long cell', 'x'],
    ]),
  ).toBe('A          B\nlong cell  x');
});

test('what is too wide is wrapped between words, under its own column', () => {
  const text = columns(
    [
      ['NAME', 'SAYS'],
      ['port', 'one two three four five six seven'],
    ],
    24,
  );
  expect(text.split('\n')).toEqual(['NAME  SAYS', 'port  one two three four', '      five six seven']);
});

test('a word is never broken: the table is wider instead', () => {
  const address = 'KITH_ALLOWED_ORIGINS=https://kith.example.org';
  const text = columns([[`one ${address}`, `two three ${address} four`]], 20);
  expect(text.split('\n').map((line) => line.trim().split(/\s+/))).toEqual([
    ['one', 'two', 'three'],
    [address, address],
    ['four'],
  ]);
});

test('no text is lost, whatever the width', () => {
  const words = 'a word and averyveryverylongwordwithoutanyspace at the end';
  for (const width of [1, 20, 40, 200]) {
    const text = columns(
      [
        ['X', 'Y'],
        [words, words],
      ],
      width,
    );
    expect(text.replaceAll(/\s/g, '')).toHaveLength(2 + 2 * words.replaceAll(' ', '').length);
  }
});
