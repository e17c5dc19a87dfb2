/** The policy of JSON: what a value must be that goes over the wire. Imports nothing, so that clients carry it alone. */

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What the policy refuses, by its first fault. `type` is no JSON at all. */
export type JsonFault = 'depth' | 'keys' | 'text' | 'number' | 'type';

export interface JsonLimits {
  /** Levels of nesting. */
  readonly jsonDepth: number;
  /** Members of one object. */
  readonly jsonKeys: number;
}

/** Where a server does not publish its own. */
export const usualJsonLimits: JsonLimits = { jsonDepth: 16, jsonKeys: 256 };

/** [V1] What is wrong with a value; undefined: nothing. Members that are undefined are passed over: nobody writes them. */
export function jsonFault(value: unknown, { jsonDepth, jsonKeys }: JsonLimits): JsonFault | undefined {
  return faultIn(value, jsonDepth, jsonKeys);
}

function faultIn(value: unknown, levels: number, keysMax: number): JsonFault | undefined {
  switch (typeof value) {
    case 'string':
      return isCleanText(value) ? undefined : 'text';
    case 'number':
      return isExact(value) ? undefined : 'number';
    case 'boolean':
      return undefined;
    case 'object':
      return value === null ? undefined : faultInside(value, levels, keysMax);
    default:
      return 'type';
  }
}

function faultInside(value: object, levels: number, keysMax: number): JsonFault | undefined {
  if (levels === 0) return 'depth';
  if (Array.isArray(value)) {
    for (const item of value) {
      const fault = faultIn(item, levels - 1, keysMax);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return 'type';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length > keysMax) return 'keys';
  for (const [key, member] of members) {
    if (!isCleanText(key)) return 'text';
    const fault = faultIn(member, levels - 1, keysMax);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The text policy: well-formed (no lone surrogate) and without U+0000, which one of the databases cannot hold. */
export function isCleanText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
