import { join } from 'node:path';
import { expect } from 'vitest';
import { drag, openDemo } from './support/demo.ts';
import {
  approve,
  createUser,
  registerDevice,
  requestOf,
  showCode,
  typeCode,
  untilRegistered,
} from './support/people.ts';
import { test } from './support/rig.ts';
import { sheet } from './support/screens.ts';
import type { PersonWindow } from './support/window.ts';

const readmePicture = join(import.meta.dirname, '../../docs/images/two-devices.png');

/** The first device makes a user, and the second joins it. */
async function meet(first: PersonWindow, second: PersonWindow): Promise<void> {
  const handle = 'anna';
  const devices = [
    { window: first, name: 'Laptop' },
    { window: second, name: 'Phone' },
  ] as const;
  for (const { window, name } of devices) {
    await window.goTo('/register');
    await registerDevice(window, name);
    await untilRegistered(window, name);
  }
  await createUser(first, handle);
  await first.goTo('/link');
  await second.goTo('/link');
  const number = await typeCode(second, { handle, code: await showCode(first) });
  await approve(first, requestOf(first, 'Phone'), number);
  await second.page.getByRole('banner').getByText(handle).waitFor();
}

test('a laptop and a phone meet on the pages alone, and what one drags and types the other shows', async ({
  chromium,
  kith,
  open,
}) => {
  const laptop = await open(kith.url);
  const phone = await open(kith.url, { theme: 'dark', width: 320 });
  await laptop.page.setViewportSize({ width: 1120, height: 1060 });
  await phone.page.setViewportSize({ width: 360, height: 690 });
  await meet(laptop, phone);
  const [mine, theirs] = [await openDemo(laptop), await openDemo(phone)];
  await mine.username.fill('Anna');
  await mine.terms.check();
  await drag(laptop, mine.salarySlider);
  const value = await mine.salarySlider.inputValue();
  await expect.poll(() => theirs.salarySlider.inputValue()).toBe(value);
  expect(await theirs.username.inputValue()).toBe('Anna');
  await theirs.salarySlider.evaluate((slider) => slider.scrollIntoView({ block: 'center' }));
  await laptop.page.mouse.move(0, 0);
  await laptop.page.evaluate(() => scrollTo(0, 0));
  await sheet(chromium, [laptop, phone], readmePicture);
});
