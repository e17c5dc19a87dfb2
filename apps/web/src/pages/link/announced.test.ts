import { expect, test } from 'vitest';
import { announced } from './announced.ts';

test('a whole countdown is read out at a minute and at ten seconds', () => {
  const heard = Array.from({ length: 180 }, (_, index) => 180 - index).flatMap((before) => {
    const said = announced(before, before - 1);
    return said === null ? [] : [[before - 1, said]];
  });
  expect(heard).toEqual([
    [60, 60],
    [10, 10],
  ]);
});

test('a tab that slept over a moment says the last one that it missed', () => {
  expect(announced(90, 40)).toBe(60);
  expect(announced(90, 7)).toBe(10);
});

test('a time that is over, or begins late, is not read out', () => {
  expect(announced(30, 0)).toBeNull();
  expect(announced(45, 44)).toBeNull();
});
