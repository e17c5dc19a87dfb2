import { join } from 'node:path';
import type { UserView } from '@kith/protocol';
import { expect } from 'vitest';
import { fresh, type Person, TestDevice } from '../support/person.ts';
import { arriveWith } from './support/arrive.ts';
import { choose, newGroup, openChat, sayIn, tell } from './support/chat.ts';
import { test } from './support/rig.ts';
import { sheet } from './support/screens.ts';
import type { PersonWindow } from './support/window.ts';

const readmePicture = join(import.meta.dirname, '../../docs/images/two-people.png');

/** Somebody with a name, and a device that is called as people call theirs. */
async function come(window: PersonWindow, displayName: string, name: string): Promise<Person> {
  const device = await TestDevice.register(window.url, name);
  const handle = displayName.split(' ')[0]?.toLowerCase();
  const made = { id: fresh('cmd'), handle, displayName };
  const { user } = await device.http.ok<{ user: UserView }>('users.create', made);
  await arriveWith(window, device);
  return { user, device };
}

test('what one says on a laptop the other answers on a phone, and each sees the other react', async ({
  chromium,
  kith,
  open,
}) => {
  const laptop = await open(kith.url);
  const phone = await open(kith.url, { theme: 'dark', width: 320 });
  await laptop.page.setViewportSize({ width: 1280, height: 1160 });
  await phone.page.setViewportSize({ width: 360, height: 690 });
  const mira = await come(laptop, 'Mira Okafor', 'Laptop');
  const tom = await come(phone, 'Tom Lind', 'Phone');
  await tell(mira, await newGroup(mira, [tom.user.id]), 'The roses want water');
  const crew = await newGroup(mira, [tom.user.id], 'Harbour crew');
  await tell(tom, crew, 'Do we sail tomorrow?');
  const [mine, theirs] = [await openChat(laptop, crew), await openChat(phone, crew)];
  await mine.composer.fill(
    'Yes. Low tide is at **six**, so:\n\n- pier 4, half past five\n- charts and coffee',
  );
  await mine.composer.press('Enter');
  const plan = theirs.message('charts and coffee');
  await choose(theirs, plan, 'reply');
  await sayIn(theirs, 'I bring the coffee, @mira');
  const answer = mine.message('I bring the coffee');
  await answer.hover();
  await answer.locator('[aria-haspopup=menu]').click();
  await laptop.page
    .getByRole('menuitem', { name: mine.say('thread.menu.reactWith', { emoji: '❤️' }) })
    .click();
  const reaction = theirs.message('I bring the coffee').getByRole('button', { name: /^❤️ 1/ });
  await reaction.waitFor();
  expect(await reaction.getAttribute('aria-pressed')).toBe('false');
  await laptop.page.getByRole('link', { name: mine.say('chat.header.info'), exact: true }).click();
  await laptop.page
    .getByRole('heading', { name: mine.say('chat.info.members.title', { count: 2 }) })
    .waitFor();
  await laptop.page.mouse.move(0, 0);
  await sheet(chromium, [laptop, phone], readmePicture);
});
