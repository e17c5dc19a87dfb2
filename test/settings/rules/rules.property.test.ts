/** What each merge rule loses of clearly last edits, each by what it trusts. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lossesOf } from './losses.ts';
import { kithsRule, lossTable, page, recorded } from './report.ts';
import type { Rule } from './rule.ts';
import { type Weather, weathers } from './schedule.ts';
import { arrivalOrder, hybridClock, wallClock } from './stamped.ts';

const seeds = { from: 1, count: 400 };
const kith = await kithsRule();
const others = [arrivalOrder, wallClock, hybridClock];

/** Share that is lost; many clearly last edits are asked about, or it would say nothing. */
function share(rule: Rule, weather: Weather): number {
  const { clear, lost } = lossesOf(rule, weather, seeds);
  expect(clear).toBeGreaterThan(300);
  return lost / clear;
}

test('base and age lose no clearly last edit while clocks keep their errors', () => {
  expect([share(kith, 'offline'), share(kith, 'online')]).toEqual([0, 0]);
});

test('arrival order loses nothing online, and most of what comes late from offline', () => {
  expect(share(arrivalOrder, 'online')).toBe(0);
  expect(share(arrivalOrder, 'offline')).toBeGreaterThan(0.1);
});

test('wall clocks lose to wrong clocks, online as well', () => {
  expect(share(wallClock, 'online')).toBeGreaterThan(0.05);
  expect(share(wallClock, 'offline')).toBeGreaterThan(0.05);
});

test('hybrid logical clocks lose nothing online, and to wrong clocks offline', () => {
  expect(share(hybridClock, 'online')).toBe(0);
  expect(share(hybridClock, 'offline')).toBeGreaterThan(0.02);
});

test.for(weathers)('base and age lose the least of all rules: %s', (weather) => {
  const least = Math.min(...others.map((rule) => share(rule, weather)));
  expect(share(kith, weather)).toBeLessThanOrEqual(least);
});

test('where clocks are set while an edit waits, base and age lose a few in a thousand', () => {
  expect(share(kith, 'clocks-set')).toBeLessThan(0.02);
});

test('docs/settings.md has the table as it comes out: `npm run table:settings -- --record` writes it', async () => {
  expect(readFileSync(page, 'utf8')).toContain(await lossTable(recorded));
});
