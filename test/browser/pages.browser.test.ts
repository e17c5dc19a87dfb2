import { describe, expect } from 'vitest';
import { refused } from './support/allowances.ts';
import { arriveAlone, arriveAsUser } from './support/arrive.ts';
import { locales, widths } from './support/look.ts';
import { faultsOf, openPage, paths } from './support/page.ts';
import { test } from './support/rig.ts';
import type { PersonWindow } from './support/window.ts';

const looks = locales.flatMap((locale) => widths.map((width) => ({ locale, width })));

/** What is wrong with any page that this window's device is let to; elsewhere it is sent to one of them. */
async function faultsOfAll(window: PersonWindow, state: string): Promise<readonly string[]> {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    await openPage(window, path);
    const { pathname } = new URL(window.page.url());
    if (seen.has(pathname)) continue;
    seen.add(pathname);
    faults.push(...(await faultsOf(window, pathname.slice(1) || 'home', state)));
  }
  return faults;
}

describe.each(looks)('$locale, $width px, light and dark: no page shuts anybody out, and all fit', (look) => {
  test('for a stranger', async ({ open, kith }) => {
    const faults = await faultsOfAll(await open(kith.url, look), 'stranger');
    expect(faults).toEqual([]);
  });

  test('for a device that is in no user', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    await arriveAlone(window);
    const faults = await faultsOfAll(window, 'alone');
    expect(faults).toEqual([]);
  });

  test('for a device that is in one', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    await arriveAsUser(window);
    const faults = await faultsOfAll(window, 'user');
    expect(faults).toEqual([]);
  });

  test('where there is no page', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    window.allow(refused(404));
    await openPage(window, '/nowhere');
    const faults = await faultsOf(window, 'nowhere', 'stranger');
    expect(faults).toEqual([]);
  });
});
