/** What the commands room asks of the apps' schemas before the log decides. */
import type { Json } from '@kith/protocol';

/** Checks values against the schemas of apps; a schema is code, which only this thread has. */
export interface AppChecks {
  /** Why this app cannot have such a value under this key; undefined: it can, or no schema says. */
  check(app: string, key: string, value: Json): string | undefined;
}

/** No app has a schema: any key, any value. */
export const noChecks: AppChecks = { check: () => undefined };
