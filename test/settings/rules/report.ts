/** The table of what each rule loses, as `docs/settings.md` has it. */
import { markdownTable } from '../../../bench/markdown.ts';
import { loadSubject } from '../subject.ts';
import { baseAndAge } from './base-and-age.ts';
import { type Losses, lossesOf, type Seeds } from './losses.ts';
import { type Weather, weathers } from './schedule.ts';
import { arrivalOrder, hybridClock, wallClock } from './stamped.ts';

/** The schedules that the page tells of. */
export const recorded: Seeds = { from: 1, count: 5_000 };

/** The page, and the name of its place for the table. */
export const page = new URL('../../../docs/settings.md', import.meta.url);
export const place = 'rules';

const source = new URL('../../../packages/server/src', import.meta.url).pathname;

/** Base and age by the server's real deciders. */
export async function kithsRule(): Promise<ReturnType<typeof baseAndAge>> {
  return baseAndAge(await loadSubject(source, true));
}

/** Plays all schedules of these seeds under every rule. */
export async function lossTable(seeds: Seeds): Promise<string> {
  const rules = [await kithsRule(), arrivalOrder, wallClock, hybridClock];
  const head = {
    offline: 'devices go offline',
    online: 'always online',
    'clocks-set': 'clocks are set meanwhile',
  } satisfies Record<Weather, string>;
  return markdownTable({
    caption:
      `Clear last edits that were lost; ${seeds.count.toLocaleString('en')} schedules a cell, from seed ` +
      `${seeds.from} on, the same ones for every rule.`,
    head: ['rule', ...weathers.map((weather) => head[weather])],
    rows: rules.map((rule) => [
      rule.name,
      ...weathers.map((weather) => share(lossesOf(rule, weather, seeds))),
    ]),
  });
}

function share({ clear, lost }: Losses): string {
  const percent = ((100 * lost) / clear).toFixed(2);
  return `${percent} % (${lost.toLocaleString('en')} of ${clear.toLocaleString('en')})`;
}
