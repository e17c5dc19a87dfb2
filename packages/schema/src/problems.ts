/** Finds everything that is wrong with the schema of an app, not only the first thing. */
import { appName, type Json, jsonFault, kithApp, usualJsonLimits } from '@kith/protocol';
import { z } from 'zod';
import type { AppSchema } from './app.ts';
import type { Entry } from './group.ts';
import { type JsonSchema, jsonForm } from './json-form.ts';
import { keyProblems } from './key.ts';
import type { SchemaProblem } from './problem.ts';

/** Everything that is wrong with an app's schema. */
export function appProblems(app: AppSchema): SchemaProblem[] {
  return [
    ...nameProblems(app),
    ...strayProblems(app),
    ...clashes(app),
    ...app.written.flatMap((entry) => entryProblems(app, entry)),
  ];
}

function nameProblems({ name }: AppSchema): SchemaProblem[] {
  if (!appName.safeParse(name).success) {
    return [{ name: String(name), wrong: 'is no name of an app', fix: 'use 1 to 64 of a-z 0-9 . _ -' }];
  }
  if (name !== kithApp) return [];
  return [{ name, wrong: 'is the app of the server itself', fix: 'give the app another name' }];
}

function strayProblems({ name, strays }: AppSchema): SchemaProblem[] {
  const wrong = 'is neither a setting nor a set nor a group';
  return strays.map((key) => ({ name: `${name} ${key}`, wrong, fix: 'make it by setting() or members()' }));
}

/** Two of one key, and a key that would be an element of a set. */
function clashes({ name, written }: AppSchema): SchemaProblem[] {
  const sets = written.filter(({ members }) => members === true).map(({ key }) => `${key}.`);
  return written.flatMap(({ key }, index) => {
    const at = `${name} ${key}`;
    const isTwice = written.findIndex((other) => other.key === key) < index;
    if (isTwice) return [{ name: at, wrong: 'is there twice', fix: 'rename one of them' }];
    const set = sets.find((prefix) => key.startsWith(prefix));
    if (set === undefined) return [];
    const wrong = `would be an element of the set ${set.slice(0, -1)}`;
    return [{ name: at, wrong, fix: 'rename one of them' }];
  });
}

function entryProblems(app: AppSchema, entry: Entry): SchemaProblem[] {
  const name = `${app.name} ${entry.key}`;
  const problems: Omit<SchemaProblem, 'name'>[] = [...keyProblems(entry.key), ...reachProblems(entry)];
  const form = jsonForm(entry.schema);
  if (!form.ok) problems.push({ wrong: form.wrong, fix: 'let it check JSON and change nothing' });
  else problems.push(...valueProblems(entry, form.schema));
  return problems.map((problem) => ({ name, ...problem }));
}

function reachProblems({ reach: { deviceOnly, scopes } }: Entry): Omit<SchemaProblem, 'name'>[] {
  if (deviceOnly === true && scopes !== undefined) {
    return [{ wrong: 'is deviceOnly and has scopes', fix: 'leave out one of them' }];
  }
  const strange = scopes?.filter((scope) => scope !== 'device' && scope !== 'class') ?? [];
  return strange.map((scope) => ({
    wrong: `has the scope ${scope}`,
    fix: 'use device, class, both or none',
  }));
}

function valueProblems(entry: Entry, schema: JsonSchema): Omit<SchemaProblem, 'name'>[] {
  if (entry.members === true) {
    if (only(schema, 'string')) return [];
    return [{ wrong: 'is a set of what is not text', fix: 'use a schema of texts: z.string()' }];
  }
  return [...defaultProblems(entry), ...policyProblems(entry, schema), ...migrationProblems(entry)];
}

function defaultProblems({ default: usual, schema }: Exclude<Entry, { members: true }>) {
  if (jsonFault(usual, usualJsonLimits) !== undefined) {
    return [{ wrong: 'has a default that is no JSON', fix: 'use a value of JSON, or null' }];
  }
  const read = z.safeParse(schema, usual);
  if (read.success) return [];
  const why = read.error.issues[0]?.message ?? 'not valid';
  return [{ wrong: `has a default that its schema does not take: ${why}`, fix: 'change one of them' }];
}

function policyProblems({ policy }: Entry, schema: JsonSchema) {
  switch (policy) {
    case 'max':
    case 'min':
      if (only(schema, 'number', 'integer')) return [];
      return [{ wrong: `is merged by ${policy} and is no number`, fix: 'use z.number(), or the policy lww' }];
    case 'or':
      if (only(schema, 'boolean')) return [];
      return [{ wrong: 'is merged by or and is no boolean', fix: 'use z.boolean(), or the policy lww' }];
    case 'lww':
    case 'manual':
      return [];
    default:
      return [{ wrong: 'has no such policy', fix: 'use lww, max, min, or, or manual' }];
  }
}

function migrationProblems({ key, migrateFrom }: Exclude<Entry, { members: true }>) {
  if (migrateFrom === undefined) return [];
  if (migrateFrom.key === key) {
    return [{ wrong: 'migrates from itself', fix: 'name the older key, or leave migrateFrom out' }];
  }
  return keyProblems(migrateFrom.key).map(({ wrong, fix }) => ({
    wrong: `migrates from a key that ${wrong}`,
    fix,
  }));
}

/** Whether a schema takes nothing but these types, or nothing, by its types or its values. */
function only(schema: JsonSchema, ...types: string[]): boolean {
  const { type, const: one, enum: several } = schema;
  if (type !== undefined) return [type].flat().every((it) => it === 'null' || types.includes(String(it)));
  const values: readonly Json[] | undefined = one === undefined ? (several as Json[] | undefined) : [one];
  return values?.every((value) => types.includes(typeof value)) === true;
}
