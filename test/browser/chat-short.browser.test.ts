import { expect } from 'vitest';
import { arriveAsUser } from './support/arrive.ts';
import { begin, openChats } from './support/chats.ts';
import { test } from './support/rig.ts';

/** What the keyboard of a phone leaves of its window. */
const short = { width: 320, height: 400 };

test('beside the keyboard of a phone an open chat has the room of the tabs, which the way back leads to', async ({
  open,
  kith,
}) => {
  const window = await open(kith.url, { width: 320 });
  const ada = await arriveAsUser(window);
  const id = await begin(ada, { kind: 'group', title: 'Tea' });
  const chats = await openChats(window, `/chat?c=${id}`);
  await chats.untilOpen('Tea');
  const { page } = window;
  const tabs = page.getByRole('navigation', { name: chats.say('shell.navigation') });
  expect(await tabs.isVisible()).toBe(true);
  await page.setViewportSize(short);
  await tabs.waitFor({ state: 'hidden' });
  const composer = page.getByRole('textbox', { name: chats.say('thread.composer.label'), exact: true });
  await expect
    .poll(async () => {
      const box = await composer.boundingBox();
      return box === null ? null : short.height - box.y - box.height;
    })
    .toBeLessThan(16);
  await page.getByRole('link', { name: chats.say('chat.header.back'), exact: true }).click();
  await tabs.waitFor();
});
