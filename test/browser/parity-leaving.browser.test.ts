import { describe, expect } from 'vitest';
import { another, newPerson } from '../support/person.ts';
import { arriveAlone, arriveAsUser, arriveTogether } from './support/arrive.ts';
import { demoOf, openDemo } from './support/demo.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { approve, requestOf, showCode, typeCode, untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import type { PersonWindow } from './support/window.ts';
import { words } from './support/words.ts';

const secret = 'only for those who stay';

/** Disjoins this window's device, on the home page. */
async function disjoin({ page, look }: PersonWindow): Promise<void> {
  const say = words(look.locale);
  await page.getByRole('button', { name: say('home.disjoin'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: say('entry.disjoining.disjoin'), exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Everything that a window's sockets hear from now on. */
function heardBy({ page }: PersonWindow): readonly string[] {
  const heard: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
  return heard;
}

/** Follows a link of the page that shows, without loading it anew: its socket stays. */
async function follow({ page }: PersonWindow, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
}

describe.each(locales)('leaving a user, in %s', (locale) => {
  const say = words(locale);

  test('whoever disjoins is out for all, hears nothing any more, and comes back by consent', async ({
    open,
    kith,
  }) => {
    const [here, there] = [await open(kith.url, { locale }), await open(kith.url, { locale })];
    const [, leaving] = await arriveTogether([here, there]);
    const name = leaving?.name ?? '';
    const heard = heardBy(there);
    const mine = await openDemo(here);
    await openPage(there, '/');
    await untilLive(there);
    const handle = ((await there.page.getByText(/^@/).textContent()) ?? '').slice(1);
    await disjoin(there);

    // The other window is told, and its list has one device less.
    const notices = here.page.getByRole('region', { name: say('shell.notices') });
    await notices.getByText(say('shell.happenings.left', { name })).waitFor();
    await here.page.getByText(say('app.devices.count', { online: 1, all: 1 })).waitFor();
    await picture(here, 'app', 'other-left');

    // What is edited there from now on reaches neither the page nor the socket of the one that left.
    await follow(there, say('shell.places.app'));
    await there.page.getByText(say('app.joined.disjoined')).waitFor();
    await picture(there, 'app', 'disjoined');
    await mine.username.fill(secret);
    await here.page.keyboard.press('Control+s');
    await here.page.getByText(say('app.actions.saved')).waitFor();
    await openPage(here, '/link');
    const code = await showCode(here);
    expect(await demoOf(there).username.inputValue()).toBe('');
    await follow(there, say('app.joined.join'));
    await picture(there, 'home', 'disjoined');
    await follow(there, say('home.rejoin.rejoin'));
    const handleField = there.page.getByRole('textbox', { name: say('link.new.handle'), exact: true });
    expect(await handleField.inputValue()).toBe(handle);
    // Its answer comes on the same socket, after whatever went before.
    const number = await typeCode(there, { handle, code });
    expect(heard.filter((text) => text.includes(secret))).toEqual([]);

    await approve(here, requestOf(here, name), number);
    await there.page.getByText(say('link.new.joined', { name: handle })).waitFor();
    await notices.getByText(say('shell.happenings.joined', { name })).waitFor();
    await follow(there, say('shell.places.app'));
    await expect.poll(() => demoOf(there).username.inputValue()).toBe(secret);
    expect(heard.filter((text) => text.includes(secret))).not.toEqual([]);
  });

  test('whoever disjoins where the settings are is shown the way back too', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    const { device } = await arriveAsUser(window);
    await another(device);
    await openDemo(window);
    await window.page.getByRole('button', { name: say('app.joined.disjoin'), exact: true }).click();
    const dialog = window.page.getByRole('dialog');
    await dialog.getByRole('button', { name: say('entry.disjoining.disjoin'), exact: true }).click();
    await follow(window, say('app.joined.join'));
    await window.page.getByRole('link', { name: say('home.rejoin.rejoin'), exact: true }).waitFor();
  });

  test('where the server is not open nobody is shown whom they could join', async ({ open, kith }) => {
    await newPerson(kith.url);
    const window = await open(kith.url, { locale });
    await arriveAlone(window);
    await openPage(window, '/');
    await untilLive(window);
    await window.page.getByRole('heading', { name: say('entry.choices.join') }).waitFor();
    expect(await window.page.getByRole('heading', { name: say('home.open.title') }).count()).toBe(0);
  });
});
