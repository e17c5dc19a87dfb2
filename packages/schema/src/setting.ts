/** One setting of an app: the schema of its value, its default, and how edits of it merge. */
import type { Json } from '@kith/protocol';
import type { AppKey, MergePolicy, ScopeKind } from '@kith/protocol/apps';
import { z } from 'zod';
import { mark } from './mark.ts';
import { type Reach, scopesOf } from './reach.ts';

/** A setting whose values are `V`. It is one value: two devices that edit parts of it do not merge. */
export interface Setting<V = unknown> {
  readonly [mark]: 'setting';
  readonly schema: z.core.$ZodType<V>;
  readonly default: V;
  readonly policy: MergePolicy;
  readonly scopes: readonly ScopeKind[];
  readonly migrateFrom?: AppKey['migrateFrom'];
  readonly members?: never;
  /** What its author said of where it may be written. */
  readonly reach: Reach;
}

/** Policies that make sense of values `V`. */
export type PolicyFor<V> =
  | 'lww'
  | 'manual'
  | ([V] extends [number] ? 'max' | 'min' : never)
  | ([V] extends [boolean] ? 'or' : never);

/** What an author says of a setting, besides the schema of its value. */
export interface SettingOptions<V, D extends V | null = V> extends Reach {
  /** What holds where nobody chose. It lives in the code of apps and is never stored. `null`: the key takes null too. */
  readonly default: D;
  /** What becomes of two edits that did not know of each other; usually `lww`, the later one stands. */
  readonly policy?: PolicyFor<V>;
  /** What shows until somebody edits: made of an older key by a pure function that uses nothing around it. */
  readonly migrateFrom?: { readonly key: string; readonly map: (old: Json) => V | undefined };
}

/** A setting with a default that its schema takes. */
export function setting<S extends z.core.$ZodType>(
  schema: S,
  options: SettingOptions<z.output<S>>,
): Setting<z.output<S>>;
/** A setting that may be nothing. */
export function setting<S extends z.core.$ZodType>(
  schema: S,
  options: SettingOptions<z.output<S>, null>,
): Setting<z.output<S> | null>;
export function setting(schema: z.core.$ZodType, options: SettingOptions<unknown>): Setting {
  const { default: usual, policy = 'lww', migrateFrom, scopes, deviceOnly } = options;
  const reach = { ...(scopes && { scopes }), ...(deviceOnly && { deviceOnly }) };
  return {
    [mark]: 'setting',
    schema: usual === null ? z.nullable(schema) : schema,
    default: usual,
    policy,
    scopes: scopesOf(reach),
    ...(migrateFrom && { migrateFrom: migrateFrom as NonNullable<AppKey['migrateFrom']> }),
    reach,
  };
}
