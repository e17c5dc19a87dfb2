import { expect } from 'vitest';
import { fresh, newPerson, type TestDevice } from '../support/person.ts';
import { arriveTogether } from './support/arrive.ts';
import { openChats } from './support/chats.ts';
import { openPage } from './support/page.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { words } from './support/words.ts';

/** Whose device it is. */
async function userOf(device: TestDevice): Promise<string> {
  const { socket, hello } = await device.connect();
  await socket.close();
  if (hello.user === null) throw new Error('a device without a user');
  return hello.user.id;
}

test('what is pinned, muted, archived and read on one device is so on the other', async ({ open, kith }) => {
  const [here, there] = await Promise.all([open(kith.url), open(kith.url, { locale: 'ru' })]);
  const [device] = await arriveTogether([here, there]);
  if (device === undefined) throw new Error('two devices');
  const ben = await newPerson(kith.url);
  const user = await userOf(device);
  const make = async (title: string) => {
    const { chat } = await ben.device.http.ok<{ chat: { id: string } }>('chats.create', {
      id: fresh('cmd'),
      kind: 'group',
      title,
      members: [user],
    });
    await ben.device.http.ok('messages.send', { id: fresh('cmd'), chat: chat.id, text: 'Hello' });
    return chat.id;
  };
  const [first, second] = [fresh('First'), fresh('Second')];
  await make(first);
  await make(second);
  const [mine, theirs] = await Promise.all([openChats(here), openChats(there)]);
  const signOf = (title: string, key: string) =>
    theirs.row(title).getByText(theirs.say(`chat.list.signs.${key}`, { count: 1 }));
  await signOf(first, 'unread').waitFor();

  await mine.choose(first, 'chat.menu.pin');
  await signOf(first, 'pinned').waitFor();
  const rows = there.page.getByRole('list', { name: theirs.say('chat.list.title'), exact: true });
  await expect.poll(() => rows.getByRole('listitem').first().textContent()).toContain(first);

  await mine.choose(first, 'chat.menu.muteForGood');
  await signOf(first, 'muted').waitFor();
  await mine.choose(first, 'chat.menu.markRead');
  await signOf(first, 'unread').waitFor({ state: 'detached' });
  await mine.choose(first, 'chat.menu.markUnread');
  await signOf(first, 'unread').waitFor();

  await mine.choose(second, 'chat.menu.archive');
  await theirs.row(second).waitFor({ state: 'detached' });
  await there.page
    .getByRole('radio', { name: theirs.say('chat.list.filters.archived') })
    .check({ force: true });
  await theirs.choose(second, 'chat.menu.unarchive');
  await mine.row(second).waitFor();
});

test('a message that comes while one is elsewhere is told with its way, and counted in the tab', async ({
  open,
  kith,
}) => {
  const window = await open(kith.url);
  const [device] = await arriveTogether([window]);
  if (device === undefined) throw new Error('a device');
  const user = await userOf(device);
  const ben = await newPerson(kith.url);
  const send = async (chat: string, text: string) =>
    await ben.device.http.ok('messages.send', { id: fresh('cmd'), chat, text });
  const { chat } = await ben.device.http.ok<{ chat: { id: string } }>('chats.create', {
    id: fresh('cmd'),
    kind: 'direct',
    members: [user],
  });
  await openPage(window, '/devices');
  await untilLive(window);
  const say = words('en');
  await send(chat.id, 'The first');
  await window.page.getByText(say('shell.unread', { count: 1 })).waitFor({ state: 'attached' });
  await expect.poll(() => window.page.title()).toMatch(/^\(1\) /);
  const notices = window.page.getByRole('region', { name: say('shell.notices') });
  await send(chat.id, 'The second');
  await notices.getByText('The second').waitFor();
  await notices.getByRole('link', { name: say('shell.arrivals.open') }).click();
  await window.page.getByRole('heading', { level: 1, name: ben.user.handle, exact: true }).waitFor();
  await expect.poll(() => window.page.title()).not.toMatch(/^\(/);
});
