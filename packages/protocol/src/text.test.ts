import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deviceName, fold, handle, password, secret } from './text.ts';

describe('folding', () => {
  test.each([
    ['Anna', 'anna'],
    ['ＡＮＮＡ', 'anna'],
    ['ﬁnn', 'finn'],
    ['\u212Aelvin', 'kelvin'],
    ['ĳ', 'ij'],
    ['Ⅷ', 'viii'],
    ['e\u0301', '\u00e9'],
  ])('%s is %s', (name, folded) => {
    expect(fold(name)).toBe(folded);
  });

  test('again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(fold(fold(name))).toBe(fold(name));
      }),
    );
  });

  test('of upper and lower case is the same for Latin letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (name) => {
        expect(fold(name.toUpperCase())).toBe(fold(name));
      }),
    );
  });
});

describe('a handle', () => {
  test.each([
    ['anna', 'anna'],
    ['Anna.B-c_9', 'anna.b-c_9'],
    ['ａｎｎａ', 'anna'],
    ['--', '--'],
    ['a'.repeat(32), 'a'.repeat(32)],
  ])('%s is taken as %s', (text, folded) => {
    expect(handle.safeParse(text)).toEqual({ success: true, data: folded });
  });

  test.each([
    '',
    'a',
    'a'.repeat(33),
    'a'.repeat(129),
    'an na',
    ' anna',
    'änna',
    'аnna',
    'anna\n',
    'an\u200bna',
    'a/b',
  ])('%j is refused', (text) => {
    expect(handle.safeParse(text).success).toBe(false);
  });

  test('that was taken is taken again unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const once = handle.safeParse(text);
        if (once.success) expect(handle.safeParse(once.data)).toEqual(once);
      }),
    );
  });
});

describe('a line', () => {
  test.each(['Chrome.test8', 'Anna’s phone', '手机', '👩‍👩‍👧', 'a'.repeat(64)])(
    '%j is taken as it is',
    (text) => {
      expect(deviceName.safeParse(text)).toEqual({ success: true, data: text });
    },
  );

  test.each([
    ['nothing', ''],
    ['a space before', ' a'],
    ['a space after', 'a '],
    ['a line end', 'a\nb'],
    ['a tab', 'a\tb'],
    ['DEL', 'a\u007fb'],
    ['a line separator', 'a\u2028b'],
    ['a bidi override', 'a\u202eb'],
    ['a bidi isolate', 'a\u2066b'],
    ['65 characters', 'a'.repeat(65)],
  ])('with %s is refused', (_, text) => {
    expect(deviceName.safeParse(text).success).toBe(false);
  });
});

describe('a credential', () => {
  test('of a person has 8 to 256 characters and no other rule', () => {
    expect(
      ['1234567', ' '.repeat(8), 'ü'.repeat(256), 'x'.repeat(257)].map(
        (it) => password.safeParse(it).success,
      ),
    ).toEqual([false, true, true, false]);
  });

  test('of a client is at least 22 of base64url', () => {
    expect(
      ['A'.repeat(21), 'A'.repeat(22), `${'A'.repeat(22)}=`, `${'A'.repeat(22)}+`].map(
        (it) => secret.safeParse(it).success,
      ),
    ).toEqual([false, true, false, false]);
  });
});

describe('a name that people see', () => {
  test.each(['\u200b\u200b', '\u00ad', '\u061c', '\u180e', '\u2800', '\u3164', '\ufe0f'])(
    '%j shows nothing and is refused',
    (text) => {
      expect(deviceName.safeParse(text).success).toBe(false);
    },
  );

  test.each(['a\u200b', '👨‍👩‍👧', '\u061cعلي', '.', '\u0301'])('%j shows and is taken', (text) => {
    expect(deviceName.safeParse(text).success).toBe(true);
  });
});
