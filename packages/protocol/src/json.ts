/** Inbound JSON: one strict policy for every door, and the canonical form that command ids compare. */
import { type Json, type JsonFault, type JsonLimits, jsonFault } from './json-policy.ts';

/** What was decoded, or why not. `syntax` is not JSON; the others are JSON that the policy refuses. */
export type Decoded =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly fault: 'syntax' | JsonFault };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const quote = 0x22;
const backslash = 0x5c;

/**
 * Decodes UTF-8 JSON under the policy: bytes valid, no BOM, nesting and members bounded before anything is
 * built, text well-formed and without U+0000, integers exact (±(2^53−1)) and numbers finite.
 *
 * Depth is counted on the bytes because V8 parses millions of levels that it cannot write back.
 */
export function decodeJson(bytes: Uint8Array, limits: JsonLimits): Decoded {
  if (isDeeperThan(bytes, limits.jsonDepth)) return { ok: false, fault: 'depth' };
  let value: Json;
  try {
    value = JSON.parse(utf8.decode(bytes)) as Json;
  } catch {
    return { ok: false, fault: 'syntax' };
  }
  const fault = jsonFault(value, limits);
  return fault === undefined ? { ok: true, value } : { ok: false, fault };
}

/** Whether brackets outside strings nest deeper than `levels`. */
function isDeeperThan(bytes: Uint8Array, levels: number): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (inText) {
      if (byte === backslash) index += 1;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > levels) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}

/**
 * The canonical text of a JSON value: members sorted by key, no spaces (the form of RFC 8785 for our policy).
 *
 * Two sends of one command are the same when their canonical params are.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value as Readonly<Record<string, Json>>)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** Bytes of a well-formed `text` in UTF-8, counted without encoding it. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    // Two bytes, or two for each half of a pair, or three.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
