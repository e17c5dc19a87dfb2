import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, decodeJson, utf8Bytes } from './json.ts';
import type { Json } from './json-policy.ts';
import { defaultLimits } from './limits.ts';

const encoder = new TextEncoder();

function decode(text: string | Uint8Array, limits: { jsonDepth?: number; jsonKeys?: number } = {}) {
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  return decodeJson(bytes, { ...defaultLimits, ...limits });
}

function refused(text: string | Uint8Array, limits = {}) {
  const decoded = decode(text, limits);
  return decoded.ok ? undefined : decoded.fault;
}

/** Any JSON value that the policy takes. */
const json = fc
  .jsonValue({ maxDepth: 5 })
  .filter((value) => decode(JSON.stringify(value)).ok) as fc.Arbitrary<Json>;

describe('bytes', () => {
  test.each([
    ['nothing', []],
    ['spaces alone', [0x20, 0x0a]],
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x31]],
    ['a lone continuation byte', [0x22, 0x80, 0x22]],
    ['a character cut off', [0x22, 0xe2, 0x82, 0x22]],
    ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
    ['an overlong NUL', [0x22, 0xc0, 0x80, 0x22]],
    ['a raw surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a character above U+10FFFF', [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x31, 0x00]],
    ['a raw control character in a text', [0x22, 0x0a, 0x22]],
  ])('%s is not JSON', (_, bytes) => {
    expect(refused(Uint8Array.from(bytes))).toBe('syntax');
  });

  test.each([
    '{',
    '[1,]',
    '{"a":1,}',
    "{'a':1}",
    '01',
    '+1',
    '.5',
    'NaN',
    'Infinity',
    '1 2',
    '//',
    'undefined',
  ])('%s is not JSON', (text) => {
    expect(refused(text)).toBe('syntax');
  });

  test('arbitrary bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(decode(bytes)).toHaveProperty('ok');
      }),
    );
  });

  test('what the policy takes comes out as JSON.parse reads it', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = JSON.stringify(value);
        expect(decode(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });
});

describe('depth', () => {
  test('the limit itself is taken, one more is not', () => {
    expect(decode('[[[]]]', { jsonDepth: 3 }).ok).toBe(true);
    expect(refused('[[[[]]]]', { jsonDepth: 3 })).toBe('depth');
    expect(refused('{"a":[{"b":[]}]}', { jsonDepth: 3 })).toBe('depth');
  });

  test('is counted before parsing: five million levels are refused as deep, though they are not even JSON', () => {
    expect(refused(new Uint8Array(5_000_000).fill(0x5b))).toBe('depth');
  });

  test('closed levels do not add up', () => {
    expect(decode(`[${'[],'.repeat(1_000)}[]]`, { jsonDepth: 2 }).ok).toBe(true);
  });

  test.each(['"[[[["', String.raw`"\"[[[["`, String.raw`"\\\"[[[["`, '{"[[[[":"{{{{"}'])(
    'brackets inside a text do not count: %s',
    (text) => {
      expect(decode(text, { jsonDepth: 1 }).ok).toBe(true);
    },
  );

  test('an escaped backslash before the quote ends the text', () => {
    expect(refused(String.raw`["\\",[[]]]`, { jsonDepth: 2 })).toBe('depth');
  });

  test('equals the depth of the parsed value', () => {
    const depthOf = (value: Json): number =>
      value === null || typeof value !== 'object'
        ? 0
        : 1 + Math.max(0, ...Object.values(value).map((member) => depthOf(member as Json)));
    fc.assert(
      fc.property(json, (value) => {
        const text = JSON.stringify(value);
        const depth = depthOf(value);
        expect(decode(text, { jsonDepth: depth }).ok).toBe(true);
        if (depth > 0) expect(refused(text, { jsonDepth: depth - 1 })).toBe('depth');
      }),
    );
  });
});

