/** What the server takes as JSON: checked here, so that no call breaks the frame it is in. */
import type { Json } from '@kith/protocol';
import { KithError } from '../errors.ts';

/** Levels that a call itself takes of the limit `jsonDepth`, which is 16 unless configured. */
const levelsMax = 12;

/** [V1] Throws `validation-failed` where `value` is no JSON that the server would take; gives it back as JSON. */
export function asJson(value: unknown): Json {
  const fault = faultIn(value, levelsMax);
  if (fault === undefined) return value as Json;
  throw new KithError({ code: 'validation-failed', retry: 'never', hint: fault });
}

function faultIn(value: unknown, levels: number): string | undefined {
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'string')
    return value.isWellFormed() && !value.includes('\0') ? undefined : 'a text is not well-formed';
  if (typeof value === 'number')
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
      ? undefined
      : 'a number is not exact';
  if (typeof value !== 'object') return `${typeof value} is no JSON`;
  if (levels === 0) return 'nested too deep';
  const isList = Array.isArray(value);
  if (!isList && Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null)
    return 'an object of a class is no JSON';
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined && !isList) continue;
    const fault = faultIn(key, 0) ?? faultIn(member, levels - 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Bytes of a text in UTF-8, at most. */
export function bytesAtMost(text: string): number {
  return text.length * 3;
}
