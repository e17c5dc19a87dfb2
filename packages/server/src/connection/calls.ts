/** Reads a frame: the calls in it, or why it is no frame of this protocol. */
import { type Call, type CallId, call, decodeJson, type Json, type Limits } from '@kith/protocol';

/** A call as it came, or a part of a frame that is not one. */
export type ReadCall =
  | { readonly ok: true; readonly call: Call & { readonly params?: Json } }
  | { readonly ok: false; readonly id: CallId; readonly hint: string };

/** What was in a frame; `syntax`: not JSON, which is a protocol error. */
export type ReadFrame =
  | { readonly ok: true; readonly calls: readonly ReadCall[] }
  | { readonly ok: false; readonly fault: 'syntax' | 'policy'; readonly hint: string };

const hints = {
  syntax: 'this is not JSON in UTF-8',
  depth: 'nested too deep',
  keys: 'too many members in one object',
  text: 'text must be well-formed and without U+0000',
  number: 'numbers must be finite, and integers within ±(2^53−1)',
  type: 'this is no JSON',
} as const;

/** Levels that a call in an array has around its params: what HTTP takes as a body is taken here too. */
const envelopeDepth = 2;

/** Reads the bytes of a frame under the limits. */
export function readFrame(bytes: Uint8Array, limits: Limits): ReadFrame {
  const decoded = decodeJson(bytes, { ...limits, jsonDepth: limits.jsonDepth + envelopeDepth });
  if (!decoded.ok) {
    const fault = decoded.fault === 'syntax' ? 'syntax' : 'policy';
    return { ok: false, fault, hint: hints[decoded.fault] };
  }
  const { value } = decoded;
  if (!Array.isArray(value)) return { ok: true, calls: [readCall(value)] };
  if (value.length === 0) return { ok: false, fault: 'policy', hint: 'an empty array holds no call' };
  if (value.length > limits.batch)
    return { ok: false, fault: 'policy', hint: `at most ${limits.batch} calls in one frame` };
  return { ok: true, calls: value.map(readCall) };
}

function readCall(value: Json): ReadCall {
  const read = call.safeParse(value);
  if (read.success) return { ok: true, call: read.data as Call & { params?: Json } };
  return { ok: false, id: idOf(value), hint: 'not a JSON-RPC 2.0 call' };
}

/** The id of something that is no call, so that its sender can tell which one. */
function idOf(value: Json): CallId {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const { id } = value as { id?: Json };
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}
