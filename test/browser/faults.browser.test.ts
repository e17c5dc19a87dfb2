import { expect } from 'vitest';
import { fresh } from '../support/person.ts';
import type { Allowance } from './support/allowances.ts';
import { arriveAsUser } from './support/arrive.ts';
import { openDemo } from './support/demo.ts';
import { openPage } from './support/page.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import { words } from './support/words.ts';

const say = words('en');

/** The page fails as the test wants, and browser and React say so. */
const fails: Allowance = { kinds: ['console', 'page error', 'failed request', 'layout shift'], pattern: /./ };

/** Values that no page of ours ever sets; any program of the same user may. */
const strange: readonly unknown[] = [{ toString: 1, valueOf: 1 }, ['a', { b: 1 }], { length: 999 }, null];

test('a setting of a wrong kind breaks no page, and can be put right there', async ({ open, kith }) => {
  const window = await open(kith.url);
  const { device } = await arriveAsUser(window);
  const demo = await openDemo(window);
  await demo.username.click();
  for (const value of strange) {
    const ops = ['username', 'terms', 'salary', '__proto__'].map((key) => ({
      id: fresh('op'),
      key,
      value,
      base: 0,
      ageMs: 0,
    }));
    await device.http.ok('settings.set', { app: 'demo', ops });
    await window.page.getByText(JSON.stringify(value)).first().waitFor({ state: 'attached' });
  }
  await window.page.reload();
  await untilLive(window);
  expect(await demo.username.inputValue()).toBe('');
  expect(await demo.salary.inputValue()).toBe('2,500');
  await demo.username.fill('ada');
  await demo.username.blur();
  await expect
    .poll(() => device.http.ok('settings.get', { app: 'demo' }).then((it) => JSON.stringify(it)))
    .toContain('"ada"');
});

test('a page that fails leaves the frame, what was written, and a way on', async ({ open, kith }) => {
  const window = await open(kith.url);
  const { page } = window;
  const { device } = await arriveAsUser(window);
  window.allow(fails);
  const demo = await openDemo(window);
  await page.getByRole('textbox', { name: say('app.fields.email') }).fill('nobody has an address like this');
  await demo.username.fill('ada');
  await page.evaluate(() => {
    Date.prototype.toISOString = () => {
      throw new RangeError('a fault of ours');
    };
  });
  await device.http.ok('settings.set', {
    app: 'demo',
    ops: [{ id: fresh('op'), key: 'terms', value: true, base: 0, ageMs: 0 }],
  });
  await page.getByRole('heading', { level: 1, name: say('fault.title') }).waitFor();
  expect(await page.getByRole('textbox', { name: say('fault.typed') }).inputValue()).toContain(
    'nobody has an address like this',
  );
  expect(await page.getByText('a fault of ours').count()).toBe(1);
  await picture(window, 'fault', 'written');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: say('shell.places.settings') })
    .click();
  await page.getByRole('heading', { level: 1, name: say('settings.title') }).waitFor();
});

test('a page whose file is gone since a new version came can be loaded anew', async ({ open, kith }) => {
  const window = await open(kith.url);
  const { page } = window;
  await arriveAsUser(window);
  window.allow(fails);
  await openPage(window, '/settings');
  await untilLive(window);
  await page.route(/\/assets\/devices-/, (route) => route.abort());
  await page
    .getByRole('navigation')
    .getByRole('link', { name: say('shell.places.devices') })
    .click();
  await page.getByRole('heading', { level: 1, name: say('fault.title') }).waitFor();
  await page.unroute(/\/assets\/devices-/);
  await page.getByRole('button', { name: say('fault.reload') }).click();
  await page.getByRole('heading', { level: 1, name: say('devices.title') }).waitFor();
});

test('where the texts do not come, that is said, and a reload is offered', async ({ open, kith }) => {
  const window = await open(kith.url, { locale: 'ru' });
  const { page } = window;
  window.allow(fails);
  await page.route(/\/assets\/ru-/, (route) => route.abort());
  await window.goTo('/');
  await page.getByRole('button', { name: words('ru')('fault.reload') }).waitFor();
});