describe('members', () => {
  test('of each object are bounded, not of all together', () => {
    expect(decode('[{"a":1,"b":2},{"c":3,"d":4}]', { jsonKeys: 2 }).ok).toBe(true);
    expect(refused('[{"a":1,"b":2,"c":3}]', { jsonKeys: 2 })).toBe('keys');
  });

  test('of a duplicate key: the last wins', () => {
    expect(decode('{"a":1,"a":2}')).toEqual({ ok: true, value: { a: 2 } });
  });

  test('named __proto__ or constructor are data and touch no prototype', () => {
    const decoded = decode('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}');
    if (!decoded.ok || decoded.value === null || typeof decoded.value !== 'object')
      throw new Error('refused');
    expect(Object.keys(decoded.value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(decoded.value)).toBe(Object.prototype);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe('text', () => {
  test.each([
    ['a high surrogate alone', String.raw`"\ud800"`],
    ['a low surrogate alone', String.raw`"\udc00"`],
    ['surrogates the wrong way round', String.raw`"\udc00\ud800"`],
    ['U+0000', String.raw`"\u0000"`],
    ['U+0000 in the middle', String.raw`"a\u0000b"`],
    ['a lone surrogate in a key', String.raw`{"\ud800":1}`],
    ['U+0000 in a key', String.raw`{"\u0000":1}`],
    ['a lone surrogate deep inside', String.raw`[{"a":["\udfff"]}]`],
  ])('with %s is refused', (_, text) => {
    expect(refused(text)).toBe('text');
  });

  test.each([
    ['an escaped pair', String.raw`"\ud83d\ude00"`, '😀'],
    ['the same pair raw', '"😀"', '😀'],
    ['a noncharacter', String.raw`"\uffff"`, '\uffff'],
    ['a byte order mark inside', '"\ufeffa"', '\ufeffa'],
    ['combining marks, not normalized', '"e\u0301"', 'e\u0301'],
  ])('with %s is kept as it is', (_, text, value) => {
    expect(decode(text)).toEqual({ ok: true, value });
  });
});

describe('numbers', () => {
  test.each([
    '1e400',
    '-1e400',
    '9007199254740992',
    '-9007199254740992',
    '9007199254740993',
    '1e16',
    '[1e20]',
    '1.7976931348623157e308',
  ])('%s cannot be kept exactly and is refused', (text) => {
    expect(refused(text)).toBe('number');
  });

  test.each([
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['-9007199254740991', Number.MIN_SAFE_INTEGER],
    ['1e15', 1e15],
    ['0.1', 0.1],
    ['5e-324', 5e-324],
  ])('%s is %s', (text, value) => {
    expect(decode(text)).toEqual({ ok: true, value });
  });
});

describe('canonical JSON', () => {
  test('sorts members by UTF-16 code units at every level, without spaces', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null, '\u{1f600}': 1, '\ufb33': 2, 10: 0, 9: 0 })).toBe(
      '{"10":0,"9":0,"a":null,"b":[{"c":2,"d":1}],"\u{1f600}":1,"\ufb33":2}',
    );
  });

  test('keeps the order of arrays and the form of texts', () => {
    expect(canonicalJson(['é', 'e\u0301', '"\\\n\u2028', 2, 1])).toBe(
      '["é","e\u0301","\\"\\\\\\n\u2028",2,1]',
    );
  });

  test('writes equal numbers equally', () => {
    for (const text of ['100', '1e2', '100.0']) {
      expect(canonicalJson(JSON.parse(text) as Json)).toBe('100');
    }
    expect(canonicalJson(-0)).toBe('0');
  });

  test('keeps a member named __proto__', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}') as Json)).toBe(
      '{"__proto__":{"a":2},"b":1}',
    );
  });

  test('does not depend on the order of members', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  test('reads back as the same value, and canonical stays canonical', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        const read = JSON.parse(text) as Json;
        expect(canonicalJson(read)).toBe(text);
        expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('differs where the values differ', () => {
    fc.assert(
      fc.property(json, json, (one, other) => {
        const same = canonicalJson(one) === canonicalJson(other);
        expect(same).toBe(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
      }),
    );
  });
});

test('sizes are bytes of UTF-8', () => {
  expect(['', 'a', 'é', '€', '😀'].map(utf8Bytes)).toEqual([0, 1, 2, 3, 4]);
});

function rebuilt(value: Json, order: (entries: [string, Json][]) => [string, Json][]): Json {
  if (Array.isArray(value)) return value.map((item) => rebuilt(item, order));
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value as { readonly [key: string]: Json });
  return Object.fromEntries(order(members).map(([key, member]) => [key, rebuilt(member, order)]));
}

function reversed(value: Json): Json {
  return rebuilt(value, (entries) => entries.toReversed());
}

function sorted(value: Json): Json {
  return rebuilt(value, (entries) => entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
