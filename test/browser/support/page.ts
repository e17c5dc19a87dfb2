/** What can be said of any page of the app, whatever stands on it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { barriers } from './accessible.ts';
import { layoutFaults } from './layout.ts';
import { themes } from './look.ts';
import { picture } from './screens.ts';
import type { PersonWindow } from './window.ts';

const source = join(import.meta.dirname, '../../../apps/web/src/pages.json');

const pageAt = JSON.parse(readFileSync(source, 'utf8')) as Readonly<Record<string, string>>;

/** The path of every page of the app. */
export const paths = Object.keys(pageAt).filter((path) => !isAlias(path));

/** Other paths of the same pages. */
export const aliases = Object.keys(pageAt)
  .filter(isAlias)
  .map((alias) => ({ alias, path: paths.find((path) => pageAt[path] === pageAt[alias]) ?? '' }));

function isAlias(path: string): boolean {
  return Object.keys(pageAt).find((first) => pageAt[first] === pageAt[path]) !== path;
}

/** Waits until a page is there: its heading, and nothing that still loads. */
export async function untilReady({ page }: PersonWindow): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: 30_000 }).toBe(0);
}

/** Loads a page and waits until it is there. */
export async function openPage(window: PersonWindow, path: string): Promise<void> {
  await window.goTo(path);
  await untilReady(window);
}

/** What is wrong with the page that shows, in each theme; where pictures are wanted, one of each is taken. */
export async function faultsOf(
  window: PersonWindow,
  page: string,
  state: string,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const theme of themes) {
    await window.turn(theme);
    await picture(window, page, state);
    faults.push(...(await pageFaults(window, `${page} ${state}`)));
  }
  return faults;
}

/** Whatever is wrong with the page as it stands, each with the page's name. */
async function pageFaults(window: PersonWindow, name: string): Promise<readonly string[]> {
  const { page, look } = window;
  const found = await barriers(page);
  const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const faults = [
    ...grave.map(({ says }) => says),
    ...(await layoutFaults(page)),
    ...(await frameFaults(window)),
  ];
  return faults.map((fault) => `${name}, ${look.locale} ${look.theme} ${look.width}: ${fault}`);
}

/** One heading, a title that names the page, the language that it is in. */
async function frameFaults({ page, look }: PersonWindow): Promise<readonly string[]> {
  const headings = await page.getByRole('heading', { level: 1 }).allTextContents();
  const title = await page.title();
  const language = await page.locator('html').getAttribute('lang');
  return [
    ...(headings.length === 1 ? [] : [`${headings.length} main headings: ${headings.join(', ')}`]),
    ...(title.includes('Kith') && title !== 'Kith' ? [] : [`the title says nothing: “${title}”`]),
    ...(language === look.locale ? [] : [`the language is said to be ${language}`]),
  ];
}
