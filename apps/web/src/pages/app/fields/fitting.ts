/** Values of the kind that a setting has here: what another app or version has left under its name may be any JSON. */
import { type Demo, defaults, type Key } from '../demo.ts';

/** The value, or where it is of another kind the default; what it is stands in the history. */
export function fitting<K extends Key>(key: K, value: unknown): Demo[K] {
  return isOfKind(value, defaults[key]) ? value : defaults[key];
}

function isOfKind<T>(value: unknown, example: T): value is T {
  return typeof value === typeof example;
}
