/** Writes a JSON Schema as a type of TypeScript: what a value may be, without the bounds that no type knows. */
import type { Json } from '@kith/protocol';
import type { JsonSchema } from '../json-form.ts';
import { literal, memberName } from './literal.ts';

/** The type of what a schema takes; `Json` where it cannot be said. */
export function typeText(schema: JsonSchema): string {
  return write(schema, { root: schema, within: [] });
}

/** Where one is: the whole schema, which references name parts of, and the references that one is inside of. */
interface Place {
  readonly root: JsonSchema;
  readonly within: readonly string[];
}

function write(schema: JsonSchema, place: Place): string {
  const { $ref, anyOf, oneOf, allOf, not, const: one, enum: several, type } = schema;
  if (typeof $ref === 'string') return reference($ref, place);
  if (not !== undefined) return 'never';
  if (one !== undefined) return literal(one);
  if (Array.isArray(several)) return union(several.map(literal));
  const alternatives = anyOf ?? oneOf;
  if (Array.isArray(alternatives)) return union(alternatives.map((it) => write(part(it), place)));
  if (Array.isArray(allOf)) return allOf.map((it) => inside(write(part(it), place))).join(' & ');
  if (Array.isArray(type)) return union(type.map((it) => write({ ...schema, type: it }, place)));
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return array(schema, place);
    case 'object':
      return object(schema, place);
    default:
      return 'Json';
  }
}

/** A part of the schema by its reference; a type that holds itself cannot be written in one. */
function reference(ref: string, { root, within }: Place): string {
  const name = /^#\/\$defs\/(.+)$/.exec(ref)?.[1];
  const found = name === undefined ? undefined : part(root.$defs)[name];
  if (found === undefined || within.includes(ref)) return 'Json';
  return write(part(found), { root, within: [...within, ref] });
}

function array({ prefixItems, items }: JsonSchema, place: Place): string {
  if (!Array.isArray(prefixItems)) {
    return `readonly ${inside(items === undefined ? 'Json' : write(part(items), place))}[]`;
  }
  const first = prefixItems.map((it) => write(part(it), place));
  const rest = items === undefined || items === false ? [] : [`...${inside(write(part(items), place))}[]`];
  return `readonly [${[...first, ...rest].join(', ')}]`;
}

function object(schema: JsonSchema, place: Place): string {
  const fields = Object.entries(part(schema.properties));
  if (fields.length === 0) return record(schema, place);
  const needed = Array.isArray(schema.required) ? schema.required : [];
  const lines = fields.map(([name, field]) => {
    const mark = needed.includes(name) ? '' : '?';
    return `readonly ${memberName(name)}${mark}: ${write(part(field), place)}`;
  });
  return `{ ${lines.join('; ')} }`;
}

function record({ additionalProperties: rest, propertyNames, required }: JsonSchema, place: Place): string {
  if (rest === undefined || rest === false) return '{}';
  const value = write(part(rest), place);
  const names = part(propertyNames).enum;
  if (!Array.isArray(names)) return `{ readonly [name: string]: ${value} }`;
  return `{ readonly [name in ${union(names.map(literal))}]${Array.isArray(required) ? '' : '?'}: ${value} }`;
}

function union(texts: readonly string[]): string {
  return [...new Set(texts)].join(' | ') || 'never';
}

/** A type that stands before `[]` or beside `&`. */
function inside(text: string): string {
  return /^[\w.]+$|^'[^']*'$/.test(text) ? text : `(${text})`;
}

function part(value: Json | undefined): JsonSchema {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonSchema) : {};
}
