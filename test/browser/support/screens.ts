/** Pictures of pages in their states, for people to look at: taken where a run asks for them. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { PersonWindow } from './window.ts';

const folder = join(import.meta.dirname, '../../../.cache/screens');

export const areWanted = process.env.KITH_SCREENS !== undefined;

/** Takes away the pictures of an earlier run, where this one takes its own. */
export function clearPictures(): void {
  if (areWanted) rmSync(folder, { recursive: true, force: true });
}

/** Takes a picture of the whole page as it stands. */
export async function picture(window: PersonWindow, page: string, state: string): Promise<void> {
  if (!areWanted) return;
  const { locale, theme, width } = window.look;
  const path = join(folder, `${locale}-${theme}-${width}`, `${page}-${state}.png`);
  await window.page.screenshot({ path, fullPage: true, animations: 'disabled' });
}

/** Puts two windows as they stand on one picture, the second in front: what the README shows. */
export async function sheet(
  chromium: Browser,
  [behind, before]: readonly [PersonWindow, PersonWindow],
  file: string,
): Promise<void> {
  if (!areWanted) return;
  const shot = async ({ page }: PersonWindow) =>
    `data:image/png;base64,${(await page.screenshot()).toString('base64')}`;
  const page = await chromium.newPage({ viewport: { width: 1240, height: 930 } });
  await page.setContent(
    `<!doctype html><style>
      body { margin: 0; height: 100vh; position: relative; background: linear-gradient(120deg, #cfe9e5, #dfe6f2); }
      img { position: absolute; border-radius: 14px; box-shadow: 0 2px 6px #0003, 0 18px 50px #0004; }
    </style>
    <img src="${await shot(behind)}" style="left: 40px; top: 40px; width: 900px" />
    <img src="${await shot(before)}" style="left: 850px; top: 190px; width: 340px" />`,
    { waitUntil: 'load' },
  );
  await page.screenshot({ path: file });
  await page.close();
}
