/** What the server takes as JSON: checked here, so that no call breaks the frame it is in. */
import { type Json, jsonFault, usualJsonLimits } from '@kith/protocol/json-policy';
import { KithError } from '../errors.ts';

/** What the server published. */
type Limits = Readonly<Record<string, number>>;

/** Levels of the params of `settings.set` around a value: themselves, the ops, the op. */
const levelsAround = 3;

const hints = {
  depth: 'nested too deep',
  keys: 'an object has too many members',
  text: 'a text is not well-formed',
  number: 'a number is not exact',
  type: 'this is no JSON',
};

/** [V1] Throws `validation-failed` where the server would not take these params of a call. */
export function checkParams(params: unknown, limits: Limits = {}, around = 0): void {
  const { jsonDepth, jsonKeys } = { ...usualJsonLimits, ...limits };
  const fault = jsonFault(params, { jsonDepth: jsonDepth - around, jsonKeys });
  if (fault !== undefined)
    throw new KithError({ code: 'validation-failed', retry: 'never', hint: hints[fault] });
}

/** The same of the value of a setting; gives it back as JSON. */
export function asValue(value: unknown, limits: Limits): Json {
  checkParams(value, limits, levelsAround);
  return value as Json;
}

/** Whether a text is longer than that in UTF-8; it is counted only where it may be. */
export function isLonger(text: string, bytesMax: number): boolean {
  return text.length * 3 > bytesMax && new TextEncoder().encode(text).length > bytesMax;
}
