/** Writes a JSON Schema of the wire as a type that a person reads. */
import type { Schema } from '../../packages/protocol/src/schemas.ts';

/** The type in the notation of TypeScript, with bounds and descriptions as comments. */
export function typeText(schema: Schema, indent = ''): string {
  if (schema.anyOf !== undefined) {
    return schema.anyOf.map((branch) => typeText(branch as Schema, indent)).join(' | ');
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return enumText(schema.enum);
  const { type } = schema;
  if (type === undefined) return 'unknown';
  if (Array.isArray(type)) return type.join(' | ');
  if (type === 'array') return arrayText(schema, indent);
  if (type === 'object') return objectText(schema, indent);
  return type;
}

/** Longer lists stand elsewhere, in a reference of their own. */
const enumMax = 9;

function enumText(values: readonly unknown[]): string {
  if (values.length > enumMax) return 'string';
  return values.map((value) => JSON.stringify(value)).join(' | ');
}

function arrayText({ items }: Schema, indent: string): string {
  const item = typeText((items ?? {}) as Schema, indent);
  return /^[\w.]+$|^\{[\s\S]*\}$/.test(item) ? `${item}[]` : `(${item})[]`;
}

function objectText(schema: Schema, indent: string): string {
  const fields = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  if (fields.length === 0) {
    const { additionalProperties: rest } = schema;
    const named = rest !== undefined && rest !== null && typeof rest === 'object';
    return named ? `{ [name: string]: ${typeText(rest as Schema, indent)} }` : '{}';
  }
  const lines = fields.map(([name, field]) => fieldLine(schema, name, field, `${indent}  `));
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function fieldLine(owner: Schema, name: string, field: Schema, indent: string): string {
  const needed = owner.required?.includes(name) ? '' : '?';
  const notes = [...boundNotes(field), ...(field.description === undefined ? [] : [field.description])];
  const comment = notes.length === 0 ? '' : ` // ${notes.join('; ')}`;
  return `${indent}${name}${needed}: ${typeText(field, indent)};${comment}`;
}

function boundNotes({
  minLength,
  maxLength,
  minimum,
  maximum,
  minItems,
  maxItems,
  pattern,
}: Schema): string[] {
  const bounds = [
    range(minLength, maxLength, ' characters'),
    range(minimum, maximum, ''),
    range(minItems, maxItems, ' items'),
    pattern,
  ];
  return bounds.filter((note) => note !== undefined);
}

function range(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (most === undefined) return `at least ${least}${unit}`;
  if (least === undefined) return `at most ${most}${unit}`;
  return least === most ? `${least}${unit}` : `${least} to ${most}${unit}`;
}
