/** Where focus goes when a row of a list goes that had it. */

/** The row that takes the focus of one that is gone: the one that stands in its place, else the last; null: none is left. */
export function heirOf(gone: string, before: readonly string[], after: readonly string[]): string | null {
  const index = before.indexOf(gone);
  const behind = before.slice(index + 1).find((id) => after.includes(id));
  return behind ?? before.slice(0, Math.max(index, 0)).findLast((id) => after.includes(id)) ?? null;
}
