/** What the commands room asks of the apps' schemas: what needs their code, and what never gets to the log. */
import type { Json } from '@kith/protocol';
import { type Apps, noApps } from '../domain/settings/facts.ts';

/** Checks values against the schemas of apps; a schema is code, which only this thread has. */
export interface AppChecks {
  /** What the log knows of the apps too. */
  readonly facts: Apps;
  /** Why this app cannot have such a value under this key; undefined: it can, or no schema says. */
  check(app: string, key: string, value: Json): string | undefined;
}

/** No app has a schema: any key, any value. */
export const noChecks: AppChecks = { facts: noApps, check: () => undefined };
