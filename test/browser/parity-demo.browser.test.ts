import { describe, expect } from 'vitest';
import { makesRoom, serverDown } from './support/allowances.ts';
import { arriveTogether } from './support/arrive.ts';
import { drag, openDemo } from './support/demo.ts';
import { echoes } from './support/echo.ts';
import { noteEdits, noteShown, spreadOf, spreadText, timesBetween } from './support/latency.ts';
import { locales } from './support/look.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import { words } from './support/words.ts';

/** For what another device or a server that was away must bring. */
const soon = { timeout: 30_000 };

describe.each(locales)('the demo in two windows, in %s', (locale) => {
  const say = words(locale);

  test('a slider that is dragged in one moves in the other, which names the device and its browser', async ({
    open,
    kith,
  }) => {
    const [here, there] = [await open(kith.url, { locale }), await open(kith.url, { locale })];
    const [device] = await arriveTogether([here, there]);
    const mine = await openDemo(here);
    const theirs = await openDemo(there);
    await drag(here, mine.salarySlider);
    const value = await mine.salarySlider.inputValue();
    expect(value).not.toBe('2500');
    await expect.poll(() => theirs.salarySlider.inputValue(), soon).toBe(value);
    const billing = there.page.getByRole('group', { name: say('app.blocks.billing') });
    await billing
      .getByText(device?.name ?? '')
      .first()
      .waitFor();
    await billing
      .getByText(/Chrome \d+/)
      .first()
      .waitFor();
    await picture(here, 'app', 'dragged');
    await picture(there, 'app', 'followed');
  });

  test('text and a tick follow, and are there again after a reload', async ({ open, kith }) => {
    const [here, there] = [await open(kith.url, { locale }), await open(kith.url, { locale })];
    await arriveTogether([here, there]);
    const mine = await openDemo(here);
    const theirs = await openDemo(there);
    await mine.username.fill('Ada Лавлейс');
    await mine.terms.check();
    await here.page.keyboard.press('Control+s');
    await here.page.getByText(say('app.actions.saved')).waitFor();
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('Ada Лавлейс');
    await expect.poll(() => theirs.terms.isChecked(), soon).toBe(true);
    await there.page.reload();
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('Ada Лавлейс');
  });

  test('an input that somebody is in is never rewritten', async ({ open, kith }) => {
    const [here, there] = [await open(kith.url, { locale }), await open(kith.url, { locale })];
    await arriveTogether([here, there]);
    const mine = await openDemo(here);
    const theirs = await openDemo(there);
    // The offer opens below the input, whose own place stays.
    there.allow(makesRoom('/app'));
    const place = await theirs.username.boundingBox();
    await theirs.username.focus();
    await mine.username.fill('from elsewhere');
    const offer = there.page.getByRole('button', { name: say('app.offer.useTheirs'), exact: true });
    await offer.waitFor();
    expect(await theirs.username.inputValue()).toBe('');
    expect(await theirs.username.boundingBox()).toEqual(place);
    await picture(there, 'app', 'offer');
    await offer.click();
    expect(await theirs.username.inputValue()).toBe('from elsewhere');
  });

  test('two tabs of a device are one that is online, and closing one keeps it', async ({ open, kith }) => {
    const [here, there] = [await open(kith.url, { locale }), await open(kith.url, { locale })];
    await arriveTogether([here, there]);
    await openDemo(here);
    await openDemo(there);
    const count = here.page.getByText(say('app.devices.count', { online: 2, all: 2 }));
    await count.waitFor();
    const tab = await there.tab();
    await openDemo(tab);
    await there.page.close();
    await drag(tab, (await openDemo(tab)).salarySlider);
    await count.waitFor();
  });

  test('a server that is killed while a slider is dragged loses nothing, and both windows come back', async ({
    open,
    kith,
  }) => {
    const [here, there] = [await open(kith.url, { locale }), await open(kith.url, { locale })];
    await arriveTogether([here, there]);
    const mine = await openDemo(here);
    const theirs = await openDemo(there);
    here.allow(serverDown);
    there.allow(serverDown);
    await drag(here, mine.salarySlider, { steps: 40, atHalf: () => kith.kill() });
    const value = await mine.salarySlider.inputValue();
    await kith.start();
    await Promise.all([untilLive(here), untilLive(there)]);
    await expect.poll(() => theirs.salarySlider.inputValue(), soon).toBe(value);
    expect(await mine.salarySlider.inputValue()).toBe(value);
  });
});

test('every edit shows in the other window, as fast as is printed', async ({ open, kith }) => {
  const edits = 30;
  const [here, there] = [await open(kith.url), await open(kith.url)];
  await arriveTogether([here, there]);
  const mine = await openDemo(here);
  const theirs = await openDemo(there);
  const edited = await noteEdits(mine.salarySlider);
  const shown = await noteShown(theirs.salarySlider);
  await mine.salarySlider.focus();
  for (let done = 1; done <= edits; done += 1) {
    await here.page.keyboard.press('ArrowRight');
    const value = await mine.salarySlider.inputValue();
    await expect.poll(async () => (await shown.read()).has(value), { ...soon, interval: 150 }).toBe(true);
  }
  const times = await timesBetween(edited, shown);
  expect(times).toHaveLength(edits);
  const echo = await echoes(here.device, edits);
  console.log(spreadText('edit to visible in the other window', spreadOf(times)));
  console.log(spreadText('bare ws echo', spreadOf(echo.heard)));
  console.log(spreadText('bare ws echo to the next frame', spreadOf(echo.shown)));
});
