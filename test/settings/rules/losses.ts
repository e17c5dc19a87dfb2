/** How often a rule loses what a person clearly meant last. */
import { Seeded } from '../seeded.ts';
import { play } from './play.ts';
import type { Rule } from './rule.ts';
import { draw, type Edit, type Weather } from './schedule.ts';

/** Two edits so far apart are clearly one after the other, whatever the network took. */
const clearMs = 5_000;

/** Settings that several devices edited and that have a clearly last edit, and how many of them ended without it. */
export interface Losses {
  readonly clear: number;
  readonly lost: number;
}

export interface Seeds {
  readonly from: number;
  readonly count: number;
}

/** Plays the schedules of these seeds; every rule is given the same ones. */
export function lossesOf(rule: Rule, weather: Weather, { from, count }: Seeds): Losses {
  let [clear, lost] = [0, 0];
  for (let seed = from; seed < from + count; seed += 1) {
    const random = new Seeded(seed);
    const schedule = draw(random, weather);
    const standing = play(schedule, rule, { random, loss: weather === 'online' ? 0 : 0.1 });
    for (const { key, value } of clearlyLast(schedule.edits)) {
      clear += 1;
      if (standing.get(key) !== value) lost += 1;
    }
  }
  return { clear, lost };
}

/** The last edit of each setting that another device had edited too, all of that well before. */
function clearlyLast(edits: readonly Edit[]): readonly Edit[] {
  const byKey = Map.groupBy(edits, ({ key }) => key);
  return [...byKey.values()].flatMap((of) => {
    const last = of.reduce((a, b) => (b.at >= a.at ? b : a));
    const others = of.filter(({ device }) => device !== last.device);
    return others.length > 0 && others.every(({ at }) => at < last.at - clearMs) ? [last] : [];
  });
}
