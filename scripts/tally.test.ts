import { expect, test } from 'vitest';
import { lastLines, sum } from './tally.ts';

test('a run ends with one plain line', () => {
  const tallies = [
    { passed: 3, failed: 0, again: [] },
    { passed: 1, failed: 2, again: [] },
  ];
  expect(lastLines(sum(tallies))).toBe('4 passed, 2 failed');
});

test('what passed only when tried again is named before it, with what was wrong at first', () => {
  const one = { test: 'a.browser.test.ts > it stays', error: 'the window is not clean\nlayout shift: 0.1' };
  const other = { test: 'b.browser.test.ts > it goes', error: 'no such button' };
  const tallies = [
    { passed: 3, failed: 0, again: [one] },
    { passed: 2, failed: 1, again: [other] },
  ];
  expect(lastLines(sum(tallies)).split('\n')).toEqual([
    '2 passed only when tried again:',
    '  a.browser.test.ts > it stays',
    '    the window is not clean',
    '    layout shift: 0.1',
    '  b.browser.test.ts > it goes',
    '    no such button',
    '5 passed, 1 failed',
  ]);
});
