import { describe, expect } from 'vitest';
import { patienceMs } from '../support/patience.ts';
import { fresh } from '../support/person.ts';
import { makesRoom } from './support/allowances.ts';
import { type DemoPage, demoOf } from './support/demo.ts';
import { expectFocusSeen, hasFocus, pressKey, tabTo } from './support/keys.ts';
import { type Locale, locales } from './support/look.ts';
import { openPage, untilReady } from './support/page.ts';
import { numberShown, password, requestOf, untilLive, untilRegistered } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import type { PersonWindow } from './support/window.ts';
import { words } from './support/words.ts';

const soon = { timeout: patienceMs };

/** What one does who has no mouse, in one language. */
function byKeys(locale: Locale) {
  const say = words(locale);

  /** Goes to a field and types; what stood there is typed over. */
  async function type(window: PersonWindow, label: string, text: string): Promise<void> {
    await tabTo(window, window.page.getByLabel(label, { exact: true }));
    await pressKey(window, 'Control+A');
    await window.page.keyboard.type(text);
  }

  /** Goes to a link or a button and presses it. */
  async function choose(window: PersonWindow, role: 'button' | 'link', key: string, by = 'Tab') {
    const targets = window.page.getByRole(role, { name: say(key), exact: true });
    await tabTo(window, targets.first(), by);
    await pressKey(window, 'Enter');
  }

  async function register(window: PersonWindow): Promise<string> {
    const device = fresh('Keys');
    await openPage(window, '/register');
    await type(window, say('entry.device.name'), device);
    await type(window, say('entry.password.label'), password);
    await pressKey(window, 'Enter');
    await untilRegistered(window, device);
    return device;
  }

  async function createUser(window: PersonWindow): Promise<string> {
    const handle = fresh('keys');
    await type(window, say('entry.user.handle'), handle);
    await pressKey(window, 'Enter');
    await window.page.waitForURL((url) => url.pathname === '/');
    await untilLive(window);
    return handle;
  }

  async function link(existing: PersonWindow, joining: PersonWindow, handle: string, name: string) {
    await choose(existing, 'link', 'home.alone.link');
    await choose(existing, 'button', 'link.code.show');
    const code = await existing.page
      .getByRole('main')
      .getByText(/^[B-Z]{4}-[B-Z]{4}$/)
      .textContent();
    await choose(joining, 'link', 'entry.choices.joinWay');
    await type(joining, say('link.new.handle'), handle);
    await type(joining, say('link.new.code'), code ?? '');
    await pressKey(joining, 'Enter');
    const number = await numberShown(joining);
    const request = requestOf(existing, name);
    await tabTo(existing, request.getByRole('textbox', { name: say('link.trusted.number') }));
    await existing.page.keyboard.type(number);
    await pressKey(existing, 'Enter');
    await joining.page.getByText(say('link.new.joined', { name: handle })).waitFor();
    await existing.page.getByText(say('link.trusted.ended.approvedHere', { name })).waitFor();
  }

  return { say, choose, register, createUser, link };
}

/** Edits every setting, from the top to the bottom of the form. */
async function editAll(window: PersonWindow, mine: DemoPage): Promise<void> {
  const { page } = window;
  await tabTo(window, mine.username);
  await page.keyboard.type('Ada');
  await tabTo(window, mine.email);
  await page.keyboard.type('ada@example.org');
  await tabTo(window, mine.terms);
  await pressKey(window, 'Space');
  await tabTo(window, mine.billingPeriodSlider);
  await pressKey(window, 'ArrowRight');
  await tabTo(window, mine.billingPeriod);
  await pressKey(window, 'ArrowUp');
  await tabTo(window, mine.salarySlider);
  await pressKey(window, 'PageUp');
  await pressKey(window, 'ArrowLeft');
  await tabTo(window, mine.salary);
  await pressKey(window, 'PageDown');
}

describe.each(locales)('without a mouse, in %s', (locale) => {
  const { say, choose, register, createUser, link } = byKeys(locale);

  test('two devices register, are linked, edit each setting, and one leaves; focus is always seen', async ({
    open,
    kith,
  }) => {
    const [here, there] = await Promise.all([open(kith.url, { locale }), open(kith.url, { locale })]);
    // What comes on these pages makes room for itself, and a device that leaves loses what it saw of the others.
    for (const window of [here, there])
      window.allow(...['/register', '/', '/link', '/app'].map((path) => makesRoom(path)));
    await register(here);
    const handle = await createUser(here);
    const name = await register(there);
    await link(here, there, handle, name);

    await choose(there, 'link', 'link.new.toApp');
    await choose(here, 'link', 'shell.places.app', 'Shift+Tab');
    await Promise.all([untilReady(here), untilReady(there)]);
    const [mine, theirs] = [demoOf(here), demoOf(there)];
    await editAll(here, mine);
    await expect.poll(() => theirs.username.inputValue(), soon).toBe('Ada');
    await expect.poll(() => theirs.email.inputValue(), soon).toBe('ada@example.org');
    await expect.poll(() => theirs.terms.isChecked(), soon).toBe(true);
    await expect.poll(() => theirs.billingPeriodSlider.inputValue(), soon).toBe('5');
    await expect.poll(() => theirs.salarySlider.inputValue(), soon).toBe('2499');

    const menu = here.page.getByLabel(say('synced.menu.open', { label: say('app.fields.username') }));
    await tabTo(here, menu, 'Shift+Tab');
    await pressKey(here, 'Enter');
    await choose(here, 'button', 'synced.menu.history');
    const history = here.page.getByRole('dialog');
    await history.getByText('Ada').waitFor();
    await picture(here, 'app', 'history-by-keys');
    await pressKey(here, 'Escape');
    await expect.poll(() => hasFocus(menu)).toBe(true);

    await choose(here, 'button', 'app.joined.disjoin', 'Shift+Tab');
    await tabTo(
      here,
      here.page.getByRole('dialog').getByRole('button', { name: say('entry.disjoining.disjoin') }),
    );
    await pressKey(here, 'Enter');
    await here.page.getByText(say('app.joined.disjoined')).waitFor();
    await here.page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectFocusSeen(here.page);
    await there.page.getByText(say('app.devices.count', { online: 1, all: 1 })).waitFor();
  });
});
