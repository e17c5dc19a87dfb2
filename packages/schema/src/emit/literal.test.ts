import { runInNewContext } from 'node:vm';
import type { Json } from '@kith/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literal, quoted } from './literal.ts';

/** What a compiler would read. */
function read(text: string): Json {
  return JSON.parse(String(runInNewContext(`'use strict'; JSON.stringify(${text})`))) as Json;
}

test('what is written is read as what it was, whatever it is', () => {
  const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(value, (it) => {
      expect(read(literal(it as Json))).toEqual(JSON.parse(JSON.stringify(it)));
    }),
  );
});

test('a member named __proto__ is data like any other', () => {
  const value = JSON.parse('{"__proto__": {"a": 1}}') as Json;
  expect(JSON.stringify(read(literal(value)))).toBe('{"__proto__":{"a":1}}');
});

test('texts stand in single quotes', () => {
  expect(quoted(`it's "so"\\\n`)).toBe(`'it\\'s "so"\\\\\\n'`);
});
