import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Schema } from '../schemas.ts';
import { inputBreaks } from './schema-breaks.ts';

/** Few numbers, words and names, so that two schemas often have to do with each other. */
const number = fc.integer({ min: 0, max: 4 });
const word = fc.constantFrom('', 'a', 'b', 'abc');
const name = fc.constantFrom('x', 'y');

/** Of objects only those that say what their other fields may hold: what `z.object` leaves open nobody sends. */
const { schema } = fc.letrec<{ schema: z.ZodType }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<z.ZodType[]>(
      z.string(),
      z.boolean(),
      z.null(),
      z.int(),
      z.number(),
      z.unknown(),
      z.never(),
    ),
    fc.tuple(number, number).map(([min, max]) => z.int().min(min).max(max)),
    fc.tuple(number, number).map(([over, under]) => z.number().gt(over).lt(under)),
    number.map((max) => z.string().max(max)),
    fc.constantFrom('a', 'b').map((start) => z.string().regex(new RegExp(`^${start}`))),
    fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((words) => z.enum(words)),
    fc.constantFrom(z.literal(1), z.literal('a'), z.literal(['a', 1, null])),
    tie('schema').map((it) => z.nullable(it)),
    fc.tuple(tie('schema'), number).map(([it, max]) => z.array(it).max(max)),
    fc.tuple(tie('schema'), tie('schema')).map(([one, other]) => z.union([one, other])),
    fc.tuple(tie('schema'), tie('schema')).map(([one, other]) => z.tuple([one, other])),
    tie('schema').map((it) => z.record(z.string(), it)),
    fields(tie('schema'), (shape) => z.strictObject(shape)),
    fields(tie('schema'), (shape) => z.looseObject(shape)),
    fc
      .tuple(
        fields(tie('schema'), (shape) => z.object(shape)),
        tie('schema'),
      )
      .map(([it, rest]) => it.catchall(rest)),
  ),
}));

function fields<T>(
  member: fc.Arbitrary<z.ZodType>,
  make: (shape: Record<string, z.ZodType>) => T,
): fc.Arbitrary<T> {
  const field = fc.tuple(member, fc.boolean()).map(([it, isOptional]) => (isOptional ? it.optional() : it));
  return fc.dictionary(name, field, { maxKeys: 2 }).map(make);
}

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(null, true, false, 0.5),
    number,
    word,
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(name, tie('value'), { maxKeys: 2 }),
  ),
}));

const form = (it: z.ZodType) => z.toJSONSchema(it, { io: 'input' }) as Schema;

test('where no break is found, all that was taken is taken', () => {
  let [kept, broken] = [0, 0];
  const pair = fc.oneof(
    fc.tuple(schema, schema),
    schema.map((it) => [it, z.union([it, z.string()])] as const),
  );
  fc.assert(
    fc.property(pair, fc.array(value, { minLength: 20, maxLength: 40 }), ([before, after], values) => {
      const breaks = inputBreaks(form(before), form(after), 'it');
      if (breaks.length > 0) {
        broken += 1;
        return;
      }
      kept += 1;
      for (const it of values)
        if (before.safeParse(it).success) expect(after.safeParse(it).success).toBe(true);
    }),
    { numRuns: 3000 },
  );
  // Both are common, or nothing was tested.
  expect(Math.min(kept, broken)).toBeGreaterThan(300);
});

test('a schema takes back nothing of itself', () => {
  fc.assert(
    fc.property(schema, (it) => {
      expect(inputBreaks(form(it), form(it), 'it')).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
