import { expect, test } from 'vitest';
import { heard, pauseMs, said, silent, waitMs } from './said.ts';

test('the first change is said at once, the next after a pause', () => {
  expect(waitMs(silent, 0)).toBeUndefined();
  expect(waitMs(heard(silent, { key: 'salary', device: 'b' }), 1000)).toBe(0);
  const next = heard(said(1000), { key: 'salary', device: 'b' });
  expect(waitMs(next, 1500)).toBe(pauseMs - 500);
  expect(waitMs(next, 9000)).toBe(0);
});

test('a drag of another device is said once, by who came last', () => {
  let saying = heard(silent, { key: 'salary', device: 'b' });
  saying = heard(saying, { key: 'email', device: 'b' });
  saying = heard(saying, { key: 'salary', device: 'c' });
  expect(saying.waiting).toEqual([
    { key: 'email', device: 'b' },
    { key: 'salary', device: 'c' },
  ]);
});
