import { expect, test } from 'vitest';
import { gistOf, nodeOf, shownEvents, textShown, wholeText } from './tree.ts';

test('lists and objects are shown by their entries, in their order', () => {
  expect(nodeOf({ b: 1, a: [true] })).toEqual({
    kind: 'object',
    entries: [
      { name: 'b', value: 1 },
      { name: 'a', value: [true] },
    ],
  });
  expect(nodeOf([null])).toEqual({ kind: 'list', entries: [{ name: '0', value: null }] });
});

test('a text is in quotes, with its line ends escaped; other values are as JSON writes them', () => {
  expect(nodeOf('a\n"b"')).toEqual({ kind: 'text', text: '"a\\n\\"b\\""', hidden: 0 });
  expect(nodeOf(null)).toEqual({ kind: 'plain', text: 'null' });
  expect(nodeOf(2500)).toEqual({ kind: 'plain', text: '2500' });
});

test('marks that nobody sees are escaped, so that none turns the line round', () => {
  expect(wholeText('a\u202eb\u200bc')).toBe('"a\\u{202e}b\\u{200b}c"');
  expect(gistOf({ key: 'username', value: '\u202ex' })).toBe('username: "\\u{202e}x"');
});

test('a huge text is cut, and says how much is left', () => {
  const huge = 'x'.repeat(textShown + 7);
  expect(nodeOf(huge)).toMatchObject({ text: `"${'x'.repeat(textShown)}"`, hidden: 7 });
  expect(wholeText(huge)).toBe(`"${huge}"`);
});

test('a cut through a pair of surrogates leaves no broken half', () => {
  const node = nodeOf(`${'x'.repeat(textShown - 1)}😀`);
  expect(node.kind === 'text' && node.text.isWellFormed()).toBe(true);
});

test('an event of a setting says which and what in one line, others say nothing', () => {
  expect(gistOf({ key: 'salary', value: 2500, rev: 3 })).toBe('salary: 2500');
  expect(gistOf({ key: 'salary', unset: true })).toBe('salary');
  expect(gistOf({ key: 'username', value: 'x'.repeat(9999) })?.length).toBeLessThan(2 * textShown);
  for (const data of [{ device: { id: 'a' } }, [], null, 'key']) expect(gistOf(data)).toBeUndefined();
});

test('events are shown newest first, at most so many, and none that was cleared', () => {
  const recent = ['1', '2', '3', '4'].map((cursor) => ({ cursor }));
  const cursors = (clearedAt: string | null, most = 50) =>
    shownEvents(recent, { clearedAt, most }).map(({ cursor }) => cursor);
  expect(cursors(null)).toEqual(['4', '3', '2', '1']);
  expect(cursors(null, 2)).toEqual(['4', '3']);
  expect(cursors('2')).toEqual(['4', '3']);
  expect(cursors('4')).toEqual([]);
  // What was cleared long ago is no longer among the recent ones.
  expect(cursors('0')).toEqual(['4', '3', '2', '1']);
});
