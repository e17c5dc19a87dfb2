import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryName, parseEntryName } from './entry.ts';

test('a name names its entry, whatever the key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (key, number) => {
      const place = { app: 'demo', scope: 'user', key, number };
      expect(parseEntryName(entryName(place))).toEqual(place);
    }),
  );
});

test('any other text names none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseEntryName(text)).toBeUndefined();
    }),
  );
  for (const value of [
    {},
    [],
    ['a', 'b', 'c'],
    ['a', 'b', 'c', 'd'],
    ['a', 'b', 'c', 1.5],
    ['a', 'b', 'c', 1, 1],
  ]) {
    expect(parseEntryName(Buffer.from(JSON.stringify(value)).toString('base64url'))).toBeUndefined();
  }
});
