import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { newPerson } from '../support/person.ts';
import { refused } from './support/allowances.ts';
import { arriveAsUser } from './support/arrive.ts';
import { begin, openChats, say as sayIn } from './support/chats.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { words } from './support/words.ts';

describe.each(locales)('what is a person’s own, in %s', (locale) => {
  const say = words(locale);

  test('a copy of everything is one JSON file', async ({ open, kith }) => {
    const window = await open(kith.url, { locale });
    const ada = await arriveAsUser(window);
    const ben = await newPerson(kith.url);
    const id = await begin(ada, { kind: 'direct', members: [ben.user.id] });
    for (const text of ['Мой текст “]},', 'another']) await sayIn(ada, id, text);
    await openPage(window, '/settings');
    await untilLive(window);
    const button = window.page.getByRole('button', { name: say('settings.data.export.do'), exact: true });
    await expect.poll(() => button.getAttribute('aria-disabled')).toBeNull();
    const [download] = await Promise.all([window.page.waitForEvent('download'), button.click()]);
    const copy = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, unknown[]>;
    expect(copy.messages).toHaveLength(2);
    expect(JSON.stringify(copy)).toContain('Мой текст');
    expect(Object.keys(copy)).toEqual(expect.arrayContaining(['profile', 'devices', 'chats', 'messages']));
  });

  test('an account is deleted by its typed handle, and what it said is gone', async ({ open, kith }) => {
    const [here, there] = await Promise.all([open(kith.url, { locale }), open(kith.url, { locale })]);
    const [ada, ben] = [await arriveAsUser(here), await arriveAsUser(there)];
    const id = await begin(ada, { kind: 'direct', members: [ben.user.id] });
    await sayIn(ada, id, 'To be forgotten');
    const theirs = await openChats(there, `/chat?c=${id}`);
    await theirs.said('To be forgotten').waitFor();
    here.allow(refused(401));
    await openPage(here, '/settings');
    await untilLive(here);
    await here.page.getByRole('button', { name: say('settings.data.delete.open'), exact: true }).click();
    const dialog = here.page.getByRole('dialog', { name: say('settings.data.delete.title'), exact: true });
    await dialog.getByRole('textbox').fill('somebody');
    const go = dialog.getByRole('button', { name: say('settings.data.delete.do'), exact: true });
    await go.click();
    await dialog.getByText(say('settings.data.delete.differs')).waitFor();
    await dialog.getByRole('textbox').fill(ada.user.handle);
    await go.click();
    await here.page.waitForURL(`${kith.url}/register`);
    await theirs.said('To be forgotten').waitFor({ state: 'detached' });
    expect(await there.page.getByText(say('thread.deleted')).count()).toBeGreaterThan(0);
  });
});
