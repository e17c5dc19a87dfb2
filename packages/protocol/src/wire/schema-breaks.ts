/** Compares two JSON Schemas for what an existing client would miss. What it cannot compare must be as it was. */
import { canonicalJson } from '../json.ts';
import type { Json } from '../json-policy.ts';
import type { Schema } from '../schemas.ts';

/** What a client of `before` could send that `after` refuses, one sentence each. */
export function inputBreaks(before: Schema, after: Schema, at: string): string[] {
  return eachBranch(before, after, at, 'no longer takes one of its alternatives', inputBranchBreaks);
}

/** What a client of `before` would not find, or not understand, in what `after` sends. */
export function outputBreaks(before: Schema, after: Schema, at: string): string[] {
  if (isAny(before)) return [];
  if (isAny(after)) return [`${at} may now be any value`];
  const swapped: Compare = (later, earlier, where) => outputBranchBreaks(earlier, later, where);
  return eachBranch(after, before, at, 'has an alternative that clients do not know', swapped);
}

type Compare = (one: Schema, other: Schema, at: string) => string[];

/** Every branch of `one` must go with some branch of `other`. */
function eachBranch(one: Schema, other: Schema, at: string, otherwise: string, compare: Compare): string[] {
  const ones = branches(one);
  const others = branches(other);
  const [first, ...more] = others;
  return ones.flatMap((branch) => {
    if (first !== undefined && more.length === 0) return compare(branch, first, at);
    const fits = others.some((candidate) => compare(branch, candidate, at).length === 0);
    return fits ? [] : [`${at} ${otherwise}`];
  });
}

function inputBranchBreaks(before: Schema, after: Schema, at: string): string[] {
  if (isAny(after)) return [];
  if (isAny(before)) return [`${at} no longer takes any value`];
  const gone = types(before).filter((type) => !takes(types(after), type));
  if (gone.length > 0) return [`${at} no longer takes ${gone.join(' or ')}`];
  return [
    ...valueBreaks(before, after, at),
    ...bounds.flatMap((bound) => boundBreaks(bound, before, after, at)),
    ...memberBreaks(before, after, at, inputBreaks),
    ...restBreaks(before, after, at),
    ...newFieldBreaks(before, after, at),
    ...strangeBreaks(before, after, at),
    ...requiredOf(after)
      .filter((name) => !requiredOf(before).includes(name))
      .map((name) => `${at}.${name} is now required`),
  ];
}

function outputBranchBreaks(before: Schema, after: Schema, at: string): string[] {
  const strange = types(after).filter((type) => !takes(types(before), type));
  if (strange.length > 0) return [`${at} may now be ${strange.join(' or ')}`];
  return [
    ...(before.const !== undefined && before.const !== after.const ? [`${at} has another value`] : []),
    ...memberBreaks(before, after, at, outputBreaks),
    ...requiredOf(before)
      .filter((name) => name in propertiesOf(after) && !requiredOf(after).includes(name))
      .map((name) => `${at}.${name} may now be missing`),
  ];
}

/** Fields, items and named values, each compared in the same direction. */
function memberBreaks(before: Schema, after: Schema, at: string, compare: Compare): string[] {
  const now = propertiesOf(after);
  const fields = Object.entries(propertiesOf(before)).flatMap(([name, field]) => {
    const next = now[name];
    return next === undefined ? [`${at}.${name} is gone`] : compare(field, next, `${at}.${name}`);
  });
  return [
    ...fields,
    ...compareWhereBoth(before.items, after.items, `${at}[]`, compare),
    ...compareWhereBoth(before.additionalProperties, after.additionalProperties, `${at}.*`, compare),
  ];
}

/** What an object holds besides its fields, or a list at all, may have been open, and is not any more. */
function restBreaks(before: Schema, after: Schema, at: string): string[] {
  const closes = (keyword: 'additionalProperties' | 'items', type: string) => {
    const [was, now] = [before[keyword], after[keyword]];
    if (!types(before).includes(type)) return false;
    return now === false ? was !== false : isSchema(now) && !isAny(now) && isOpen(was);
  };
  return [
    ...(closes('additionalProperties', 'object') ? [`${at} no longer takes any other fields`] : []),
    ...(closes('items', 'array') ? [`${at} no longer takes any items`] : []),
  ];
}

/** A new field, of an object that said what its other fields may hold. Where it did not say, nobody sends any. */
function newFieldBreaks(
  { additionalProperties: rest, ...before }: Schema,
  after: Schema,
  at: string,
): string[] {
  if (!isSchema(rest)) return [];
  const known = propertiesOf(before);
  return Object.entries(propertiesOf(after))
    .filter(([name]) => !Object.hasOwn(known, name))
    .flatMap(([name, field]) => inputBreaks(rest, field, `${at}.${name}`));
}

