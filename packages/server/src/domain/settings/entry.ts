/** Names of history entries on the wire: opaque to clients, and all that is needed to find the row. */
import type { KeyPart } from '../rows.ts';
import type { Address } from './address.ts';

/** Which entry of which setting of a user. */
export type EntryPlace = Omit<Address, 'userId'> & { readonly number: number };

/** The name of an entry. */
export function entryName({ app, scope, key, number }: EntryPlace): string {
  return Buffer.from(JSON.stringify([app, scope, key, number])).toString('base64url');
}

/** Reads a name; undefined for any text that is none. */
export function parseEntryName(name: string): EntryPlace | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(name, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 4) return undefined;
  const [app, scope, key, number] = parts as KeyPart[];
  if (typeof app !== 'string' || typeof scope !== 'string' || typeof key !== 'string') return undefined;
  return typeof number === 'number' && Number.isSafeInteger(number) ? { app, scope, key, number } : undefined;
}
