import { expect, test } from 'vitest';
import { between, markdownTable } from './markdown.ts';

const page = 'before\n<!-- figures: a -->\nold\n<!-- end: a -->\nafter';

test('what is recorded takes the place of what stood there, and of nothing else', () => {
  expect(between(page, 'a', 'new')).toBe('before\n<!-- figures: a -->\nnew\n<!-- end: a -->\nafter');
});

test('a figure that the page has no place for is refused', () => {
  expect(() => between(page, 'b', 'new')).toThrow('no place');
});

test('a table is Markdown, numbers to the right', () => {
  const table = { caption: 'Times', head: ['what', 'ms'], rows: [['ack', '**2**']] };
  expect(markdownTable(table)).toBe('Times\n\n| what | ms |\n| --- | ---: |\n| ack | **2** |');
});
