/** What the commands room asks of the apps' schemas: what needs their code, and what never gets to the log. */
import type { Json, Result } from '@kith/protocol';
import { type Apps, noApps } from '../domain/settings/facts.ts';

/** The schemas of apps; a schema is code, which only this thread has. */
export interface AppSchemas {
  /** What the log knows of the apps too. */
  readonly facts: Apps;
  /** The version of each app that has a schema. */
  readonly versions: Readonly<Record<string, number>>;
  /** Why this app cannot have such a value under this key; undefined: it can, or no schema says. */
  check(app: string, key: string, value: Json): string | undefined;
  /** What the schema of an app says; undefined: it has none. */
  describe(app: string): Result<'apps.get'> | undefined;
}

/** No app has a schema: any key, any value. */
export const noSchemas: AppSchemas = {
  facts: noApps,
  versions: {},
  check: () => undefined,
  describe: () => undefined,
};
