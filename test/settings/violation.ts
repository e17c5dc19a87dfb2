/** The rule that a run contradicted, with what was seen. */
class Violation extends Error {
  override readonly name = 'Violation';
}

/** Throws a `Violation` of `rule` unless `condition` holds. */
export function check(condition: boolean, rule: string, seen: () => unknown): asserts condition {
  if (!condition) throw new Violation(`${rule}: ${JSON.stringify(seen())}`);
}
