import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursorCharsMax, formatCursor, type Position, parseCursor } from './cursor.ts';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'];

const text = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength });

const position: fc.Arbitrary<Position> = fc
  .record({
    epoch: text(8, 22),
    offset: fc.maxSafeNat(),
    check: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 8, maxLength: 8 }),
    part: fc.option(text(1, 72), { nil: undefined }),
  })
  .map(({ part, ...rest }) => (part === undefined ? rest : { ...rest, part }));

describe('a cursor', () => {
  test('reads back as what was written, within its longest length', () => {
    fc.assert(
      fc.property(position, (written) => {
        const cursor = formatCursor(written);
        expect(parseCursor(cursor)).toEqual(written);
        expect(cursor.length).toBeLessThanOrEqual(cursorCharsMax);
      }),
    );
  });

  test('has one spelling only', () => {
    fc.assert(
      fc.property(position, fc.nat(), (written, at) => {
        const cursor = formatCursor(written);
        const index = at % cursor.length;
        for (const twin of [`0${cursor}`, cursor.slice(0, index), `${cursor} `, `${cursor}\n`]) {
          const read = parseCursor(twin);
          if (read !== undefined) expect(formatCursor(read)).toBe(twin);
        }
      }),
    );
  });
});

test.each([
  ['nothing', ''],
  ['a word', 'garbage'],
  ['dots', '...'],
  ['no check', 'abcdefgh.1'],
  ['a short epoch', 'abc.1.00000000'],
  ['a negative offset', 'abcdefgh.-1.00000000'],
  ['a fraction', 'abcdefgh.1.5.00000000'],
  ['an exponent', 'abcdefgh.1e3.00000000'],
  ['a leading zero', 'abcdefgh.01.00000000'],
  ['other digits', 'abcdefgh.١.00000000'],
  ['an offset above 2^53−1', 'abcdefgh.9007199254740992.00000000'],
  ['huge digits', `abcdefgh.${'9'.repeat(60)}.00000000`],
  ['an upper-case check', 'abcdefgh.1.ABCDEF00'],
  ['a line end', 'abcdefgh.1.00000000\n'],
  ['an empty part', 'abcdefgh.1.00000000.'],
  ['one part too many', 'abcdefgh.1.00000000.a.b'],
  ['too many characters', `abcdefgh.1.00000000.${'a'.repeat(109)}`],
  ['a megabyte', 'a.'.repeat(500_000)],
])('%s is no cursor', (_, garbage) => {
  expect(parseCursor(garbage)).toBeUndefined();
});

test('any text is read without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (garbage) => {
      parseCursor(garbage);
    }),
  );
});
