import { describe, expect } from 'vitest';
import { newPerson } from '../support/person.ts';
import { arriveAsUser } from './support/arrive.ts';
import { begin, chatsOf, openChats, say as sayIn } from './support/chats.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';

describe.each(locales)('people one does not know, in %s', (locale) => {
  test('a stranger asks first, stands in a row of their own, and is accepted', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    const ada = await arriveAsUser(window);
    const chats = chatsOf(window);
    const { say } = chats;
    await openPage(window, '/settings');
    await untilLive(window);
    await window.page
      .getByRole('radio', { name: new RegExp(say('settings.privacy.who.requests.name')) })
      .check();
    // What is saved is on the server.
    await untilLive(window);
    const ben = await newPerson(kith.url);
    const id = await begin(ben, { kind: 'direct', members: [ada.user.id] });
    await sayIn(ben, id, 'I saw your talk');
    await openChats(window);
    expect(await chats.row(ben.user.handle).count()).toBe(0);
    await window.page.getByText(say('chat.list.requests.count', { count: 1 })).click();
    await chats.openRow(ben.user.handle);
    await chats.said('I saw your talk').waitFor();
    await chats.button('thread.request.accept').click();
    await window.page.getByLabel(say('thread.composer.label'), { exact: true }).waitFor();
    await openChats(window);
    await chats.row(ben.user.handle).waitFor();
  });

  test('whoever is blocked cannot write, and is unblocked in the settings', async ({ open, kith }) => {
    const [here, there] = await Promise.all([open(kith.url, { locale }), open(kith.url, { locale })]);
    const [ada, ben] = [await arriveAsUser(here), await arriveAsUser(there)];
    const id = await begin(ada, { kind: 'direct', members: [ben.user.id] });
    const mine = await openChats(here, `/chat?c=${id}&side=info`);
    const theirs = await openChats(there, `/chat?c=${id}`);
    await mine.button('chat.info.partner.block').click();
    await here.page.getByText(mine.say('chat.info.partner.isBlocked')).waitFor();
    await untilLive(here);
    await theirs.write('Are you there?');
    await there.page
      .getByText(mine.say('thread.notSent.count', { count: 1 }))
      .last()
      .waitFor();
    expect(await mine.said('Are you there?').count()).toBe(0);
    await openPage(here, '/settings');
    await untilLive(here);
    await mine.button('settings.privacy.blocked.unblockOf', { name: ben.user.handle }).click();
    await here.page.getByText(mine.say('settings.privacy.blocked.none')).waitFor();
    await there.page.getByRole('button', { name: mine.say('thread.failed.retry'), exact: true }).click();
    await openChats(here, `/chat?c=${id}`);
    await mine.said('Are you there?').waitFor();
  });
});
