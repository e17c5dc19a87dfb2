import { describe, expect } from 'vitest';
import { fresh, newPerson, type Person } from '../support/person.ts';
import { arriveAsUser } from './support/arrive.ts';
import { begin, chatsOf, openChats, say as sayIn } from './support/chats.ts';
import { locales, widths } from './support/look.ts';
import { faultsOf, openPage } from './support/page.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { areWanted } from './support/screens.ts';
import { words } from './support/words.ts';

const all = locales.flatMap((locale) => widths.map((width) => ({ locale, width })));

/** Long words in narrow windows fail first; all are looked at where pictures are taken. */
const looks = areWanted ? all : all.filter(({ locale, width }) => (locale === 'ru') === (width === 320));

const longName = 'Электроприводоремонтник-Переосвидетельствование рабочего компьютера'.slice(0, 64);

/** Right to left, with a number at its end. */
const hebrewName = 'המחשב של אבא בסלון 2';

async function choose(by: Person, key: string, value: unknown): Promise<void> {
  const op = { id: fresh('op'), key, value, base: 0, ageMs: 0 };
  await by.device.http.ok('settings.set', { app: 'kith', ops: [op] });
}

async function call(by: Person, displayName: string): Promise<void> {
  await by.device.http.ok('users.update', { id: fresh('cmd'), displayName });
}

/** Somebody with a chat of each kind, each in another state. */
async function peopledBy(ada: Person, url: string) {
  const [ben, eva, stranger] = await Promise.all([newPerson(url), newPerson(url), newPerson(url)]);
  await call(ben, longName);
  await call(eva, hebrewName);
  const direct = await begin(ben, { kind: 'direct', members: [ada.user.id] });
  await sayIn(ben, direct, 'Привет! Когда встречаемся? Я буду у входа в библиотеку около шести');
  const members = [ben.user.id, eva.user.id];
  const group = await begin(ada, { kind: 'group', title: 'Mountain hikers', purpose: longName, members });
  await sayIn(ben, group, `The library, @${ada.user.handle}: Встретимся в библиотеке`);
  const named = await begin(eva, { kind: 'group', title: longName, members: [ada.user.id] });
  const channel = await begin(ben, { kind: 'channel', title: hebrewName, purpose: longName });
  await ada.device.http.ok('chats.join', { id: fresh('cmd'), chat: channel });
  await choose(ada, 'privacy.directs', 'requests');
  await choose(ada, `pin.${direct}`, 1);
  await choose(ada, `mute.${channel}`, { until: null });
  await choose(ada, `draft.${named}`, { id: fresh('draft'), text: 'I think we should rather' });
  await choose(ada, `block.${eva.user.id}`, true);
  const request = await begin(stranger, { kind: 'direct', members: [ada.user.id] });
  await sayIn(stranger, request, 'I saw your talk');
  const { token } = await ada.device.http.ok<{ token: string }>('invites.create', { chat: group });
  return { direct, group, channel, request, token };
}

describe.each(looks)('$locale, $width px, light and dark: chats fit and shut nobody out', (look) => {
  const say = words(look.locale);

  test('lists, what is told of a chat, a search, an invitation, the inbox', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    const ada = await arriveAsUser(window);
    const { direct, group, channel, request, token } = await peopledBy(ada, kith.url);
    const faults: string[] = [];
    const lookAt = async (state: string) => faults.push(...(await faultsOf(window, 'chat', state)));
    await openChats(window);
    await window.page.getByText(say('chat.list.requests.count', { count: 1 })).waitFor();
    await lookAt('list');
    for (const [state, address] of [
      ['group', `?c=${group}`],
      ['request', `?c=${request}`],
      ['info', `?c=${group}&side=info`],
      ['info-channel', `?c=${channel}&side=info`],
      ['info-direct', `?c=${direct}&side=info`],
      ['search', '?side=search&q=library'],
      ['unknown', '?c=cht_nothing'],
    ] as const) {
      await openChats(window, `/chat${address}`);
      await lookAt(state);
    }
    await openPage(window, `/chat#join=${token}`);
    await window.page.getByRole('heading', { name: 'Mountain hikers' }).waitFor();
    await lookAt('invitation');
    await openPage(window, '/inbox');
    faults.push(...(await faultsOf(window, 'inbox', 'entries')));
    await openPage(window, '/settings');
    await window.page.getByText(hebrewName).waitFor();
    faults.push(...(await faultsOf(window, 'settings', 'blocked')));
    expect(faults).toEqual([]);
  });

  test('menus, dialogs and the switcher', async ({ open, kith }) => {
    const window = await open(kith.url, look);
    const ada = await arriveAsUser(window);
    const { group } = await peopledBy(ada, kith.url);
    const { page } = window;
    const { button } = chatsOf(window);
    const faults: string[] = [];
    const lookAt = async (state: string) => {
      faults.push(...(await faultsOf(window, 'chat', state)));
      await page.keyboard.press('Escape');
    };
    await openChats(window);
    await page.getByTitle(longName, { exact: true }).first().click({ button: 'right' });
    await page.getByRole('menu').waitFor();
    await lookAt('menu');
    await button('chat.list.discover').click();
    await page.getByRole('dialog').getByText(hebrewName).first().waitFor();
    await lookAt('dialog-discover');
    for (const kind of ['direct', 'group', 'channel']) {
      await button('chat.list.new').click();
      await page.getByRole('radio', { name: say(`chat.new.kinds.${kind}`), exact: true }).check();
      await lookAt(`dialog-new-${kind}`);
    }
    await openChats(window, `/chat?c=${group}&side=info`);
    for (const [key, state] of [
      ['chat.info.rename', 'naming'],
      ['chat.info.members.add', 'adding'],
      ['chat.info.invites.create', 'invite'],
      ['chat.info.ending.leave', 'leaving'],
      ['chat.info.ending.delete', 'deleting'],
    ] as const) {
      await button(key).click();
      await page.getByRole('dialog').waitFor();
      await lookAt(`dialog-${state}`);
    }
    await openPage(window, '/devices');
    await untilLive(window);
    await page.keyboard.press('Control+K');
    await page.getByRole('option').first().waitFor();
    await lookAt('switcher');
    expect(faults).toEqual([]);
  });
});
