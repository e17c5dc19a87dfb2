import { describe, expect, test } from 'vitest';
import { bytesOfContested, type Contested, contestedOf, contestedWith, isContested } from './contested.ts';

const from = (device: string, editedAt: number, value = `"${device} ${editedAt}"`): Contested => {
  return { device, editedAt, value, number: editedAt };
};

/** What is contested once these came, one after the other. */
const after = (...all: Contested[]) => {
  const row = all.reduce<{ contested: string | null }>(
    (before, one) => ({ contested: contestedWith(before, one) }),
    { contested: null },
  );
  return contestedOf(row);
};

describe('[M7] what is contested of a setting', () => {
  test('is nothing until something is', () => {
    expect(contestedOf(undefined)).toEqual([]);
    expect(isContested({ contested: null })).toBe(false);
    expect(isContested({ contested: contestedWith({ contested: null }, from('a', 1)) })).toBe(true);
  });

  test('is in the order of its edits, whatever the order of arrival', () =>
    expect(after(from('b', 2), from('a', 1), from('c', 3))).toEqual([
      from('a', 1),
      from('b', 2),
      from('c', 3),
    ]));

  test('is one value a device: the latest, and of two at once the one that came last', () => {
    expect(after(from('a', 2), from('a', 1))).toEqual([from('a', 2)]);
    expect(after(from('a', 1), from('b', 2), from('a', 3))).toEqual([from('b', 2), from('a', 3)]);
    expect(after(from('a', 1, '1'), from('a', 1, '2'))).toEqual([from('a', 1, '2')]);
  });

  test('is no more than eight values: the latest win a place', () => {
    const ten = [5, 1, 9, 3, 7, 2, 8, 4, 10, 6].map((time) => from(`device ${time}`, time));
    expect(after(...ten).map(({ editedAt }) => editedAt)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('[M13] takes the bytes of its values and a hundred each', () => {
    const contested = contestedWith(
      { contested: contestedWith({ contested: null }, from('a', 1, '"é"')) },
      {
        ...from('b', 2),
        value: null,
      },
    );
    expect(bytesOfContested({ contested })).toBe(204);
    expect(bytesOfContested(undefined)).toBe(0);
  });
});
