import type { MergePolicy } from '@kith/protocol/apps';
import { describe, expect, test } from 'vitest';
import { type Edit, merge, type Standing, type Verdict } from './merge.ts';

const now = 1_000_000;

const policies = ['lww', 'max', 'min', 'or', 'manual'] as const;

/** What stands: written by the phone at 500,000 on the server's line, as its op `p1`. */
const row: Standing = {
  value: '"dark"',
  rev: 7,
  editedAt: 500_000,
  deviceId: 'phone',
  op: 'p1',
  contested: null,
};

/** Revs of this setting that the log still knows. */
const times: Readonly<Record<number, number>> = { 3: 300_000, 7: 500_000 };

/** An edit of the laptop, where a policy is to merge it and, unless that is said, `row` stands. */
function laptopBy(policy: MergePolicy) {
  return (edit: Partial<Edit>, standing: Standing | undefined = row): Verdict => {
    const full = { value: '"light"', base: 7, ageMs: 0, ...edit };
    const given = { row: standing, edit: full, policy, device: 'laptop', now };
    return merge({ ...given, timeOf: (rev) => times[rev] ?? 0 });
  };
}

/** The same where nothing stands. */
function onNothing(edit: Partial<Edit>, policy: MergePolicy = 'lww'): Verdict {
  const full = { value: '1', base: 0, ageMs: 0, ...edit };
  return merge({ row: undefined, edit: full, policy, device: 'laptop', now, timeOf: () => 0 });
}

const laptop = laptopBy('lww');
const applied = (editedAt: number, value: string | null = '"light"') => ({
  outcome: 'applied',
  editedAt,
  value,
});
const superseded = (editedAt: number, value = '"light"') => ({ outcome: 'superseded', editedAt, value });

describe('[M5] an edit on what stands applies', () => {
  test('at its own time', () => expect(laptop({ ageMs: 1_000 })).toEqual(applied(999_000)));
  test('never before its base', () => expect(laptop({ ageMs: 900_000 })).toEqual(applied(500_000)));
  test('never in the future', () => expect(laptop({ ageMs: -5_000 })).toEqual(applied(now)));
  test('a setting that is not there stands at rev 0', () =>
    expect(onNothing({ ageMs: 5 })).toEqual(applied(now - 5, '1')));
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
    expect(laptop({ value: '"dark"', ageMs: 0 })).toEqual(applied(now, '"dark"')));
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
  for (const policy of policies) expect(onNothing({ base: 3 }, policy)).toEqual(superseded(now, '1'));
});

describe('[M7] `max`, `min` and `or` count both edits', () => {
  const five = { ...row, value: '5' };

  test.each([
    ['max', '5', '7', '7'],
    ['min', '5', '3', '3'],
    ['or', 'false', 'true', 'true'],
  ] as const)(
    '%s: what changes the value applies, whatever its base and age',
    (policy, stands, value, then) => {
      const standing = { ...row, value: stands };
      for (const edit of [{ base: 0 }, { base: 3, ageMs: 900_000 }, { base: 7, ageMs: 100 }]) {
        const editedAt = Math.max(now - (edit.ageMs ?? 0), 500_000);
        expect(laptopBy(policy)({ value, ...edit }, standing)).toEqual(applied(editedAt, then));
      }
    },
  );

  test.each([
    ['max', '5', '4'],
    ['max', '5', '5'],
    ['min', '5', '6'],
    ['or', 'true', 'false'],
  ] as const)('%s: what changes nothing is `same`, however late it is', (policy, stands, value) => {
    const standing = { ...row, value: stands };
    for (const base of [3, 7])
      expect(laptopBy(policy)({ base, value }, standing)).toEqual({ outcome: 'same' });
  });

  test('an older edit does not make the setting older', () =>
    expect(laptopBy('max')({ value: '7', base: 3, ageMs: 900_000 }, five)).toEqual(applied(500_000, '7')));
  test('values of another kind go by arrival', () =>
    expect(laptopBy('max')({ value: '"x"', base: 3, ageMs: 900_000 }, five)).toEqual(
      applied(500_000, '"x"'),
    ));
  test('an unset is contested by time, so that a reset holds', () => {
    expect(laptopBy('max')({ value: null, base: 7 }, five)).toEqual(applied(now, null));
    expect(laptopBy('max')({ value: null, base: 3, ageMs: 600_000 }, five).outcome).toBe('superseded');
  });
  test('an edit older than the reset does not undo it', () => {
    const reset = { ...row, value: null };
    expect(laptopBy('max')({ value: '9', base: 3, ageMs: 600_000 }, reset).outcome).toBe('superseded');
    expect(laptopBy('max')({ value: '9', base: 3, ageMs: 100 }, reset)).toEqual(applied(now - 100, '9'));
  });
  test('compare and set is skipped, and a rev that is not there yet is impossible, as ever', () => {
    expect(laptopBy('max')({ value: '7', base: 3, ifBase: true }, five)).toEqual({ outcome: 'skipped' });
    expect(laptopBy('max')({ value: '7', base: 8 }, five)).toEqual({ outcome: 'impossible' });
  });
});

describe('[M7] `manual` leaves a conflict to the person', () => {
  const manual = laptopBy('manual');
  const inConflict = { ...row, contested: '[{}]' };

  test('a contested edit never applies, however late it is', () => {
    for (const ageMs of [0, 499_999, 500_001])
      expect(manual({ base: 3, ageMs })).toEqual({
        outcome: 'contested',
        editedAt: now - ageMs,
        value: '"light"',
      });
  });
  test('an unset is contested too', () =>
    expect(manual({ base: 3, value: null })).toEqual({ outcome: 'contested', editedAt: now, value: null }));
  test('against an unset too', () =>
    expect(manual({ base: 3 }, { ...row, value: null }).outcome).toBe('contested'));
  test('there is no conflict about what is equal', () =>
    expect(manual({ base: 3, value: '"dark"' })).toEqual({ outcome: 'same' }));
  test('an edit on what stands applies', () => expect(manual({ ageMs: 1 })).toEqual(applied(now - 1)));
  test('so does one that follows the own op that stands', () =>
    expect(manual({ base: 3, after: 'l1' }, { ...row, deviceId: 'laptop', op: 'l1' }).outcome).toBe(
      'applied',
    ));
  test('an equal value that is not later is `same`, and yet settles a conflict', () => {
    const again = { value: '"dark"', ageMs: 600_000 };
    expect(manual(again)).toEqual({ outcome: 'same' });
    expect(manual(again, inConflict)).toEqual(applied(500_000, '"dark"'));
    expect(manual({ ...again, base: 3 }, inConflict)).toEqual({ outcome: 'same' });
  });
});
