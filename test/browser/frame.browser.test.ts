import { describe, expect } from 'vitest';
import { refused } from './support/allowances.ts';
import { arriveAsUser } from './support/arrive.ts';
import { locales } from './support/look.ts';
import { aliases, openPage, paths, untilReady } from './support/page.ts';
import { test } from './support/rig.ts';
import { words } from './support/words.ts';

describe.each(locales)('the frame around the pages, in %s', (locale) => {
  const say = words(locale);

  test('whoever comes from another page finds the focus on the heading', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    await arriveAsUser(window);
    await openPage(window, '/');
    for (const place of ['devices', 'settings', 'app', 'home']) {
      await window.page.getByRole('link', { name: say(`shell.places.${place}`), exact: true }).click();
      await window.page.waitForURL(new RegExp(place === 'home' ? '/$' : `/${place}$`));
      await untilReady(window);
      await expect
        .poll(() => window.page.evaluate(() => document.activeElement?.localName), { timeout: 10_000 })
        .toBe('h1');
    }
  });

  test('the first stop of the Tab key leads past everything that stands on every page', async ({
    open,
    kith,
  }) => {
    const window = await open(kith.url, { locale });
    await arriveAsUser(window);
    await openPage(window, '/devices');
    await window.page.keyboard.press('Tab');
    const skip = window.page.getByRole('link', { name: say('shell.skip') });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await window.page.keyboard.press('Enter');
    expect(await window.page.evaluate(() => document.activeElement?.localName)).toBe('main');
  });

  test('a path with no page says so, and leads home', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    window.allow(refused(404));
    await openPage(window, '/nowhere');
    await window.page.getByRole('heading', { level: 1, name: say('missing.title') }).waitFor();
    await window.page.getByRole('link', { name: say('missing.home') }).click();
    await untilReady(window);
    expect(new URL(window.page.url()).pathname).not.toBe('/nowhere');
  });
});

test.for(aliases)('$alias shows what $path shows', async ({ alias, path }, { open, kith }) => {
  const window = await open(kith.url);
  await arriveAsUser(window);
  await openPage(window, path);
  const heading = await window.page.getByRole('heading', { level: 1 }).textContent();
  await openPage(window, alias);
  expect(await window.page.getByRole('heading', { level: 1 }).textContent()).toBe(heading);
});

test('every page has a name of its own in the tab', async ({ open, kith }) => {
  const window = await open(kith.url);
  await arriveAsUser(window);
  const titles = new Map<string, string>();
  for (const path of paths) {
    await openPage(window, path);
    titles.set(new URL(window.page.url()).pathname, await window.page.title());
  }
  expect(new Set(titles.values()).size).toBe(titles.size);
});
