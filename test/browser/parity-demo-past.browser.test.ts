import { describe, expect } from 'vitest';
import { patienceMs } from '../support/patience.ts';
import { drag, openDemos, openHistory, openMenu, press } from './support/demo.ts';
import { locales } from './support/look.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import { words } from './support/words.ts';

const soon = { timeout: patienceMs };

describe.each(locales)('what a person takes back, in %s', (locale) => {
  const say = words(locale);

  test('a drag is one entry of the history, and one undo takes it back in both windows', async ({
    open,
    kith,
  }) => {
    const { here, mine, theirs } = await openDemos(open, kith.url, { locale });
    await drag(here, mine.salarySlider, { steps: 40 });
    const value = await mine.salarySlider.inputValue();
    await expect.poll(() => theirs.salarySlider.inputValue(), soon).toBe(value);
    const history = await openHistory(here, 'salary');
    await picture(here, 'app', 'history');
    expect(await history.getByRole('listitem').count()).toBe(1);
    await press(here, 'synced.history.close');
    await press(here, 'synced.undo.do');
    await expect.poll(() => mine.salarySlider.inputValue()).toBe('2500');
    await expect.poll(() => theirs.salarySlider.inputValue(), soon).toBe('2500');
    const what = say('synced.undo.what', { field: say('app.fields.salary'), value: say('app.values.unset') });
    await here.page.getByText(say('synced.undo.undone', { what })).waitFor();
  });

  test('undoing what another device changed since asks first, and can be left', async ({ open, kith }) => {
    const { here, mine, theirs } = await openDemos(open, kith.url, { locale });
    await mine.terms.check();
    await expect.poll(() => theirs.terms.isChecked(), soon).toBe(true);
    await theirs.terms.uncheck();
    await expect.poll(() => mine.terms.isChecked(), soon).toBe(false);
    await press(here, 'synced.undo.do');
    const dialog = here.page.getByRole('dialog', { name: say('synced.undo.overwrittenTitle') });
    await dialog.waitFor();
    await picture(here, 'app', 'changed-since');
    await press(here, 'synced.undo.overwrittenNo');
    await expect.poll(() => dialog.count()).toBe(0);
    await press(here, 'synced.undo.do');
    await here.page.getByText(say('synced.undo.nothing')).waitFor();
    expect(await theirs.terms.isChecked()).toBe(false);
  });

  test('an old value of the history is restored in both windows; what is erased is gone from both', async ({
    open,
    kith,
  }) => {
    const { here, there, mine, theirs } = await openDemos(open, kith.url, { locale });
    await mine.username.fill('Ada');
    await press(here, 'app.actions.save');
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('Ada');
    await theirs.username.fill('Eve');
    await press(there, 'app.actions.save');
    await expect.poll(() => mine.username.inputValue(), soon).toBe('Eve');
    const history = await openHistory(here, 'username');
    const entries = history.getByRole('listitem');
    await expect.poll(() => entries.count(), soon).toBe(2);
    await history
      .getByRole('button', { name: say('synced.history.restoreValue', { value: 'Ada' }), exact: true })
      .click();
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('Ada');
    await expect.poll(() => entries.count(), soon).toBe(3);
    await entries.first().getByText(say('synced.history.restored')).waitFor();
    await press(here, 'synced.history.erase');
    await picture(here, 'app', 'erase');
    await press(here, 'synced.history.eraseNow');
    await here.page.getByText(say('synced.history.empty')).waitFor();
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('');
    await press(here, 'synced.history.close');
    expect(await mine.username.inputValue()).toBe('');
  });

  test('all settings go back to their defaults in both windows, and one undo brings them back', async ({
    open,
    kith,
  }) => {
    const { here, mine, theirs } = await openDemos(open, kith.url, { locale });
    await mine.username.fill('Ada');
    await mine.salary.fill('4200');
    await mine.terms.check();
    await expect.poll(() => theirs.terms.isChecked(), soon).toBe(true);
    await press(here, 'app.actions.reset');
    await picture(here, 'app', 'reset');
    await press(here, 'app.actions.resetYes');
    for (const demo of [mine, theirs]) {
      await expect.poll(() => demo.username.inputValue(), soon).toBe('');
      await expect.poll(() => demo.salarySlider.inputValue(), soon).toBe('2500');
      await expect.poll(() => demo.terms.isChecked(), soon).toBe(false);
    }
    await press(here, 'synced.undo.do');
    for (const demo of [mine, theirs]) {
      await expect.poll(() => demo.username.inputValue(), soon).toBe('Ada');
      await expect.poll(() => demo.salarySlider.inputValue(), soon).toBe('4200');
      await expect.poll(() => demo.terms.isChecked(), soon).toBe(true);
    }
  });

  test('a value for one device changes nothing on the other, in either direction, and a reload takes nothing back', async ({
    open,
    kith,
  }) => {
    const { here, there, mine, theirs } = await openDemos(open, kith.url, { locale });
    await openMenu(here, 'billingPeriod');
    await here.page.getByRole('checkbox', { name: say('synced.menu.override') }).check();
    await here.page.keyboard.press('Escape');
    await mine.billingPeriodSlider.fill('11');
    await mine.terms.check();
    // What was sent after it is there: so would it be.
    await expect.poll(() => theirs.terms.isChecked(), soon).toBe(true);
    expect(await theirs.billingPeriodSlider.inputValue()).toBe('3');
    await theirs.billingPeriodSlider.fill('5');
    await theirs.terms.uncheck();
    await expect.poll(() => mine.terms.isChecked(), soon).toBe(false);
    expect(await mine.billingPeriodSlider.inputValue()).toBe('11');
    await picture(here, 'app', 'override');
    await Promise.all([here.page.reload(), there.page.reload()]);
    await Promise.all([untilLive(here), untilLive(there)]);
    expect(await mine.billingPeriodSlider.inputValue()).toBe('11');
    expect(await theirs.billingPeriodSlider.inputValue()).toBe('5');
    await openMenu(here, 'billingPeriod');
    await here.page.getByRole('checkbox', { name: say('synced.menu.override') }).uncheck();
    await expect.poll(() => mine.billingPeriodSlider.inputValue(), soon).toBe('5');
  });
});
