/** Assertions: always on; a broken one is a bug of ours, never bad input. */

/** Thrown where the code contradicts itself. */
class Bug extends Error {
  override readonly name = 'Bug';
}

/** Throws a `Bug` unless `condition` holds. */
export function assert(condition: unknown, says: string): asserts condition {
  if (!condition) throw new Bug(says);
}

/** Returns `value`, which cannot be undefined here. */
export function known<T>(value: T | undefined, says: string): T {
  assert(value !== undefined, says);
  return value;
}
