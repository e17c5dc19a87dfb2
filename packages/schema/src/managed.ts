/** What an operator decided of one app, and what is wrong with that. */
import type { Json } from '@kith/protocol';
import type { AppSchema } from './app.ts';
import { checkValue } from './check.ts';
import type { KithConfig, Managed } from './config.ts';
import { named } from './element.ts';
import type { SchemaProblem } from './problem.ts';

/** A value that the operator decided. */
export interface Decided {
  readonly value: Json;
  readonly locked: boolean;
}

/** The values that the operator decided of an app, by key. */
export function decidedOf({ managed }: KithConfig, app: string): ReadonlyMap<string, Decided> {
  const entries = Object.entries((Object.hasOwn(managed, app) && managed[app]) || {});
  return new Map(
    entries.map(([key, { value, locked }]) => [key, { value: value as Json, locked: locked === true }]),
  );
}

/** Everything that is wrong with the managed values of a configuration. */
export function managedProblems({ apps, managed }: KithConfig): SchemaProblem[] {
  return Object.entries(managed).flatMap(([name, keys]) => {
    const app = apps.find((it) => it.name === name);
    if (app !== undefined) return Object.entries(keys).flatMap(([key, it]) => keyProblems(app, key, it));
    const fix = `add the app to apps, or remove managed.${name}`;
    return [{ name: `managed ${name}`, wrong: 'is no app of this configuration', fix }];
  });
}

function keyProblems(app: AppSchema, key: string, decided: Managed): SchemaProblem[] {
  const name = `managed ${app.name} ${key}`;
  if (named(app, key).is === 'unknown') {
    return [{ name, wrong: `is no setting of ${app.name}`, fix: 'use a key of its schema' }];
  }
  if (decided === null || typeof decided !== 'object' || !('value' in decided)) {
    return [{ name, wrong: 'has no value', fix: 'write { value: …, locked: true } or { value: … }' }];
  }
  const wrong = checkValue(app, key, decided.value as Json);
  return wrong === undefined
    ? []
    : [{ name, wrong: `has a value that is not valid: ${wrong}`, fix: 'change it' }];
}
