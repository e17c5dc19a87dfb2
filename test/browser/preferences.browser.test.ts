import { expect } from 'vitest';
import { arriveAsUser } from './support/arrive.ts';
import { openDemo } from './support/demo.ts';
import { openPage } from './support/page.ts';
import { showCode, untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';

/** A CSS colour as this window's system has it. */
const systemColor = (name: string) => {
  const probe = document.createElement('span');
  probe.style.color = name;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};

test('where the system forces its colours, a filled dot is filled, and focus is seen', async ({
  open,
  kith,
}) => {
  const window = await open(kith.url);
  await arriveAsUser(window);
  await window.page.emulateMedia({ forcedColors: 'active' });
  await openPage(window, '/');
  await untilLive(window);
  const text = await window.page.evaluate(systemColor, 'CanvasText');
  const dots = window.page.locator('span.bg-good:empty');
  const fills = await dots.evaluateAll((all) => all.map((dot) => getComputedStyle(dot).backgroundColor));
  expect(fills.length).toBeGreaterThanOrEqual(2);
  expect(new Set(fills)).toEqual(new Set([text]));
  const { salarySlider } = await openDemo(window);
  await salarySlider.focus();
  const ring = await salarySlider.evaluate((slider) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(slider);
    return { outlineStyle, outlineWidth };
  });
  expect(ring).toEqual({ outlineStyle: 'solid', outlineWidth: '2px' });
  await picture(window, 'app', 'forced-colors');
});

test('a code to scan is dark on white, whatever colours the system forces', async ({ open, kith }) => {
  const window = await open(kith.url, { theme: 'dark' });
  await arriveAsUser(window);
  await window.page.emulateMedia({ forcedColors: 'active' });
  await openPage(window, '/link');
  await untilLive(window);
  await showCode(window);
  const [ground, squares] = await window.page
    .locator('svg[role=img] path')
    .evaluateAll((all) => all.map((path) => getComputedStyle(path).fill));
  expect([ground, squares]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  await picture(window, 'link', 'forced-colors');
});

test('who asks for less motion sees none that goes on', async ({ open, kith }) => {
  const window = await open(kith.url, { reducedMotion: true });
  await arriveAsUser(window);
  await openPage(window, '/devices');
  await untilLive(window);
  const moving = await window.page.evaluate(() =>
    document
      .getAnimations()
      .map((it) => [it.effect?.getComputedTiming().duration, it.effect?.getTiming().iterations]),
  );
  expect(moving.filter(([duration]) => Number(duration) > 1)).toEqual([]);
});
