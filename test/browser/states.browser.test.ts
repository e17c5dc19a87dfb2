import { describe, expect, onTestFinished } from 'vitest';
import { another } from '../support/person.ts';
import { ServerProcess } from '../support/server-process.ts';
import { makesRoom, refused, serverDown, withoutNetwork } from './support/allowances.ts';
import { arriveAlone, arriveAsUser, arriveTogether } from './support/arrive.ts';
import { locales, widths } from './support/look.ts';
import { faultsOf, openPage, untilReady } from './support/page.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { areWanted } from './support/screens.ts';
import type { PersonWindow } from './support/window.ts';
import { words } from './support/words.ts';

const all = locales.flatMap((locale) => widths.map((width) => ({ locale, width })));

/** Long words in narrow windows fail first; all are looked at where pictures are taken. */
const looks = areWanted ? all : all.filter(({ locale, width }) => (locale === 'ru') === (width === 320));

const longName = 'Электроприводоремонтник-Переосвидетельствование рабочего компьютера'.slice(0, 64);

/** Right to left, with a number at its end. */
const hebrewName = 'המחשב של אבא בסלון 2';

/** A server that takes new devices in another way than the usual. */
async function serverWith(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const server = await ServerProcess.create({ env: { KITH_RATE_LIMITS: 'off', ...env } });
  onTestFinished(() => server[Symbol.asyncDispose]());
  await server.start();
  return server;
}

