/** What a key does to a number: arrows one, Page Up and Page Down a tenth of the range. */
import type { Range } from '../demo.ts';

export interface Stepping {
  readonly value: number;
  readonly range: Range;
  /** In a text field Home and End move the caret, and left and right too; a slider knows its arrows itself. */
  readonly isField: boolean;
}

/** Where the key leads; undefined: it is none of ours. */
export function steppedBy(key: string, { value, range, isField }: Stepping): number | undefined {
  const { min, max } = range;
  const tenth = Math.max(1, Math.round((max - min) / 10));
  const steps: Readonly<Record<string, number>> = {
    PageUp: tenth,
    PageDown: -tenth,
    ...(isField ? { ArrowUp: 1, ArrowDown: -1 } : {}),
  };
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return step === undefined ? undefined : Math.min(max, Math.max(min, value + step));
}
