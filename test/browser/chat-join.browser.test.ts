import { describe, expect } from 'vitest';
import { fresh, newPerson } from '../support/person.ts';
import { refused } from './support/allowances.ts';
import { arriveAsUser } from './support/arrive.ts';
import { begin, chatsOf, openChats, say as sayIn } from './support/chats.ts';
import { locales } from './support/look.ts';
import { openPage, untilReady } from './support/page.ts';
import { createUser, registerDevice, untilRegistered } from './support/people.ts';
import { test } from './support/rig.ts';

describe.each(locales)('ways into a chat, in %s', (locale) => {
  test('whoever opens an invite link in a fresh window registers on the way, and is in', async ({
    open,
    kith,
  }) => {
    const here = await open(kith.url, { locale });
    const ada = await arriveAsUser(here);
    const title = fresh('Climb');
    const id = await begin(ada, { kind: 'group', title, purpose: 'Поход' });
    await sayIn(ada, id, 'From before');
    const mine = await openChats(here, `/chat?c=${id}&side=info`);
    const { say } = mine;
    await mine.button('chat.info.invites.create').click();
    await mine.button('chat.info.invites.make').click();
    const dialog = here.page.getByRole('dialog', { name: say('chat.info.invites.made'), exact: true });
    await dialog.getByRole('img').waitFor();
    await dialog.getByText(say('shell.onlyHere.text', { host: new URL(kith.url).hostname })).waitFor();
    const link = (await dialog.getByText(/\/chat#join=/).textContent()) ?? '';
    await mine.button('chat.info.invites.done').click();

    const there = await open(kith.url, { locale });
    const { pathname, hash } = new URL(link);
    await openPage(there, `${pathname}${hash}`);
    expect(there.page.url()).not.toContain('join=');
    await there.page.getByText(say('register.invited')).waitFor();
    await untilRegistered(there, await registerDevice(there));
    await createUser(there);
    await there.page.getByRole('heading', { name: title }).waitFor();
    await there.page.getByText(say('chat.join.by', { name: ada.user.handle })).waitFor();
    expect(there.page.url()).not.toContain('join=');
    const theirs = chatsOf(there);
    await theirs.button('chat.join.join').click();
    await theirs.untilOpen(title);
    await theirs.said('From before').waitFor();
    await here.page
      .getByText(say('chat.header.group', { count: 2 }), { exact: true })
      .first()
      .waitFor();
  });

  test('a revoked invite and one that never was say so, and lead to the chats', async ({ open, kith }) => {
    const ada = await newPerson(kith.url);
    const id = await begin(ada, { kind: 'group', title: 'Gone' });
    const { invite, token } = await ada.device.http.ok<{ invite: string; token: string }>('invites.create', {
      chat: id,
    });
    await ada.device.http.ok('invites.revoke', { chat: id, invite });
    const window = await open(kith.url, { locale });
    window.allow(refused(404), refused(410));
    await arriveAsUser(window);
    const { say, button } = chatsOf(window);
    await openPage(window, `/chat#join=${token}`);
    await window.page.getByText(say('chat.join.refused.dead')).waitFor();
    await button('chat.join.toChats').click();
    await window.page.getByText(say('chat.list.empty.begin'), { exact: true }).waitFor();
    await window.goTo('/inbox');
    await openPage(window, '/chat#join=nonsense');
    await window.page.getByText(say('chat.join.refused.unknown')).waitFor();
  });

  test('a listed channel is found by its words, joined, and left', async ({ open, kith }) => {
    const ada = await newPerson(kith.url);
    const title = fresh('Кино');
    const id = await begin(ada, { kind: 'channel', title, purpose: 'О фильмах' });
    await sayIn(ada, id, 'Welcome');
    const window = await open(kith.url, { locale });
    await arriveAsUser(window);
    const chats = await openChats(window);
    const { say, button } = chats;
    await button('chat.list.discover').first().click();
    const dialog = window.page.getByRole('dialog', { name: say('chat.discover.title'), exact: true });
    await dialog.getByRole('searchbox').fill(title);
    await dialog.getByRole('button', { name: say('chat.discover.joinOf', { title }), exact: true }).click();
    await chats.untilOpen(title);
    await chats.said('Welcome').waitFor();
    await chats.choose(title, 'chat.menu.leave');
    await button('chat.leaving.leave').click();
    await chats.row(title).waitFor({ state: 'detached' });
    await untilReady(window);
    await window.page
      .getByRole('heading', { level: 1, name: say('chat.gone.title', { name: title }) })
      .waitFor();
  });
});
