/** Ids on the wire: a prefix that names the kind, then 128 random bits as base64url. */
import { z } from 'zod';

/** Every kind of object that has an id, with its prefix. */
export const idPrefixes = {
  device: 'dev',
  user: 'usr',
  link: 'lnk',
  connection: 'con',
  session: 'ses',
  chat: 'cht',
  message: 'msg',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** 128 bits as base64url without padding. */
const randomPart = /^[A-Za-z0-9_-]{22}$/;

/** Says whether `text` has the shape of an id of this kind. */
export function isId(kind: IdKind, text: string): boolean {
  const prefix = `${idPrefixes[kind]}_`;
  return text.startsWith(prefix) && randomPart.test(text.slice(prefix.length));
}

/**
 * An id as input: any short text, since a malformed id names nothing and is answered like an unknown one.
 */
export const idInput = z.string().min(1).max(64);

/** A command id made by the client, unique per device: at most 64 characters, UUIDv7 advised (RFC 9562). */
export const commandId = z.string().min(1).max(64);
