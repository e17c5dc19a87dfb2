/** Sameness: what has the same members as before keeps its reference, so that nobody is told of a change. */

/** Whether two objects, or two lists, have the same members. */
export function isSame(a: object, b: object): boolean {
  const others = new Map(Object.entries(b));
  const entries = Object.entries(a);
  return (
    entries.length === others.size && entries.every(([key, it]) => others.has(key) && others.get(key) === it)
  );
}

/** Whether two JSON values are the same; undefined: there is none. */
export function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** What was there before, where the next is the same. */
export function kept<T extends object>(before: T, next: T): T {
  return isSame(before, next) ? before : next;
}
