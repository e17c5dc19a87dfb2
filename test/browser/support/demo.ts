/** The demo page as a person uses it: its five settings, found by their labels. */
import type { Locator } from 'playwright-core';
import { panelGrows } from './allowances.ts';
import { openPage } from './page.ts';
import { untilLive } from './people.ts';
import type { PersonWindow } from './window.ts';
import { words } from './words.ts';

/** Where each setting is on the page of a window. */
export interface DemoPage {
  readonly username: Locator;
  readonly terms: Locator;
  readonly salary: Locator;
  readonly salarySlider: Locator;
}

/** The settings of the demo, where this window is. */
export function demoOf({ page, look }: PersonWindow): DemoPage {
  const say = words(look.locale);
  const label = (key: string) => say(`app.fields.${key}`);
  return {
    username: page.getByRole('textbox', { name: label('username'), exact: true }),
    terms: page.getByRole('checkbox', { name: label('terms'), exact: true }),
    salary: page.getByRole('spinbutton', { name: label('salary'), exact: true }),
    salarySlider: page.getByRole('slider', { name: say('app.slider', { label: label('salary') }) }),
  };
}

/** Opens the demo and waits until it is live. */
export async function openDemo(window: PersonWindow): Promise<DemoPage> {
  window.allow(panelGrows);
  await openPage(window, '/app');
  await untilLive(window);
  return demoOf(window);
}

/** Drags a slider along these shares of its width, with the button held; `atHalf` happens on the way. */
export async function drag(
  { page }: PersonWindow,
  slider: Locator,
  { steps = 20, atHalf = async () => undefined }: { steps?: number; atHalf?: () => Promise<unknown> } = {},
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
    if (step === steps >> 1) await atHalf();
  }
  await page.mouse.up();
}
