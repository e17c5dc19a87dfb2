/** The bound on what a message says. */
import { type Refusal, refuse, utf8Bytes } from '@kith/protocol';
import type { Policy } from '../command.ts';

/** Refuses a text that takes too many bytes. */
export function refuseText({ textBytes }: Policy, text: string): Refusal | undefined {
  if (utf8Bytes(text) <= textBytes) return undefined;
  return refuse('too-large', { hint: `a text takes at most ${textBytes} bytes` });
}
