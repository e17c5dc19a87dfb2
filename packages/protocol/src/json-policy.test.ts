import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeJson } from './json.ts';
import { jsonFault, usualJsonLimits } from './json-policy.ts';

const narrow = { jsonDepth: 3, jsonKeys: 4 };

test('what a client finds no fault in, a server takes, and the other way round', () => {
  const encoder = new TextEncoder();
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 5 }),
    fc.string({ unit: 'binary' }),
    fc.dictionary(fc.string({ unit: 'binary' }), fc.constantFrom(1, 2 ** 53, '\0', '\ud800', null), {
      maxKeys: 6,
    }),
  );
  let [taken, refused] = [0, 0];
  fc.assert(
    fc.property(value, (it) => {
      const { ok } = decodeJson(encoder.encode(JSON.stringify(it)), narrow);
      expect(jsonFault(it, narrow) === undefined).toBe(ok);
      if (ok) taken += 1;
      else refused += 1;
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(taken, refused)).toBeGreaterThan(100);
});

test.each([
  ['undefined', undefined],
  ['a function', () => 1],
  ['a big integer', 1n],
  ['a symbol', Symbol('s')],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a hole in a list', Object.assign([1], { length: 2 })],
  ['something of that kind further down', { list: [{ at: new Date(0) }] }],
])('%s is no JSON', (_, value) => {
  expect(jsonFault(value, usualJsonLimits)).toBe('type');
});

test('a member that is undefined is passed over and not counted, as it is never written', () => {
  expect(jsonFault({ one: undefined }, usualJsonLimits)).toBeUndefined();
  const four = { a: 1, b: 2, c: 3, d: 4 };
  expect(jsonFault({ ...four, e: undefined }, narrow)).toBeUndefined();
  expect(jsonFault({ ...four, e: 5 }, narrow)).toBe('keys');
});

test('an object without a prototype is one like any other', () => {
  expect(jsonFault(Object.assign(Object.create(null), { one: 1 }), usualJsonLimits)).toBeUndefined();
});
