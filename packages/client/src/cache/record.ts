/** Records: what stands in a cache, each with the version of its format, so that apps of several ages can share one. */

/** Goes up when a record is kept otherwise than before; what it was then is brought up by `upgrades`. */
const version = 1;

/** From the version of its index to the next one. Before there were versions, a record stood bare. */
const upgrades: readonly ((before: unknown) => unknown)[] = [(bare) => bare];

export type Opened =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'value'; readonly value: unknown }
  /** An app of a later version wrote it. */
  | { readonly kind: 'newer' }
  /** It is none of ours, or harmed. */
  | { readonly kind: 'unreadable' };

const unreadable: Opened = { kind: 'unreadable' };

export function sealed(value: unknown): object {
  return { v: version, value };
}

export function opened(record: unknown): Opened {
  if (record === undefined || record === null) return { kind: 'nothing' };
  if (typeof record !== 'object' || Array.isArray(record)) return unreadable;
  const { v, value } = 'v' in record ? (record as { v: unknown; value?: unknown }) : { v: 0, value: record };
  if (typeof v !== 'number' || !Number.isInteger(v) || v < 0 || value === undefined) return unreadable;
  if (v > version) return { kind: 'newer' };
  let it: unknown = value;
  for (const upgrade of upgrades.slice(v)) it = upgrade(it);
  return { kind: 'value', value: it };
}