function isOpen(rest: unknown): boolean {
  return rest === undefined || rest === true || (isSchema(rest) && isAny(rest));
}

/** What is said in words that are not known here must be said as before. Most may be left out, which takes more. */
function strangeBreaks(before: Schema, after: Schema, at: string): string[] {
  const kept = Object.keys(before).filter((keyword) => carrying.has(keyword));
  return [...new Set([...Object.keys(after), ...kept])]
    .filter((keyword) => !understood.has(keyword) && !sameAt(keyword, before, after))
    .map((keyword) => `${at} has another ${keyword}`);
}

function sameAt(keyword: string, before: Schema, after: Schema): boolean {
  const [was, now] = [before[keyword], after[keyword]] as Json[];
  return was !== undefined && now !== undefined && canonicalJson(was) === canonicalJson(now);
}

function compareWhereBoth(before: unknown, after: unknown, at: string, compare: Compare): string[] {
  return isSchema(before) && isSchema(after) ? compare(before, after, at) : [];
}

function valueBreaks(before: Schema, after: Schema, at: string): string[] {
  const now = valuesOf(after);
  if (now === undefined) return [];
  const earlier = valuesOf(before);
  if (earlier === undefined) return [`${at} takes only some values now`];
  const gone = earlier.filter((value) => !now.includes(value));
  return gone.map((value) => `${at} no longer takes ${JSON.stringify(value)}`);
}

/** Keywords that narrow a value, and whether a greater number lets more through. */
const bounds = [
  { keyword: 'maxLength', greaterTakesMore: true },
  { keyword: 'maximum', greaterTakesMore: true },
  { keyword: 'maxItems', greaterTakesMore: true },
  { keyword: 'minLength', greaterTakesMore: false },
  { keyword: 'minimum', greaterTakesMore: false },
  { keyword: 'minItems', greaterTakesMore: false },
  { keyword: 'exclusiveMaximum', greaterTakesMore: true },
  { keyword: 'exclusiveMinimum', greaterTakesMore: false },
  { keyword: 'maxProperties', greaterTakesMore: true },
  { keyword: 'minProperties', greaterTakesMore: false },
  { keyword: 'pattern', greaterTakesMore: undefined },
] as const;

/** Keywords that narrow nothing. */
const annotations: ReadonlySet<string> = new Set([
  '$schema',
  'default',
  'deprecated',
  'description',
  'examples',
  'readOnly',
  'title',
  'writeOnly',
]);

/** Keywords that are not compared, and say what is taken: without them a schema may take less. */
const carrying: ReadonlySet<string> = new Set(['$ref', 'allOf', 'prefixItems']);

/** Keywords that are compared each in its way. */
const understood: ReadonlySet<string> = new Set<string>([
  ...annotations,
  ...bounds.map(({ keyword }) => keyword),
  'additionalProperties',
  'anyOf',
  'const',
  'enum',
  'items',
  'oneOf',
  'properties',
  'required',
  'type',
]);

function boundBreaks(
  { keyword, greaterTakesMore }: (typeof bounds)[number],
  before: Schema,
  after: Schema,
  at: string,
): string[] {
  const was = before[keyword];
  const now = after[keyword];
  if (now === undefined || now === was) return [];
  const wider =
    typeof was === 'number' && typeof now === 'number' && (greaterTakesMore ? now > was : now < was);
  return wider ? [] : [`${at} has a narrower ${keyword}`];
}

/** `number` takes integers too. */
function takes(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function isSchema(value: unknown): value is Schema {
  return value !== null && typeof value === 'object';
}

function isAny(schema: Schema): boolean {
  return Object.keys(schema).every((keyword) => annotations.has(keyword));
}

/** The alternatives of a schema; one of several types is one for each of them. */
function branches(schema: Schema): readonly Schema[] {
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return alternatives.filter(isSchema).flatMap(branches);
  const { type } = schema;
  return Array.isArray(type) ? type.map((one) => ({ ...schema, type: one })) : [schema];
}

function types(schema: Schema): readonly string[] {
  if (schema.type !== undefined) return [schema.type].flat();
  return [...new Set((valuesOf(schema) ?? []).map(typeOf))];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

function valuesOf(schema: Schema): readonly unknown[] | undefined {
  return schema.const === undefined ? schema.enum : [schema.const];
}

function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
  return (schema.properties ?? {}) as Record<string, Schema>;
}

function requiredOf(schema: Schema): readonly string[] {
  return schema.required ?? [];
}