/** The page is here, and nothing of the server behind it. */
async function cutOff({ page }: PersonWindow): Promise<void> {
  await page.route('**/v1/**', (route) => route.abort('connectionrefused'));
  await page.routeWebSocket(/\/v1\//, (socket) => socket.close());
}

/** Presses what has this name, in the dialog where one is open. */
async function press({ page }: PersonWindow, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  const scope = (await dialog.count()) > 0 ? dialog : page.getByRole('main');
  await scope.getByRole('button', { name, exact: true }).first().click();
}

describe.each(looks)('$locale, $width px, light and dark: what few see fits and shuts nobody out', (look) => {
  const say = words(look.locale);

  test.for(['closed', 'invite'])('registration is %s', async (registration, { open }) => {
    const server = await serverWith({ KITH_REGISTRATION: registration });
    const window = await open(server.url, look);
    await openPage(window, '/register');
    expect(await faultsOf(window, 'register', registration)).toEqual([]);
  });

  test('the server does not say how it takes devices', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    window.allow(refused(503));
    await window.page.route('**/v1/server', (route) => route.fulfill({ status: 503 }));
    await openPage(window, '/register');
    expect(await faultsOf(window, 'register', 'untold')).toEqual([]);
  });

  test('the server is away when a page is first opened', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    await arriveAsUser(window);
    await openPage(window, '/');
    await untilLive(window);
    window.allow(serverDown);
    await cutOff(window);
    await window.page.reload();
    await window.page.getByRole('heading', { level: 1 }).waitFor();
    await window.page.getByText(say('home.notTold')).waitFor({ timeout: 30_000 });
    expect(await faultsOf(window, 'home', 'away')).toEqual([]);
    await window.goTo('/devices');
    await window.page.getByRole('heading', { name: say('shell.unreachable.title') }).waitFor();
    expect(await faultsOf(window, 'devices', 'away')).toEqual([]);
  });

  test('the connection is gone while pages are open', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    await arriveAsUser(window);
    await openPage(window, '/');
    await untilLive(window);
    const to = async (place: string) => {
      await window.page.getByRole('link', { name: say(`shell.places.${place}`), exact: true }).click();
      await untilReady(window);
    };
    // A page that was never opened cannot be fetched now.
    for (const place of ['settings', 'devices', 'app']) await to(place);
    window.allow(serverDown);
    await kith.kill();
    onTestFinished(async () => void (await kith.start()));
    await window.page.getByLabel(say('app.fields.username'), { exact: true }).fill(longName);
    await window.page.getByText(say('app.joined.rejoin'), { exact: true }).waitFor({ timeout: 60_000 });
    expect(await faultsOf(window, 'app', 'out')).toEqual([]);
    await to('settings');
    await press(window, say('entry.logOut.do'));
    expect(await faultsOf(window, 'settings', 'log-out-unsaved')).toEqual([]);
    await press(window, say('entry.logOut.stay'));
    await to('devices');
    expect(await faultsOf(window, 'devices', 'out')).toEqual([]);
    await to('home');
    expect(await faultsOf(window, 'home', 'out')).toEqual([]);
  });

  test('a device is signed out while it has edits that were not saved', async ({ open, kith }) => {
    const [here, there] = [await open(kith.url, look), await open(kith.url, look)];
    const [, other] = await arriveTogether([here, there]);
    await openPage(there, '/app');
    await untilLive(there);
    // The page goes, and another stands in its place.
    there.allow(withoutNetwork, refused(401), makesRoom('/app'));
    await there.device.setOffline(true);
    await there.page.getByLabel(say('app.fields.username'), { exact: true }).fill(longName);
    // A row goes when its device does.
    here.allow(makesRoom('/devices'));
    await openPage(here, '/devices');
    await here.page
      .getByRole('button', { name: say('devices.others.signOutOf', { label: other?.name ?? '' }) })
      .click();
    await press(here, say('devices.signOut.do', { count: 1 }));
    await here.page.getByText(say('devices.others.none')).waitFor();
    await there.device.setOffline(false);
    await there.page.getByRole('heading', { name: say('shell.signedOut.lost') }).waitFor();
    expect(await faultsOf(there, 'signed-out', 'lost-edits')).toEqual([]);
  });

  test('the last device disjoins, with the way back', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    await arriveAsUser(window);
    await openPage(window, '/');
    await untilLive(window);
    await press(window, say('home.disjoin'));
    expect(await faultsOf(window, 'home', 'disjoin')).toEqual([]);
    await window.page.getByRole('checkbox', { name: say('entry.disjoining.sure') }).check();
    await press(window, say('entry.disjoining.disjoin'));
    await window.page.getByText(say('home.rejoin.ways.last')).waitFor();
    expect(await faultsOf(window, 'home', 'rejoin')).toEqual([]);
  });

  test('names are as long as they may be, and in another direction', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    const { device } = await arriveAsUser(window);
    await device.http.ok('users.update', { id: 'name', displayName: longName });
    await device.http.ok('devices.rename', { id: 'label', device: device.id, label: longName });
    for (const label of [hebrewName, longName, 'i'.repeat(64)]) {
      const other = await another(device);
      await other.http.ok('devices.rename', { id: 'label', device: other.id, label });
    }
    for (const page of ['/', '/devices', '/app', '/settings']) {
      await openPage(window, page);
      await untilLive(window);
      expect(await faultsOf(window, page.slice(1) || 'home', 'long-names')).toEqual([]);
    }
  });

  test('several devices join and leave at once', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    const { device } = await arriveAsUser(window);
    await openPage(window, '/settings');
    await untilLive(window);
    // The newest comes below, and lifts those before it.
    window.allow(makesRoom('/settings'));
    const notices = window.page.getByRole('region', { name: say('shell.notices') });
    for (const label of [longName, hebrewName]) {
      const other = await another(device);
      await notices.getByText(say('shell.happenings.joined', { name: other.name })).waitFor();
      await other.http.ok('devices.rename', { id: 'label', device: other.id, label });
      await other.http.ok('devices.leave', { id: 'leave' });
      await notices.getByText(say('shell.happenings.left', { name: label })).waitFor();
    }
    expect(await faultsOf(window, 'settings', 'notices')).toEqual([]);
  });

  test('dialogs ask', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    await arriveAsUser(window);
    const dialogs = [
      { page: '/devices', button: 'devices.own.password', state: 'password' },
      { page: '/devices', button: 'devices.own.signOut', state: 'for-good' },
      { page: '/devices', button: 'devices.recovery.make', state: 'new-codes' },
      { page: '/settings', button: 'settings.data.clear.do', state: 'clear' },
      { page: '/app', button: 'app.actions.reset', state: 'reset' },
    ];
    for (const { page, button, state } of dialogs) {
      await openPage(window, page);
      await untilLive(window);
      await press(window, say(button));
      await window.page.getByRole('dialog').waitFor();
      expect(await faultsOf(window, page.slice(1), `dialog-${state}`)).toEqual([]);
    }
  });

  test('a code is shown, and one is asked for', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    await arriveAsUser(window);
    await openPage(window, '/link');
    await untilLive(window);
    await press(window, say('link.code.show'));
    await window.page.getByRole('img').first().waitFor();
    expect(await faultsOf(window, 'link', 'code')).toEqual([]);
    const alone = await open(kith.url, look);
    await arriveAlone(alone);
    await openPage(alone, '/link');
    await press(alone, say('link.new.ask'));
    expect(await faultsOf(alone, 'link', 'unfinished')).toEqual([]);
  });
});
