/** Times from an edit in one window to its showing in another one of the same browser, which share one clock. */
import type { Locator } from 'playwright-core';

/** The spread of times in ms. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
}

export function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95) };
}

/** As a line of a report. */
export function spreadText(name: string, { count, p50, p95 }: Spread): string {
  return `${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${count} times`;
}

/** When an input had each value for the first time, in ms since 1970. */
export interface Notes {
  read(): Promise<ReadonlyMap<string, number>>;
}

/** Notes when a person gives an input each value: at the event, before anything is drawn. */
export function noteEdits(input: Locator): Promise<Notes> {
  return note(input, 'edits');
}

/** Notes when an input shows each value: at the frame that draws it. */
export function noteShown(input: Locator): Promise<Notes> {
  return note(input, 'frames');
}

/** Times from edit to showing, of the values that were both edited and shown. */
export async function timesBetween(edits: Notes, shown: Notes): Promise<readonly number[]> {
  const [from, to] = await Promise.all([edits.read(), shown.read()]);
  return [...from].flatMap(([value, at]) => {
    const seen = to.get(value);
    return seen === undefined ? [] : [seen - at];
  });
}

async function note(input: Locator, when: 'edits' | 'frames'): Promise<Notes> {
  const notes = await input.evaluateHandle((element, moment) => {
    const { value: first } = element as HTMLInputElement;
    const found: Record<string, number> = {};
    const look = () => {
      const { value } = element as HTMLInputElement;
      if (value !== first) found[value] ??= performance.timeOrigin + performance.now();
    };
    const lookAtFrame = () => {
      look();
      requestAnimationFrame(lookAtFrame);
    };
    if (moment === 'edits') element.addEventListener('input', look, { capture: true });
    else lookAtFrame();
    return found;
  }, when);
  return { read: async () => new Map(Object.entries(await notes.jsonValue())) };
}
