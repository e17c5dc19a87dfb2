import { describe, expect, test } from 'vitest';
import { type Edit, merge, type Standing, type Verdict } from './merge.ts';

const now = 1_000_000;

/** What stands: written by the phone at 500,000 on the server's line, as its op `p1`. */
const row: Standing = { value: '"dark"', rev: 7, editedAt: 500_000, deviceId: 'phone', op: 'p1' };

/** Revs of this setting that the log still knows. */
const times: Readonly<Record<number, number>> = { 3: 300_000, 7: 500_000 };

function laptop(edit: Partial<Edit>, standing: Standing | undefined = row): Verdict {
  const full = { value: '"light"', base: 7, ageMs: 0, ...edit };
  return merge({ row: standing, edit: full, device: 'laptop', now, timeOf: (rev) => times[rev] ?? 0 });
}

const applied = (editedAt: number) => ({ outcome: 'applied', editedAt });
const superseded = (editedAt: number) => ({ outcome: 'superseded', editedAt });

describe('[M5] an edit on what stands applies', () => {
  test('at its own time', () => expect(laptop({ ageMs: 1_000 })).toEqual(applied(999_000)));
  test('never before its base', () => expect(laptop({ ageMs: 900_000 })).toEqual(applied(500_000)));
  test('never in the future', () => expect(laptop({ ageMs: -5_000 })).toEqual(applied(now)));
  test('a setting that is not there stands at rev 0', () =>
    expect(
      merge({ row: undefined, edit: { value: '1', base: 0, ageMs: 5 }, device: 'a', now, timeOf: () => 0 }),
    ).toEqual(applied(now - 5)));
});

describe('[M5] an edit on what no longer stands is contested by time', () => {
  test('the later one wins', () => expect(laptop({ base: 3, ageMs: 499_999 })).toEqual(applied(500_001)));
  test('the earlier one loses', () =>
    expect(laptop({ base: 3, ageMs: 500_001 })).toEqual(superseded(499_999)));
  test('a tie goes to arrival', () => expect(laptop({ base: 3, ageMs: 500_000 })).toEqual(applied(500_000)));
  test('it is never before its base', () =>
    expect(laptop({ base: 3, ageMs: 900_000 })).toEqual(superseded(300_000)));
  test('an unknown base gives no bound', () =>
    expect(laptop({ base: 5, ageMs: 900_000 })).toEqual(superseded(100_000)));
  test('base 0 is contested too where something stands', () =>
    expect(laptop({ base: 0, ageMs: 600_000 })).toEqual(superseded(400_000)));
  test('also against an unset', () =>
    expect(laptop({ base: 0, ageMs: 600_000 }, { ...row, value: null })).toEqual(superseded(400_000)));
});

describe('[M5] a device’s earlier edit never beats its later one', () => {
  const own = { ...row, deviceId: 'laptop', op: 'l1' };

  test('an op that follows what stands is uncontested', () =>
    expect(laptop({ base: 3, ageMs: 900_000, after: 'l1' }, own)).toEqual(applied(500_000)));
  test('another op on top is contested', () =>
    expect(laptop({ base: 3, ageMs: 900_000, after: 'l0' }, own).outcome).toBe('superseded'));
  test('the op of another device is none of its own', () =>
    expect(laptop({ base: 3, ageMs: 900_000, after: 'p1' }).outcome).toBe('superseded'));
});

describe('[M5] `same`', () => {
  test('an equal value that is not later changes nothing', () =>
    expect(laptop({ value: '"dark"', base: 3, ageMs: 500_000 })).toEqual({ outcome: 'same' }));
  test('an equal value that is later is a choice anew', () =>
    expect(laptop({ value: '"dark"', ageMs: 0 })).toEqual(applied(now)));
  test('the order of members makes no difference', () =>
    expect(laptop({ value: '{"a":1,"b":2}', ageMs: 900_000 }, { ...row, value: '{"b":2,"a":1}' })).toEqual({
      outcome: 'same',
    }));
  test('unset is not null', () =>
    expect(laptop({ value: null, ageMs: 900_000 }, { ...row, value: 'null' }).outcome).toBe('applied'));
});

describe('[M6] compare and set', () => {
  test('applies on its base', () => expect(laptop({ ifBase: true, ageMs: 1 })).toEqual(applied(now - 1)));
  test('is skipped when the base moved, however late it is', () =>
    expect(laptop({ ifBase: true, base: 3 })).toEqual({ outcome: 'skipped' }));
  test('follows nothing', () =>
    expect(laptop({ ifBase: true, base: 3, after: 'l1' }, { ...row, deviceId: 'laptop', op: 'l1' })).toEqual({
      outcome: 'skipped',
    }));
  test('does not make an unset value rise again', () =>
    expect(laptop({ ifBase: true, base: 0 }, { ...row, value: null })).toEqual({ outcome: 'skipped' }));
});

test('[M5] nobody can have seen a rev that is not there yet', () => {
  expect(laptop({ base: 8 })).toEqual({ outcome: 'impossible' });
});

test('[M9] what was edited on a tombstone that is gone loses', () => {
  const edit = { value: '1', base: 3, ageMs: 0 };
  expect(merge({ row: undefined, edit, device: 'laptop', now, timeOf: () => 0 })).toEqual(superseded(now));
});
