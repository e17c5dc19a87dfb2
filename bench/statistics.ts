/** Numbers of several rounds as one, and how they are written. */

/** The middle one; of an even number the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new Error('the median of nothing');
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** The medians of every number in rows of the same shape. */
export function medians<T extends Readonly<Record<string, number>>>(rows: readonly T[]): T {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, median(rows.map((row) => row[name] ?? Number.NaN))]),
  ) as T;
}

/** A number with three digits that say something, and thousands apart. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1000) return Number(value.toPrecision(3)).toLocaleString('en-US');
  return size === 0 ? '0' : String(Number(value.toPrecision(size < 0.1 ? 2 : 3)));
}

/** A ratio, which is what a figure is read for. */
export function ratio(ours: number, theirs: number): string {
  return `**${digits(ours / theirs)}**`;
}
