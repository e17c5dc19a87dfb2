/** Pictures of pages in their states, for people to look at: taken where a run asks for them. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonWindow } from './window.ts';

const folder = join(import.meta.dirname, '../../../.cache/screens');

const areWanted = process.env.KITH_SCREENS !== undefined;

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
