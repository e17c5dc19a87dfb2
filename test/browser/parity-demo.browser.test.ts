import { describe, expect } from 'vitest';
import { patienceMs } from '../support/patience.ts';
import { makesRoom, refused, serverDown } from './support/allowances.ts';
import { arriveTogether } from './support/arrive.ts';
import { type DemoPage, demoOf, drag, openDemo, openDemos, press, untilOut } from './support/demo.ts';
import { echoes } from './support/echo.ts';
import { noteMoves } from './support/frames.ts';
import { noteEdits, noteShown, spreadOf, spreadText, timesBetween } from './support/latency.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import { words } from './support/words.ts';

/** For what another device or a server that was away must bring. */
const soon = { timeout: patienceMs };

/** What stands in the five settings. */
async function shown({ username, email, terms, billingPeriodSlider, salarySlider }: DemoPage) {
  return {
    username: await username.inputValue(),
    email: await email.inputValue(),
    terms: await terms.isChecked(),
    billingPeriod: await billingPeriodSlider.inputValue(),
    salary: await salarySlider.inputValue(),
  };
}

type Values = Awaited<ReturnType<typeof shown>>;

/** Edits all five, and ends at the tick, which has no text that a device could keep from following. */
async function edit(demo: DemoPage, { username, email, terms, billingPeriod, salary }: Values) {
  await demo.username.fill(username);
  await demo.email.fill(email);
  await demo.billingPeriodSlider.fill(billingPeriod);
  await demo.salary.fill(salary);
  await demo.terms.setChecked(terms);
}

const first: Values = {
  username: 'Ada Лавлейс',
  email: 'ada@example.org',
  terms: true,
  billingPeriod: '7',
  salary: '4200',
};
const second: Values = { username: 'Ева', email: '', terms: false, billingPeriod: '12', salary: '0' };

