import { expect, test } from 'vitest';
import { z } from 'zod';
import { jsonForm } from '../json-form.ts';
import { typeText } from './type-text.ts';

function typeOf(schema: z.ZodType): string {
  const form = jsonForm(schema);
  if (!form.ok) throw new Error(form.wrong);
  return typeText(form.schema);
}

const tree: z.ZodType = z.object({
  name: z.string(),
  get twigs() {
    return z.array(tree);
  },
});

test.each<[z.ZodType, string]>([
  [z.string().max(3), 'string'],
  [z.int(), 'number'],
  [z.boolean(), 'boolean'],
  [z.null(), 'null'],
  [z.email(), 'string'],
  [z.enum(['a', "it's", 'x"y']), `'a' | 'it\\'s' | 'x"y'`],
  [z.literal([1, true, null, 'a']), `1 | true | null | 'a'`],
  [z.nullable(z.string()), 'string | null'],
  [z.union([z.string(), z.int(), z.array(z.int())]), 'string | number | readonly number[]'],
  [z.array(z.union([z.string(), z.null()])), 'readonly (string | null)[]'],
  [z.array(z.array(z.string())), 'readonly (readonly string[])[]'],
  [z.tuple([z.string(), z.int()]), 'readonly [string, number]'],
  [z.tuple([z.string()]).rest(z.int()), 'readonly [string, ...number[]]'],
  [z.object({ a: z.string(), 'b-c': z.int().optional() }), "{ readonly a: string; readonly 'b-c'?: number }"],
  [z.object({}), '{}'],
  [z.record(z.string(), z.int()), '{ readonly [name: string]: number }'],
  [z.record(z.enum(['a', 'b']), z.int()), "{ readonly [name in 'a' | 'b']: number }"],
  [z.partialRecord(z.enum(['a', 'b']), z.int()), "{ readonly [name in 'a' | 'b']?: number }"],
  [
    z.discriminatedUnion('k', [z.object({ k: z.literal('a') }), z.object({ k: z.literal('b') })]),
    "{ readonly k: 'a' } | { readonly k: 'b' }",
  ],
  [z.intersection(z.string(), z.enum(['a'])), "string & 'a'"],
  [z.never(), 'never'],
  [z.unknown(), 'Json'],
  [z.string().meta({ id: 'named' }), 'string'],
  [z.object({ tree }), '{ readonly tree: { readonly name: string; readonly twigs: readonly Json[] } }'],
  [tree, '{ readonly name: string; readonly twigs: readonly Json[] }'],
])('a type is written as a person would', (schema, text) => {
  expect(typeOf(schema)).toBe(text);
});
