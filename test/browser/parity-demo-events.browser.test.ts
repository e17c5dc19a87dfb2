import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { patienceMs } from '../support/patience.ts';
import { type DemoPage, openDemos, press } from './support/demo.ts';
import { type Locale, locales, userAgents } from './support/look.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import type { PersonWindow } from './support/window.ts';
import { words } from './support/words.ts';

const soon = { timeout: patienceMs };
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The sentence about the last editor of the first block. */
function lastEditor({ form }: DemoPage, locale: Locale): Locator {
  const name = words(locale)('app.blocks.user');
  return form.getByRole('group', { name, exact: true }).getByRole('paragraph').first();
}

/** The moment that a sentence names is now, and what a person reads of it is that moment. */
async function expectNow(sentence: Locator, locale: Locale): Promise<void> {
  const time = sentence.getByRole('time');
  const at = new Date((await time.getAttribute('datetime')) ?? '');
  expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(minuteMs);
  const said = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at);
  expect(await time.textContent()).toContain(said);
}

/** The events in the inspector of a window that say this. */
function eventsOf({ page, look }: PersonWindow, says: string): Locator {
  const panel = page.getByRole('complementary', { name: words(look.locale)('app.panel') });
  return panel.getByRole('listitem').filter({ hasText: says });
}

describe.each(locales)('who did what in the demo, in %s', (locale) => {
  const say = words(locale);

  test('the last editor is the device that edited, with its browser and the true time, though both clocks are hours wrong', async ({
    open,
    kith,
  }) => {
    const { chrome156OnLinux, firefox145OnWindows } = userAgents;
    const ahead = { locale, userAgent: chrome156OnLinux, clockAheadMs: 3 * hourMs };
    const behind = { locale, userAgent: firefox145OnWindows, clockAheadMs: -3 * hourMs };
    const { there, mine, theirs, devices } = await openDemos(open, kith.url, ahead, behind);
    const [here, other] = devices.map(({ name }) => name);
    const [inHere, inThere] = [lastEditor(mine, locale), lastEditor(theirs, locale)];
    const expectEditor = async (name = '', browser: string, self: Locator, others: Locator) => {
      const says = (who: string) => say(`app.last.${who}`, { name, browser, time: '' }).trim();
      await expect.poll(() => self.textContent(), soon).toContain(says('self'));
      await expect.poll(() => others.textContent(), soon).toContain(says('other'));
      await expectNow(self, locale);
      await expectNow(others, locale);
    };
    // The later edit wins and is named, whichever clock says what.
    await mine.username.fill('first, ahead');
    await expectEditor(here, 'Chrome 156 on Linux', inHere, inThere);
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('first, ahead');
    await mine.terms.focus();
    await theirs.username.fill('second, behind');
    await expectEditor(other, 'Firefox 145 on Windows', inThere, inHere);
    await expect.poll(() => mine.username.inputValue(), soon).toBe('second, behind');
    await theirs.email.fill('third@example.org');
    await mine.terms.check();
    await expectEditor(here, 'Chrome 156 on Linux', inHere, inThere);
    await picture(there, 'app', 'last-editor');
  });

  test('the inspector shows the very event of an edit as a tree that the keyboard opens', async ({
    open,
    kith,
  }) => {
    const { here, theirs, devices } = await openDemos(open, kith.url, { locale });
    const panel = here.page.getByRole('complementary', { name: say('app.panel') });
    await press(here, 'app.inspector.clear');
    await panel.getByText(say('app.inspector.empty')).waitFor();
    await theirs.terms.check();
    const row = eventsOf(here, 'terms: true');
    await row.getByText('setting.changed', { exact: true }).waitFor();
    await row.getByText(devices[1].name, { exact: true }).waitFor();
    await row.locator('summary').first().press('Enter');
    const tree = row.getByRole('list').first();
    await tree.waitFor();
    const line = (text: string) => tree.getByRole('paragraph').filter({ hasText: text });
    for (const text of ['type: "setting.changed"', 'app: "demo"', 'key: "terms"', 'value: true'])
      await line(text).waitFor();
    const actor = tree.getByText(/^actor: /);
    expect(await line(`device: "${devices[1].id}"`).count()).toBe(0);
    await actor.press('Enter');
    await line(`device: "${devices[1].id}"`).waitFor();
    await picture(here, 'app', 'inspector');
  });

  test('the inspector rests while it is paused, says what it missed, and goes on', async ({ open, kith }) => {
    const { here, mine, theirs } = await openDemos(open, kith.url, { locale });
    const panel = here.page.getByRole('complementary', { name: say('app.panel') });
    const row = (text: string) => eventsOf(here, text);
    await theirs.billingPeriodSlider.fill('4');
    await row('billingPeriod: 4').last().waitFor();
    await press(here, 'app.inspector.pause');
    const room = await panel.getByRole('button', { pressed: true }).boundingBox();
    await theirs.billingPeriodSlider.fill('5');
    await expect.poll(() => mine.billingPeriodSlider.inputValue(), soon).toBe('5');
    const resume = panel.getByRole('button', { name: say('app.inspector.resumeMissed', { count: 1 }) });
    await resume.waitFor();
    expect(await resume.boundingBox()).toEqual(room);
    expect(await row('billingPeriod: 5').count()).toBe(0);
    await resume.click();
    await row('billingPeriod: 5').last().waitFor();
    await press(here, 'app.inspector.clear');
    await expect.poll(() => row('billingPeriod').count()).toBe(0);
    await theirs.billingPeriodSlider.fill('6');
    await row('billingPeriod: 6').last().waitFor();
    expect(await row('billingPeriod: 5').count()).toBe(0);
  });

  test('what another device changes is said aloud, the own edits are not', async ({ open, kith }) => {
    const { here, there, mine, theirs, devices } = await openDemos(open, kith.url, { locale });
    const said = (device: string) => say('app.announce.one', { device, field: say('app.fields.username') });
    const own = said(devices[0].name);
    await mine.username.fill('Ada');
    await mine.terms.focus();
    await eventsOf(here, 'username: "Ada"').last().waitFor();
    await there.page.getByRole('status').getByText(own).waitFor({ state: 'attached' });
    // Its event has come here too, and the first thing to say is said without delay.
    expect(await here.page.getByText(own).count()).toBe(0);
    await theirs.username.fill('Eve');
    await here.page.getByRole('status').getByText(said(devices[1].name)).waitFor({ state: 'attached' });
    expect(await here.page.getByText(own).count()).toBe(0);
  });
});
