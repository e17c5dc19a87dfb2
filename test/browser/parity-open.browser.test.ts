import { describe, expect } from 'vitest';
import { runKith } from '../support/kith.ts';
import { newPerson } from '../support/person.ts';
import { makesRoom } from './support/allowances.ts';
import { arriveAlone } from './support/arrive.ts';
import { openDemo } from './support/demo.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { logIn, untilLive } from './support/people.ts';
import { test as base, serve } from './support/rig.ts';
import { picture } from './support/screens.ts';
import { words } from './support/words.ts';

/** A server that is open to everyone and has the devices of the demo. */
// biome-ignore lint/correctness/noEmptyPattern: the names of what a fixture needs are read from its source
const test = base.extend('kith', { scope: 'file' }, async ({}, { onCleanup }) => {
  const server = await serve({ KITH_OPEN_JOIN: 'true' });
  onCleanup(() => server[Symbol.asyncDispose]());
  const { code, err } = await runKith(['seed'], { env: { KITH_DATA_DIR: server.dataDir } });
  expect(code, err).toBe(0);
  return server;
});

describe.each(locales)('a server that is open for a demo, in %s', (locale) => {
  const say = words(locale);

  test('the seeded devices log in by their names, and are of one user', async ({ open, kith }) => {
    for (const name of ['Chrome.test1', 'Firefox.test1']) {
      const window = await open(kith.url, { locale });
      await openPage(window, '/login');
      await logIn(window, name, 'kith-demo');
      await window.page.waitForURL(`${kith.url}/`);
      await untilLive(window);
      const bar = window.page.getByRole('banner');
      await bar.getByTitle('test1', { exact: true }).waitFor();
      await bar.getByText(name, { exact: true }).waitFor();
      await openDemo(window);
      const online = name === 'Chrome.test1' ? 1 : 2;
      await window.page.getByText(say('app.devices.count', { online, all: 2 })).waitFor();
    }
  });

  test('whoever has no user sees all of them, joins one by a press, and comes back by another', async ({
    open,
    kith,
  }) => {
    const { user } = await newPerson(kith.url);
    const window = await open(kith.url, { locale });
    const { page } = window;
    window.allow(makesRoom('/'));
    await arriveAlone(window);
    await openPage(window, '/');
    await untilLive(window);
    await page.getByRole('heading', { name: say('home.open.title') }).waitFor();
    await page.getByText(say('home.open.notice')).waitFor();
    const join = (handle: string) =>
      page.getByRole('button', {
        name: say('home.open.joinLabel', { label: say('home.open.join'), handle }),
      });
    await join('test1').waitFor();
    const list = page.getByRole('list').filter({ has: join('test1') });
    const names = await list.getByText(/^Test \d+$/).allTextContents();
    expect(names).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((it) => `Test ${it}`));
    await picture(window, 'home', 'open');
    await join(user.handle).click();
    const bar = page.getByRole('banner').getByText(user.handle, { exact: true });
    await bar.waitFor();
    await page.getByText(say('home.devices.online', { count: 2, online: 1 })).waitFor();

    await page.getByRole('button', { name: say('home.disjoin'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: say('entry.disjoining.disjoin'), exact: true }).click();
    const rejoin = { label: say('home.rejoin.rejoin'), handle: user.handle };
    await page.getByRole('button', { name: say('home.open.joinLabel', rejoin) }).click();
    await bar.waitFor();
  });
});
