/** The mark by which things of this package are known, also those that another copy of it made. */
export const mark: unique symbol = Symbol.for('@kith/schema');

/** Whether `thing` is what another function of this package made, of this kind. */
export function isMarked(thing: unknown, kind: string): boolean {
  return thing !== null && typeof thing === 'object' && mark in thing && thing[mark] === kind;
}
