/** Emits a module of TypeScript from apps: plain interfaces and objects, for pages that carry no zod. */
import type { Json } from '@kith/protocol';
import type { App, AppKey } from '@kith/protocol/apps';
import type { AppSchema } from '../app.ts';
import { type JsonSchema, jsonForm } from '../json-form.ts';
import type { SchemaProblem } from '../problem.ts';
import { literal, memberName, object, propertyName, quoted } from './literal.ts';
import { mapText } from './map-text.ts';
import { type AppNames, namesOf } from './names.ts';
import { typeText } from './type-text.ts';

/** The text of a module, or what of the apps cannot be written. */
export type Emitted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly SchemaProblem[] };

/** Emits one module for apps that have no problems. */
export function emitModule(apps: readonly AppSchema[]): Emitted {
  const problems: SchemaProblem[] = [];
  const names = namesOf(apps.map(({ name }) => name));
  const parts = apps.map((app, index) => {
    const called = names[index] ?? { variable: 'app', type: 'App' };
    return [interfaceText(app, called), objectText(app, called, problems)].join('\n');
  });
  if (problems.length > 0) return { ok: false, problems };
  const body = parts.join('\n');
  const imported = /\bJson\b/.test(body) ? 'App, Json' : 'App';
  const head = [
    '/** The settings of apps. Made by `kith types`: do not edit. */',
    // Functions lose their types where they run, which is where their text is from.
    ...(hasMaps(apps) ? ['// @ts-nocheck: what is in here was checked where it was written.'] : []),
    `import type { ${imported} } from '@kith/client';`,
  ];
  return { ok: true, text: `${head.join('\n')}\n\n${body}` };
}

function hasMaps(apps: readonly AppSchema[]): boolean {
  return apps.some((app) => Object.values(app.keys).some(({ migrateFrom }) => migrateFrom !== undefined));
}

function interfaceText(app: AppSchema, { type }: AppNames): string {
  const fields = app.written.flatMap((entry) => {
    if (entry.members === true) return [];
    const form = jsonForm(entry.schema);
    const schema: JsonSchema = form.ok ? form.schema : {};
    return [...describing(schema.description), `  ${memberName(entry.key)}: ${typeText(schema)};`];
  });
  return [
    `/** The settings of ${quoted(app.name)} by key. */`,
    `export interface ${type} {`,
    ...fields,
    '}',
    '',
  ].join('\n');
}

function describing(description: Json | undefined): string[] {
  if (typeof description !== 'string') return [];
  return [`  /** ${description.replaceAll('*/', '*\\/').replaceAll('\n', ' ')} */`];
}

function objectText(app: AppSchema, { variable, type }: AppNames, problems: SchemaProblem[]): string {
  const sets = app.written.filter(({ members }) => members === true).map(({ key }) => quoted(key));
  const parameters = sets.length === 0 ? type : `${type}, ${sets.join(' | ')}`;
  const defaults = Object.entries(app.defaults).map(
    ([key, value]) => `    ${propertyName(key)}: ${literal(value as Json)},`,
  );
  const keys = Object.entries<AppKey>(app.keys).flatMap(([key, saying]) => {
    const text = keyText(app, key, saying, problems);
    return text === '{}' ? [] : [`    ${propertyName(key)}: ${text},`];
  });
  return [
    `/** ${quoted(app.name)}, as the SDK takes it: \`kith.settings(${variable})\`. */`,
    `export const ${variable}: App<${parameters}> = {`,
    `  name: ${quoted(app.name)},`,
    ...block('defaults', defaults),
    ...block('keys', keys),
    '};',
    '',
  ].join('\n');
}

function block(name: keyof App<object>, lines: readonly string[]): string[] {
  return lines.length === 0 ? [`  ${name}: {},`] : [`  ${name}: {`, ...lines, '  },'];
}

function keyText(app: AppSchema, key: string, saying: AppKey, problems: SchemaProblem[]): string {
  const { members, policy, scopes, migrateFrom } = saying;
  const parts: [string, string][] = [];
  if (members === true) parts.push(['members', 'true']);
  if (policy !== undefined) parts.push(['policy', quoted(policy)]);
  if (scopes !== undefined) parts.push(['scopes', literal(scopes)]);
  if (migrateFrom !== undefined) {
    const map = mapText(migrateFrom.map, sampleOf(app, migrateFrom.key));
    if (map.ok)
      parts.push([
        'migrateFrom',
        object([
          ['key', quoted(migrateFrom.key)],
          ['map', map.text],
        ]),
      ]);
    else {
      const fix = 'write map as an arrow function that uses its argument alone';
      problems.push({ name: `${app.name} ${key} migrateFrom`, wrong: map.wrong, fix });
    }
  }
  return object(parts);
}

function sampleOf({ defaults }: AppSchema, key: string): Json | undefined {
  return (defaults as Readonly<Record<string, Json | undefined>>)[key];
}
