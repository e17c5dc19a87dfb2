/** The keys of the app `kith`, whose values the server reads: it takes none that it could not read. */
import { kithApp, kithSchema, type Refusal, refuse } from '@kith/protocol';
import type { Address } from './address.ts';

/** Refuses a value (JSON text; null: unset) that a known key of the app `kith` cannot have. */
export function refuseUnreadable(
  { app, key }: Pick<Address, 'app' | 'key'>,
  value: string | null,
): Refusal | undefined {
  if (app !== kithApp || value === null) return undefined;
  const schema = kithSchema(key);
  if (schema === undefined || schema.safeParse(JSON.parse(value)).success) return undefined;
  return refuse('validation-failed', { hint: `${key} cannot have this value` });
}
