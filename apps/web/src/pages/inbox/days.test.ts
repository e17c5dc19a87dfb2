import { expect, test } from 'vitest';
import { byDays } from './days.ts';

test('entries stand by days, in their order', () => {
  const at = (day: number, hour: number) => ({ at: new Date(2026, 10, day, hour, hour, 7).getTime() });
  const entries = [at(22, 9), at(22, 0), at(21, 23), at(3, 1)];
  const days = byDays(entries);
  expect(days.flatMap(({ entries: ofDay }) => ofDay)).toEqual(entries);
  expect(days.map(({ day }) => new Date(day).getDate())).toEqual([22, 21, 3]);
  expect(days.map(({ entries: ofDay }) => ofDay.length)).toEqual([2, 1, 1]);
});
