import { describe, expect } from 'vitest';
import { fresh, newPerson } from '../support/person.ts';
import { arriveAsUser } from './support/arrive.ts';
import { begin, openChats, say as sayIn } from './support/chats.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { test } from './support/rig.ts';

describe.each(locales)('finding what was said, in %s', (locale) => {
  test('words are found in both languages, in pages, and lead to their place', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    const ada = await arriveAsUser(window);
    const ben = await newPerson(kith.url);
    const id = await begin(ben, { kind: 'group', title: fresh('Climb'), members: [ada.user.id] });
    const other = await begin(ben, { kind: 'group', title: fresh('Other'), members: [ada.user.id] });
    await sayIn(ben, id, 'Встретимся в библиотеке у старого моста');
    await sayIn(ben, other, 'The library is closed on Mondays');
    for (let n = 0; n < 60; n += 1) await sayIn(ben, id, `library number ${n}`);
    const { say, button } = await openChats(window, `/chat?c=${id}&side=search`);
    const field = window.page.getByRole('searchbox', { name: say('chat.search.field'), exact: true });
    const hits = window.page.getByRole('search').locator('..').getByRole('listitem');
    await field.fill('моста библиотек');
    await field.press('Enter');
    await window.page.getByText(say('chat.search.found', { count: 1 })).waitFor({ state: 'attached' });
    expect(await hits.locator('mark').allTextContents()).toEqual(['библиотек', 'моста']);
    await hits.first().getByRole('link').click();
    await window.page.getByRole('feed').getByText('Встретимся в библиотеке').waitFor();
    expect(new URL(window.page.url()).searchParams.get('m')).toMatch(/^msg_/);

    await field.fill('library');
    await field.press('Enter');
    await expect.poll(() => hits.count()).toBeGreaterThan(5);
    const before = await hits.count();
    await button('chat.search.more').click();
    await expect.poll(() => hits.count()).toBeGreaterThan(before);
    await field.fill('library closed');
    await field.press('Enter');
    await window.page.getByText(say('chat.search.none')).waitFor();
    await window.page.getByRole('radio', { name: say('chat.search.everywhere'), exact: true }).check();
    await window.page.getByText(say('chat.search.found', { count: 1 })).waitFor({ state: 'attached' });
  });

  test('the inbox has mentions, answers and chats, each leads to its place, and is seen on all devices', async ({
    open,
    kith,
  }) => {
    const window = await open(kith.url, { locale });
    const ada = await arriveAsUser(window);
    const ben = await newPerson(kith.url);
    const title = fresh('Climb');
    const id = await begin(ben, { kind: 'group', title, members: [ada.user.id] });
    await sayIn(ben, id, `Look here, @${ada.user.handle}`);
    const { say, untilOpen, said } = await openChats(window);
    const tab = await window.tab();
    await openChats(tab);
    const bell = tab.page.getByRole('link', { name: say('chat.list.inboxNew', { count: 2 }), exact: true });
    await bell.waitFor();
    await openPage(window, '/inbox');
    const mention = window.page
      .getByRole('listitem')
      .filter({ hasText: say('inbox.kinds.mention', { name: ben.user.handle, chat: title }) });
    await mention.getByText(say('inbox.new'), { exact: true }).waitFor();
    await bell.waitFor({ state: 'detached' });
    await mention.getByRole('link').click();
    await untilOpen(title);
    await said(`@${ada.user.handle}`).waitFor();
    await openPage(window, '/inbox');
    await mention.waitFor();
    expect(await mention.getByText(say('inbox.new'), { exact: true }).count()).toBe(0);
  });
});
