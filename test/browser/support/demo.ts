/** The demo page as a person uses it: its settings and what can be done with them, found by their words. */
import type { Locator } from 'playwright-core';
import type { TestDevice } from '../../support/person.ts';
import { wordsMove } from './allowances.ts';
import { arriveTogether } from './arrive.ts';
import type { Look } from './look.ts';
import { openPage } from './page.ts';
import { untilLive } from './people.ts';
import type { Open } from './rig.ts';
import type { PersonWindow } from './window.ts';
import { words } from './words.ts';

/** Names of the five settings. */
export type SettingName = 'username' | 'email' | 'terms' | 'billingPeriod' | 'salary';

/** Where each setting is on the page of a window. */
export interface DemoPage {
  readonly username: Locator;
  readonly email: Locator;
  readonly terms: Locator;
  readonly billingPeriod: Locator;
  readonly billingPeriodSlider: Locator;
  readonly salary: Locator;
  readonly salarySlider: Locator;
  /** All settings and the buttons below them. */
  readonly form: Locator;
}

/** Opens the demo and waits until it is live. */
export async function openDemo(window: PersonWindow): Promise<DemoPage> {
  window.allow(wordsMove);
  await openPage(window, '/app');
  await untilLive(window);
  return demoOf(window);
}

/** The demo on the page that shows. */
export function demoOf({ page, look }: PersonWindow): DemoPage {
  const say = words(look.locale);
  const label = (key: SettingName) => say(`app.fields.${key}`);
  const text = (key: SettingName) => page.getByRole('textbox', { name: label(key), exact: true });
  const field = (key: SettingName) => page.getByRole('spinbutton', { name: label(key), exact: true });
  const slider = (key: SettingName) =>
    page.getByRole('slider', { name: say('app.slider', { label: label(key) }) });
  return {
    username: text('username'),
    email: text('email'),
    terms: page.getByRole('checkbox', { name: label('terms'), exact: true }),
    billingPeriod: field('billingPeriod'),
    billingPeriodSlider: slider('billingPeriod'),
    salary: field('salary'),
    salarySlider: slider('salary'),
    form: page.locator('form'),
  };
}

/** Two windows of one user, both on the demo. */
export interface TwoDemos {
  readonly here: PersonWindow;
  readonly there: PersonWindow;
  /** The demo of `here`. */
  readonly mine: DemoPage;
  /** The demo of `there`. */
  readonly theirs: DemoPage;
  /** The devices of both, in this order. */
  readonly devices: readonly [TestDevice, TestDevice];
}

/** Opens the demo on two devices of one user; looks may differ. */
export async function openDemos(
  open: Open,
  url: string,
  look: Partial<Look>,
  lookThere = look,
): Promise<TwoDemos> {
  const [here, there] = await Promise.all([open(url, look), open(url, lookThere)]);
  const [mine, theirs] = await arriveTogether([here, there]);
  if (mine === undefined || theirs === undefined) throw new Error('two windows, two devices');
  const demos = await Promise.all([openDemo(here), openDemo(there)]);
  return { here, there, mine: demos[0], theirs: demos[1], devices: [mine, theirs] };
}

/** What happens during a drag, with the button held. */
export interface DuringDrag {
  readonly steps?: number;
  readonly atEach?: () => Promise<unknown>;
  readonly atHalf?: () => Promise<unknown>;
  readonly atEnd?: () => Promise<unknown>;
}

/** Drags a slider from three tenths of its width to eight. */
export async function drag(
  { page }: PersonWindow,
  slider: Locator,
  { steps = 20, atEach, atHalf, atEnd }: DuringDrag = {},
): Promise<void> {
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (box === null) throw new Error('the slider is not shown');
  const y = box.y + box.height / 2;
  const x = (share: number) => box.x + box.width * share;
  await page.mouse.move(x(0.3), y);
  await page.mouse.down();
  for (let step = 1; step <= steps; step += 1) {
    await page.mouse.move(x(0.3 + (0.5 * step) / steps), y);
    await atEach?.();
    if (step === steps >> 1) await atHalf?.();
  }
  await atEnd?.();
  await page.mouse.up();
}

/** Presses a button of the demo by the key of its word. */
export async function press({ page, look }: PersonWindow, key: string): Promise<void> {
  await page.getByRole('button', { name: words(look.locale)(key), exact: true }).click();
}

/** Opens the menu of a setting. */
export async function openMenu({ page, look }: PersonWindow, key: SettingName): Promise<void> {
  const say = words(look.locale);
  const label = say(`app.fields.${key}`);
  await page.getByLabel(say('synced.menu.open', { label }), { exact: true }).click();
}

/** Opens the history of a setting. */
export async function openHistory(window: PersonWindow, key: SettingName): Promise<Locator> {
  const { page, look } = window;
  const say = words(look.locale);
  await openMenu(window, key);
  await press(window, 'synced.menu.history');
  const label = say(`app.fields.${key}`);
  const dialog = page.getByRole('dialog', { name: say('synced.history.title', { label }) });
  await dialog.getByRole('listitem').first().waitFor();
  return dialog;
}

/** Where a window asks its person to choose between two values of a setting. */
export function offerOf({ page, look }: PersonWindow, key: SettingName): Locator {
  const say = words(look.locale);
  return page.getByRole('group', { name: say('synced.offer.group', { label: say(`app.fields.${key}`) }) });
}

/** Waits until a window says that the connection is lost. */
export async function untilOut({ page, look }: PersonWindow): Promise<void> {
  await page.getByRole('button', { name: words(look.locale)('app.joined.rejoin'), exact: true }).waitFor();
}
