/** Checks the layout of a page as it stands: nothing sticks out, no text is cut off, and what is pressed is large enough. */
import type { Page } from 'playwright-core';
import { lookAtLayout } from './layout-in-page.ts';

/** Faults of the layout, each with its element. */
export async function layoutFaults(page: Page): Promise<readonly string[]> {
  return await page.evaluate(lookAtLayout);
}

/** The page fits its window. */
export async function expectGoodLayout(page: Page): Promise<void> {
  const faults = await layoutFaults(page);
  if (faults.length > 0) throw new Error(`the layout is at fault\n${faults.join('\n')}`);
}
