/** A schema of zod as JSON Schema 2020-12, and what in it goes beyond checking JSON. */
import type { Json } from '@kith/protocol';
import { z } from 'zod';

/** A JSON Schema. */
export type JsonSchema = { readonly [keyword: string]: Json };

/** The JSON Schema of a schema, or why it has none. */
export type JsonForm =
  | { readonly ok: true; readonly schema: JsonSchema }
  | { readonly ok: false; readonly wrong: string };

/** Kinds of schema that give another value than they take. */
const changing: ReadonlySet<string> = new Set([
  'catch',
  'default',
  'pipe',
  'prefault',
  'success',
  'transform',
]);

/** Puts a schema as JSON Schema. What a page reads must be what a person set, so nothing in it may change a value. */
export function jsonForm(schema: z.core.$ZodType): JsonForm {
  const changes = new Set<string>();
  try {
    const form = z.toJSONSchema(schema, {
      io: 'input',
      unrepresentable: 'throw',
      override({ zodSchema, jsonSchema }) {
        for (const change of changesOf(zodSchema)) changes.add(change);
        withoutCommonplaces(jsonSchema);
      },
    });
    if (changes.size > 0) return { ok: false, wrong: `changes what it checks: ${[...changes].join(', ')}` };
    const { $schema: _, ...rest } = form;
    return { ok: true, schema: JSON.parse(JSON.stringify(rest)) as JsonSchema };
  } catch (error) {
    return { ok: false, wrong: `is not of JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function changesOf(schema: z.core.$ZodType): string[] {
  const { type, checks = [], ...def } = schema._zod.def;
  return [
    ...(changing.has(type) ? [type] : []),
    ...('coerce' in def && def.coerce === true ? ['coerce'] : []),
    ...(checks.some((check) => check._zod.def.check === 'overwrite') ? ['trim or the like'] : []),
  ];
}

/** What every integer and every name of a member is, and how a version of zod looks for a well-known format. */
function withoutCommonplaces(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.format !== undefined) delete schema.pattern;
}
