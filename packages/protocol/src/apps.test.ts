import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type App, type AppKey, combine, entryFor, memberKey } from './apps.ts';
import type { Json } from './json-policy.ts';

describe('combine', () => {
  test.each<[Parameters<typeof combine>[0], Json, Json, Json]>([
    ['lww', 2, 1, 1],
    ['manual', 2, 1, 1],
    ['max', 2, 1, 2],
    ['max', 1, 2, 2],
    ['min', 1, 2, 1],
    ['min', 2, 1, 1],
    ['or', true, false, true],
    ['or', false, true, true],
    ['or', false, false, false],
  ])('by %s, %j and then %j is %j', (policy, standing, given, result) => {
    expect(combine(policy, standing, given)).toBe(result);
  });

  test('values of another kind are not combined: the given one stands', () => {
    for (const [policy, standing, given] of [
      ['max', 9, '1'],
      ['max', '9', 1],
      ['max', '9', '1'],
      ['min', 1, null],
      ['or', true, 0],
      ['or', 1, false],
    ] as const) {
      expect(combine(policy, standing, given)).toBe(given);
    }
  });

  test('max, min and or give the same in any order, and however often an edit comes', () => {
    const kinds = fc.oneof(
      fc.record({ policy: fc.constantFrom('max', 'min'), values: fc.array(fc.integer(), { minLength: 1 }) }),
      fc.record({ policy: fc.constant('or'), values: fc.array(fc.boolean(), { minLength: 1 }) }),
    );
    fc.assert(
      fc.property(kinds, ({ policy, values }) => {
        const all = (order: readonly Json[]) =>
          order.reduce((standing, given) => combine(policy as 'max', standing, given));
        const once = all(values);
        expect(all([...values].reverse())).toBe(once);
        expect(all([...values, ...values])).toBe(once);
      }),
    );
  });
});

describe('entryFor', () => {
  const keys = {
    'editor.size': { policy: 'max' },
    pins: { members: true },
    'a.b': { members: true },
  } as const;

  test('a key is found by its name, an element by that of its set, dots and all', () => {
    expect(entryFor(keys, 'editor.size')).toBe(keys['editor.size']);
    expect(entryFor(keys, memberKey('pins', 'x'))).toBe(keys.pins);
    expect(entryFor(keys, memberKey('pins', 'x.y'))).toBe(keys.pins);
    expect(entryFor(keys, memberKey('a.b', 'c'))).toBe(keys['a.b']);
  });

  test.each(['editor', 'editor.size.x', 'pins', 'pins.', 'pinsx.y', 'a', 'a.c', 'toString', ''])(
    '%j has no entry',
    (key) => {
      expect(entryFor<AppKey>(keys, key)).toBeUndefined();
    },
  );
});

test('an app with sets goes where one without is asked for', () => {
  const notes: App<{ theme: string }, 'pins'> = {
    name: 'notes',
    defaults: { theme: 'light' },
    keys: { pins: { members: true } },
  };
  const nameOf = <T extends object>({ name }: App<T>) => name;
  const setsOf = <T extends object, M extends string>(_: App<T, M>, set: M) => set;
  expect([nameOf(notes), setsOf(notes, 'pins')]).toEqual(['notes', 'pins']);
  // @ts-expect-error theme is no set
  expect(setsOf(notes, 'theme')).toBe('theme');
});
