/** Ids of commands: UUIDv7 (RFC 9562 §5.7), so that those of one device sort by their making. */
import type { Environment } from '../environment/environment.ts';

/** A new id. */
export function newId({ now, bytes }: Pick<Environment, 'now' | 'bytes'>): string {
  const time = Math.max(0, Math.trunc(now())).toString(16).padStart(12, '0').slice(-12);
  const random = bytes(10);
  const hex = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = (((random[2] ?? 0) & 0x3f) | 0x80).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(1, 4)}-${variant}${hex.slice(6, 8)}-${hex.slice(8, 20)}`;
}