describe.each(locales)('the demo in two windows, in %s', (locale) => {
  const say = words(locale);

  test('each of the five settings follows, in both directions', async ({ open, kith }) => {
    const { mine, theirs } = await openDemos(open, kith.url, { locale });
    await edit(mine, first);
    await expect.poll(() => shown(theirs), soon).toEqual(first);
    await edit(theirs, second);
    await expect.poll(() => shown(mine), soon).toEqual(second);
    expect(await shown(theirs)).toEqual(second);
  });

  test('a slider that is dragged in one moves in the other meanwhile', async ({ open, kith }) => {
    const { here, there, mine, theirs } = await openDemos(open, kith.url, { locale });
    for (const name of ['billingPeriodSlider', 'salarySlider'] as const) {
      const before = await mine[name].inputValue();
      // The button is still held when the other window has moved.
      const atHalf = () => expect.poll(() => theirs[name].inputValue(), soon).not.toBe(before);
      await drag(here, mine[name], { atHalf });
      const value = await mine[name].inputValue();
      expect(value).not.toBe(before);
      await expect.poll(() => theirs[name].inputValue(), soon).toBe(value);
    }
    await picture(here, 'app', 'dragged');
    await picture(there, 'app', 'followed');
  });

  test('“Save now” and Ctrl+S send what was typed at once, and say when it is stored', async ({
    open,
    kith,
  }) => {
    const { here, mine, theirs } = await openDemos(open, kith.url, { locale });
    const saved = here.page.getByText(say('app.actions.saved'));
    const saving = mine.form.getByText(say('synced.badge.saving'));
    await mine.username.fill('by the button');
    await press(here, 'app.actions.save');
    await saved.waitFor();
    expect(await saving.count()).toBe(0);
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('by the button');
    await here.page.reload();
    await untilLive(here);
    const prevented = here.page.evaluate(
      () =>
        new Promise((resolve) =>
          addEventListener('keydown', (event) => {
            // Whoever else hears of it has answered by then.
            if (event.code === 'KeyS') setTimeout(() => resolve(event.defaultPrevented));
          }),
        ),
    );
    await mine.username.fill('by the keyboard');
    await here.page.keyboard.press('Control+s');
    expect(await prevented).toBe(true);
    await saved.waitFor();
    expect(await saving.count()).toBe(0);
    expect(await mine.username.evaluate((input) => input === document.activeElement)).toBe(true);
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('by the keyboard');
  });

  test('what is wrong with a value is told, and it is neither sent nor lost', async ({ open, kith }) => {
    const { here, mine, theirs } = await openDemos(open, kith.url, { locale });
    // What is wrong is told below the input.
    here.allow(makesRoom('/app'));
    await mine.salary.fill('20000');
    await mine.email.fill('ada@');
    await here.page.getByText(say('app.problems.range', { min: '0', max: number(locale, 10_000) })).waitFor();
    await here.page.keyboard.press('Control+s');
    await here.page.getByText(say('app.problems.email')).waitFor();
    await here.page.getByText(say('app.actions.notAll')).waitFor();
    expect(await mine.email.evaluate((input) => input.getAttribute('aria-invalid'))).toBe('true');
    expect(await mine.salary.inputValue()).toBe('20000');
    await mine.username.fill('this is sent');
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('this is sent');
    expect(await shown(theirs)).toMatchObject({ email: '', salary: '2500' });
    await mine.email.fill('ada@example.org');
    await expect.poll(() => theirs.email.inputValue(), soon).toBe('ada@example.org');
  });

  test('whoever comes back finds what they left: by reload, in a new window, by login', async ({
    open,
    kith,
  }) => {
    const { here, mine, theirs, devices } = await openDemos(open, kith.url, { locale });
    await edit(mine, first);
    await expect.poll(() => shown(theirs), soon).toEqual(first);
    await here.page.reload();
    await untilLive(here);
    expect(await shown(mine)).toEqual(first);
    const next = await here.tab();
    await here.page.close();
    expect(await shown(await openDemo(next))).toEqual(first);
    // The device is tried without its password first, and has logged out.
    next.allow(makesRoom('/'), makesRoom('/login'), refused(401));
    await openPage(next, '/');
    await press(next, 'entry.logOut.do');
    const [{ name, secret }] = devices;
    await next.page.goto(`${kith.url}/login?next=%2Fapp`);
    await next.page.getByRole('button', { name }).first().click();
    await next.page.getByLabel(say('login.password'), { exact: true }).fill(secret);
    await press(next, 'login.login');
    await next.page.waitForURL(`${kith.url}/app`);
    await untilLive(next);
    await expect.poll(() => shown(demoOf(next)), soon).toEqual(first);
  });

  test('two tabs of a device are one that is online until both are closed', async ({ open, kith }) => {
    const { here, there, devices } = await openDemos(open, kith.url, { locale });
    const count = here.page.getByText(say('app.devices.count', { online: 2, all: 2 }));
    await count.waitFor();
    const tab = await there.tab();
    const demo = await openDemo(tab);
    await there.page.close();
    await drag(tab, demo.salarySlider);
    await count.waitFor();
    const presence = (word: string) => here.page.getByText(say(`shell.presence.${word}`), { exact: true });
    const rows = (word: string) =>
      here.page.getByRole('listitem').filter({ hasText: devices[1].name, has: presence(word) });
    expect(await rows('online').count()).toBe(1);
    await tab.page.close();
    await rows('offline').waitFor();
    expect(await rows('online').count()).toBe(0);
    await here.page.getByText(say('app.devices.count', { online: 1, all: 2 })).waitFor();
  });

  test('a server that is killed while a slider is dragged loses nothing; both windows come back, and nothing moves', async ({
    open,
    kith,
  }) => {
    const { here, there, mine, theirs } = await openDemos(open, kith.url, { locale });
    here.allow(serverDown);
    there.allow(serverDown);
    await mine.username.fill('acknowledged');
    await press(here, 'app.actions.save');
    await here.page.getByText(say('app.actions.saved')).waitFor();
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('acknowledged');
    const moves = await Promise.all([noteMoves(mine.form), noteMoves(theirs.form)]);
    await drag(here, mine.salarySlider, { steps: 40, atHalf: () => kith.kill() });
    const value = await mine.salarySlider.inputValue();
    await Promise.all([untilOut(here), untilOut(there)]);
    await kith.start();
    await Promise.all([untilLive(here), untilLive(there)]);
    await expect.poll(() => theirs.salarySlider.inputValue(), soon).toBe(value);
    expect(await Promise.all(moves.map((it) => it.read()))).toEqual([[], []]);
    expect(await mine.salarySlider.inputValue()).toBe(value);
    // What the server has itself: nothing of it is only in these windows.
    await Promise.all([here.page.reload(), there.page.reload()]);
    await Promise.all([untilLive(here), untilLive(there)]);
    for (const demo of [mine, theirs])
      expect(await shown(demo)).toMatchObject({ username: 'acknowledged', salary: value });
  });
});

function number(locale: string, value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

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
