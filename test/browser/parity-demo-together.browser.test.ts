import { describe, expect } from 'vitest';
import { patienceMs } from '../support/patience.ts';
import { makesRoom, serverDown, withoutNetwork } from './support/allowances.ts';
import { drag, offerOf, openDemos, openHistory, press, untilOut } from './support/demo.ts';
import { noteValues } from './support/frames.ts';
import { hasFocus } from './support/keys.ts';
import { locales } from './support/look.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import { words } from './support/words.ts';

const soon = { timeout: patienceMs };

describe.each(locales)('two people at one setting, in %s', (locale) => {
  const say = words(locale);

  test('an input that somebody is in is never rewritten: typing goes on, and both values are offered', async ({
    open,
    kith,
  }) => {
    const { here, mine, theirs } = await openDemos(open, kith.url, { locale });
    // The offer opens below the input, whose own place stays.
    here.allow(makesRoom('/app'));
    const place = await mine.username.boundingBox();
    await mine.username.pressSequentially('Ad!');
    await here.page.keyboard.press('ArrowLeft');
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('Ad!');
    await theirs.username.fill('Eve');
    await theirs.terms.focus();
    const offer = offerOf(here, 'username');
    await offer.getByText('Eve').waitFor();
    await picture(here, 'app', 'offer');
    await here.page.keyboard.type('a');
    expect(await mine.username.inputValue()).toBe('Ada!');
    const caret = await mine.username.evaluate((input) => (input as HTMLInputElement).selectionStart);
    expect(caret).toBe(3);
    expect(await hasFocus(mine.username)).toBe(true);
    expect(await mine.username.boundingBox()).toEqual(place);
    await press(here, 'synced.offer.useTheirs');
    expect(await mine.username.inputValue()).toBe('Eve');
    expect(await hasFocus(mine.username)).toBe(true);
    await expect.poll(() => offer.count()).toBe(0);
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('Eve');

    await mine.username.fill('Mine');
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('Mine');
    await theirs.username.fill('Bob');
    await theirs.terms.focus();
    await offer.getByText('Bob').waitFor();
    await press(here, 'synced.offer.keepMine');
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('Mine');
    expect(await mine.username.inputValue()).toBe('Mine');
    await expect.poll(() => offer.count()).toBe(0);
  });

  test('a slider that somebody holds stays under their hand, and both values are offered', async ({
    open,
    kith,
  }) => {
    const { here, mine, theirs } = await openDemos(open, kith.url, { locale });
    here.allow(makesRoom('/app'));
    const held = () => mine.salarySlider.inputValue();
    await drag(here, mine.salarySlider, {
      atEnd: async () => {
        const value = await held();
        await expect.poll(() => theirs.salarySlider.inputValue(), soon).toBe(value);
        await theirs.salarySlider.press('End');
        await offerOf(here, 'salary').waitFor();
        expect(await held()).toBe(value);
      },
    });
    expect(await held()).not.toBe('10000');
    await press(here, 'synced.offer.useTheirs');
    await expect.poll(() => mine.salarySlider.inputValue()).toBe('10000');
    await expect.poll(() => theirs.salarySlider.inputValue(), soon).toBe('10000');
  });

  test('a word that an input method still makes is neither sent nor rewritten', async ({ open, kith }) => {
    const { here, mine, theirs } = await openDemos(open, kith.url, { locale });
    here.allow(makesRoom('/app'));
    const keyboard = await here.device.newCDPSession(here.page);
    await mine.username.focus();
    await keyboard.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
    expect(await mine.username.inputValue()).toBe('にほ');
    const seen = await noteValues(theirs.username);
    await theirs.username.fill('Eve');
    await theirs.terms.focus();
    await offerOf(here, 'username').getByText('Eve').waitFor();
    expect(await mine.username.inputValue()).toBe('にほ');
    await keyboard.send('Input.insertText', { text: '日本' });
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('日本');
    expect(await mine.username.inputValue()).toBe('日本');
    expect(await seen.read()).toEqual(['', 'Eve', '日本']);
  });

  test('no frame shows an older value again, neither in the window that edits nor in the other', async ({
    open,
    kith,
  }) => {
    const { here, mine, theirs } = await openDemos(open, kith.url, { locale });
    const sliders = await Promise.all([noteValues(mine.salarySlider), noteValues(theirs.salarySlider)]);
    await drag(here, mine.salarySlider, { steps: 60 });
    const value = await mine.salarySlider.inputValue();
    await expect.poll(() => theirs.salarySlider.inputValue(), soon).toBe(value);
    const names = await Promise.all([noteValues(mine.username), noteValues(theirs.username)]);
    await mine.username.pressSequentially('Ada Лавлейс', { delay: 40 });
    await press(here, 'app.actions.save');
    await here.page.getByText(say('app.actions.saved')).waitFor();
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('Ada Лавлейс');
    const ticks = await Promise.all([noteValues(mine.terms), noteValues(theirs.terms)]);
    for (const isOn of [true, false]) {
      await mine.terms.setChecked(isOn);
      await expect.poll(() => theirs.terms.isChecked(), soon).toBe(isOn);
      await expect.poll(() => mine.form.getByText(say('synced.badge.saving')).count(), soon).toBe(0);
    }
    for (const frames of ticks) expect(await frames.read()).toEqual(['false', 'true', 'false']);
    for (const frames of sliders) {
      const [start, ...values] = (await frames.read()).map(Number);
      expect(start).toBe(2500);
      expect(values.length).toBeGreaterThan(1);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      expect(values.at(-1)).toBe(Number(value));
    }
    for (const frames of names) {
      const values = await frames.read();
      expect(values).toEqual(values.toSorted((a, b) => a.length - b.length));
      expect(values.at(-1)).toBe('Ada Лавлейс');
    }
  });

  test.for(['earlier', 'later'] as const)(
    'edits made without a connection meet: different settings both stand, of one the later does, and none is lost; the %s comes back last',
    async (last, { open, kith }) => {
      // The clock of the earlier one is ahead: it must not win by that.
      const wrong = { locale, clockAheadMs: 3 * 3_600_000 };
      const { here, there, mine, theirs } = await openDemos(open, kith.url, wrong, { locale });
      for (const window of [here, there]) window.allow(serverDown, withoutNetwork, makesRoom('/app'));
      await kith.kill();
      await Promise.all([untilOut(here), untilOut(there)]);
      await mine.username.fill('Ada');
      await mine.salary.fill('1111');
      await mine.terms.focus();
      await mine.form.getByText(say('synced.badge.kept'), { exact: true }).first().waitFor();
      await theirs.email.fill('eve@example.org');
      await theirs.salary.fill('2222');
      await theirs.terms.focus();
      await picture(here, 'app', 'offline');
      const [first, second] = last === 'earlier' ? [there, here] : [here, there];
      await second.device.setOffline(true);
      await kith.start();
      await untilLive(first);
      await second.device.setOffline(false);
      await untilLive(second);
      for (const demo of [mine, theirs]) {
        await expect.poll(() => demo.username.inputValue(), soon).toBe('Ada');
        await expect.poll(() => demo.email.inputValue(), soon).toBe('eve@example.org');
        await expect.poll(() => demo.salarySlider.inputValue(), soon).toBe('2222');
      }
      if (last === 'earlier') {
        // Nobody is in the field: its badge says that there is a choice.
        await press(here, 'synced.offer.choose');
        await offerOf(here, 'salary').waitFor();
        await picture(here, 'app', 'conflict');
        await press(here, 'synced.offer.keepMine');
      } else {
        const history = await openHistory(here, 'salary');
        await history.getByRole('button', { name: /1.?111/ }).click();
        await press(here, 'synced.history.close');
      }
      await expect.poll(() => theirs.salarySlider.inputValue(), soon).toBe('1111');
      expect(await mine.salarySlider.inputValue()).toBe('1111');
      expect(await offerOf(there, 'salary').count()).toBe(0);
    },
  );
});
