/** Checks a value that somebody wants to set. */
import type { Json } from '@kith/protocol';
import { z } from 'zod';
import type { AppSchema } from './app.ts';
import { named } from './element.ts';

/** Says what is wrong with setting a key to a value; undefined: nothing. */
export function checkValue(app: AppSchema, key: string, value: Json): string | undefined {
  const it = named(app, key);
  switch (it.is) {
    case 'setting':
      return issue(it.entry.schema, value, key);
    case 'element':
      return issue(it.entry.schema, it.element, key) ?? (value === true ? undefined : notTrue(key));
    case 'set':
      return `${key} is a set: its elements are ${key}.<element>`;
    case 'unknown':
      return app.unknown === 'reject' ? `${app.name} has no setting ${key}` : undefined;
  }
}

function notTrue(key: string): string {
  return `${key}: an element of a set is true, or unset`;
}

function issue(schema: z.core.$ZodType, value: unknown, key: string): string | undefined {
  const read = z.safeParse(schema, value);
  if (read.success) return undefined;
  const [first] = read.error.issues;
  return `${[key, ...(first?.path ?? [])].join('.')}: ${first?.message ?? 'is not valid'}`;
}
