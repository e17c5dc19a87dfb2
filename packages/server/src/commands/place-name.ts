/** Names of places in a list, on the wire: opaque to clients, which send them back to go on from there. */
import type { KeyPart } from '../domain/rows.ts';

/** The name of a place. */
export function placeName(parts: readonly KeyPart[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Reads a name; undefined for any text that is none. */
export function parsePlaceName(name: string): readonly KeyPart[] | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(name, 'base64url').toString());
  } catch {
    return undefined;
  }
  return Array.isArray(parts) && parts.every(isKeyPart) ? parts : undefined;
}

function isKeyPart(part: unknown): part is KeyPart {
  return typeof part === 'string' || Number.isSafeInteger(part);
}
