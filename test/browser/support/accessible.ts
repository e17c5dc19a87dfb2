/** Asks axe whether a page shuts anybody out. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One thing that one rule found. */
export interface Barrier {
  readonly rule: string;
  readonly impact: string;
  /** As a person reads it: rule, place and element. */
  readonly says: string;
}

/** All that axe finds, whatever its impact. */
export async function barriers(page: Page): Promise<readonly Barrier[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (only) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: only, resultTypes: ['violations'] }),
    tags,
  );
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ target, html, failureSummary = '' }) => ({
      rule: id,
      impact: impact ?? 'unknown',
      says: `${impact} ${id}: ${help}\n  at ${target.join(' ')}\n  ${html}\n  ${failureSummary.replaceAll('\n', '\n  ')}`,
    })),
  );
}

/** Nothing serious or critical; gives what is less, for somebody to look at. */
export async function expectAccessible(page: Page): Promise<readonly Barrier[]> {
  const found = await barriers(page);
  const grave = found.filter(({ impact }) => impact !== 'minor' && impact !== 'moderate');
  expect(
    grave.map(({ rule }) => rule),
    grave.map(({ says }) => says).join('\n'),
  ).toEqual([]);
  return found;
}
