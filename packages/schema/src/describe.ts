/** Describes an app as plain data: what goes over the wire, and what a database remembers of it. */
import type { Json } from '@kith/protocol';
import type { MergePolicy, ScopeKind } from '@kith/protocol/apps';
import type { AppSchema } from './app.ts';
import { named } from './element.ts';
import type { Entry } from './group.ts';
import { type JsonSchema, jsonForm } from './json-form.ts';
import type { Decided } from './managed.ts';

/** A key in words of JSON. */
export interface KeyDescription {
  readonly key: string;
  readonly policy: MergePolicy;
  readonly scopes: ScopeKind[];
  /** A set; `schema` is of its elements then. */
  readonly members?: true;
  readonly default?: Json;
  readonly schema?: JsonSchema;
  readonly managed?: Decided;
}

/** An app in words of JSON. */
export interface AppDescription {
  readonly unknown: 'keep' | 'reject';
  readonly keys: KeyDescription[];
}

/** Describes an app that has no problems, with what the operator decided of it. */
export function describe(app: AppSchema, decided: ReadonlyMap<string, Decided>): AppDescription {
  const elements = [...decided].flatMap(([key, managed]) => {
    const it = named(app, key);
    return it.is === 'element' ? [{ key, ...merging(it.entry), managed }] : [];
  });
  const entries = app.written.map((entry) => {
    const managed = decided.get(entry.key);
    return { ...entryDescription(entry), ...(managed && { managed }) };
  });
  return { unknown: app.unknown, keys: [...entries, ...elements] };
}

function merging({ policy, scopes }: Entry) {
  return { policy, scopes: [...scopes] };
}

function entryDescription(entry: Entry): KeyDescription {
  const form = jsonForm(entry.schema);
  const schema = form.ok ? form.schema : {};
  const { key } = entry;
  if (entry.members === true) return { key, ...merging(entry), members: true, schema };
  return { key, ...merging(entry), default: entry.default as Json, schema };
}
