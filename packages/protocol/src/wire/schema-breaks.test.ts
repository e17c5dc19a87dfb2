import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Schema } from '../schemas.ts';
import { inputBreaks } from './schema-breaks.ts';

function breaks(before: z.ZodType, after: z.ZodType): string[] {
  const [one, other] = [before, after].map((it) => z.toJSONSchema(it, { io: 'input' }) as Schema);
  return inputBreaks(one ?? {}, other ?? {}, 'it');
}

const point = z.object({ x: z.int() });
const tree: z.ZodType = z.object({
  name: z.string(),
  get twigs() {
    return z.array(tree);
  },
});
const a = z.object({ k: z.literal('a') });
const b = z.object({ k: z.literal('b') });

describe('takes all that it took:', () => {
  test.each<[string, z.ZodType, z.ZodType]>([
    ['a tree as it was', tree, tree],
    ['one more word', z.enum(['a', 'b']), z.enum(['a', 'b', 'c'])],
    ['any text', z.enum(['a', 'b']), z.string()],
    ['wider bounds', z.int().min(1).max(5), z.int().min(0).max(6)],
    ['no bounds', z.number().gt(1).lt(5).multipleOf(2), z.number()],
    ['numbers of any kind', z.int(), z.number()],
    ['nothing too', z.string().max(3), z.nullable(z.string().max(3))],
    ['numbers too', z.string(), z.union([z.string(), z.number()])],
    [
      'objects too, where it was nothing or text',
      z.nullable(z.string()),
      z.union([z.string(), z.null(), point]),
    ],
    ['anything', point, z.unknown()],
    ['one more field that may be left out', point, z.object({ x: z.int(), y: z.int().optional() })],
    ['a field that may be left out now', point, z.object({ x: z.int().optional() })],
    ['any other fields', z.strictObject({ x: z.int() }), z.looseObject({ x: z.int() })],
    ['one more alternative', z.discriminatedUnion('k', [a]), z.discriminatedUnion('k', [a, b])],
    ['more names', z.record(z.string(), z.int()), z.record(z.string(), z.number())],
    ['longer lists', z.array(z.string()).max(3), z.array(z.string()).max(4)],
    ['the same pair', z.tuple([z.string(), z.int()]), z.tuple([z.string(), z.int()])],
    ['better words for the same', z.string().describe('a'), z.string().describe('b').meta({ title: 'c' })],
  ])('%s', (_, before, after) => {
    expect(breaks(before, after)).toEqual([]);
  });
});

describe('takes less:', () => {
  test.each<[string, z.ZodType, z.ZodType]>([
    ['a word gone', z.enum(['a', 'b']), z.enum(['a'])],
    ['some words alone', z.string(), z.enum(['a'])],
    ['text where a number stood among words', z.literal(['a', 1]), z.string()],
    ['a shorter text', z.string().max(5), z.string().max(4)],
    ['a bound where there was none', z.number(), z.number().gt(0)],
    ['a narrower open bound', z.number().lt(5), z.number().lt(4)],
    ['steps', z.number(), z.number().multipleOf(2)],
    ['other steps', z.number().multipleOf(2), z.number().multipleOf(4)],
    ['a form', z.string(), z.email()],
    ['another form', z.email(), z.url()],
    ['whole numbers alone', z.number(), z.int()],
    ['nothing no more', z.nullable(z.string()), z.string()],
    ['not anything', z.unknown(), z.string()],
    ['never', z.string(), z.never()],
    ['a field that is needed now', z.object({ x: z.int().optional() }), point],
    ['a new field that is needed', point, z.object({ x: z.int(), y: z.int() })],
    ['another kind of field', point, z.object({ x: z.string() })],
    ['no other fields', point, z.strictObject({ x: z.int() })],
    ['other fields of one kind alone', point, z.object({ x: z.int() }).catchall(z.int())],
    ['one alternative less', z.discriminatedUnion('k', [a, b]), z.discriminatedUnion('k', [a])],
    ['some names alone', z.record(z.string(), z.int()), z.partialRecord(z.enum(['a']), z.int())],
    ['another pair', z.tuple([z.string(), z.int()]), z.tuple([z.int(), z.string()])],
    ['a pair where a list was', z.array(z.string()), z.tuple([z.string()])],
    ['a name of another kind', z.record(z.string(), z.string()), z.object({ x: z.int().optional() })],
    ['a list where a pair was', z.tuple([z.string(), z.int()]), z.array(z.string())],
    ['nothing alone where it was anything', z.nullable(z.unknown()), z.null()],
    ['text where something held itself', tree, z.object({ name: z.string(), twigs: z.string() })],
    ['twigs of twigs', tree, z.object({ name: z.string().max(3), twigs: z.array(z.unknown()) })],
  ])('%s', (_, before, after) => {
    expect(breaks(before, after)).not.toEqual([]);
  });
});
