/** The hashes of the log: of a body, of an event, and the chain over all events. Every store computes them alike. */
import { hash } from 'node:crypto';

/** What an event's hash covers besides the hash of its first body. */
export interface EventHeader {
  readonly offset: number;
  readonly topic: string;
  readonly seq: number;
  readonly type: string;
  readonly at: number;
  readonly user: string | null;
  readonly device: string | null;
  readonly command: string | null;
  readonly digest: string | null;
}

/** The check and the chain before the first event. */
export const noCheck = '00000000';
export const noChain = '0'.repeat(64);

/**
 * Hash of a body, hex.
 *
 * The salt is random and forgotten with the body: what stays behind of a deleted text then says nothing about it,
 * and a log that was rewound and written anew differs even where it says the same.
 */
export function bodyHash(salt: string, data: string): string {
  return hash('sha256', salt + data, 'hex');
}

/** Hash of an event, hex; it outlives the body. */
export function eventHash(header: EventHeader, body: string): string {
  const { offset, topic, seq, type, at, user, device, command, digest } = header;
  return hash(
    'sha256',
    JSON.stringify([offset, topic, seq, type, at, user, device, command, digest, body]),
    'hex',
  );
}

/** What cursors carry of an event's hash: the first 32 bits. */
export function checkOf(eventHash: string): string {
  return eventHash.slice(0, 8);
}

/** The chain hash at an event, from the one before it. */
export function link(chain: string, eventHash: string): string {
  return hash('sha256', chain + eventHash, 'hex');
}
