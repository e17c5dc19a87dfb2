import { describe, expect } from 'vitest';
import { makesRoom, refused } from './support/allowances.ts';
import { arriveTogether } from './support/arrive.ts';
import { openDemo } from './support/demo.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { untilLive } from './support/people.ts';
import { type Open, test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import type { PersonWindow } from './support/window.ts';
import { words } from './support/words.ts';

/** Two windows of one user: one that signs the other out on /devices, and the other one. */
async function twoWindows(open: Open, url: string, locale: 'en' | 'ru') {
  const [here, there] = [await open(url, { locale }), await open(url, { locale })];
  const [signing, signed] = await arriveTogether([here, there]);
  if (signing === undefined || signed === undefined) throw new Error('two devices');
  here.allow(makesRoom('/devices'));
  await openPage(here, '/devices');
  await untilLive(here);
  return { here, there, signing, signed };
}

/** Signs the device with this label out, on /devices, where this window is. */
async function signOut({ page, look }: PersonWindow, label: string): Promise<void> {
  const say = words(look.locale);
  await page.getByRole('button', { name: say('devices.others.signOutOf', { label }) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: say('devices.signOut.do', { count: 1 }), exact: true }).click();
  await page.getByText(say('devices.others.none')).waitFor();
}

/** The paths that a window goes through from now on. */
function pathsOf({ page }: PersonWindow): readonly string[] {
  const paths: string[] = [];
  page.on('framenavigated', (frame) => paths.push(new URL(frame.url()).pathname));
  return paths;
}

describe.each(locales)('a device that another one signs out, in %s', (locale) => {
  const say = words(locale);
  const title = say('shell.signedOut.title');

  test.for(['/devices', '/app'])('is told on %s at once, and by whom', async (path, { open, kith }) => {
    const { here, there, signing, signed } = await twoWindows(open, kith.url, locale);
    await openPage(there, path);
    await untilLive(there);
    // The devices go from the panel, and then the page.
    there.allow(makesRoom(path));
    const paths = pathsOf(there);
    await signOut(here, signed.name);
    await there.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await there.page.getByText(say('shell.signedOut.by', { name: signing.name })).waitFor();
    expect(await there.page.getByRole('navigation').count()).toBe(0);
    expect(paths).toEqual([]);
    await picture(there, 'signed-out', 'live');
  });

  test('is told so when it is opened again, if it was closed then', async ({ open, kith }) => {
    const { here, there, signing, signed } = await twoWindows(open, kith.url, locale);
    await openDemo(there);
    const later = await there.tab();
    const { page } = later;
    later.allow(refused(401));
    await there.page.close();
    await signOut(here, signed.name);
    await page.goto(`${kith.url}/app`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByText(say('shell.signedOut.by', { name: signing.name })).waitFor();
    expect(new URL(page.url()).pathname).toBe('/app');
  });
});
