import { expect } from 'vitest';
import type { Person } from '../support/person.ts';
import { serverDown, withoutNetwork } from './support/allowances.ts';
import { gather, openChat, sayIn, stateOf, untilSent } from './support/chat.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { holdSockets } from './support/sockets.ts';

/** All that was said in a chat, as the server has it. */
async function saidIn({ device }: Person, chat: string): Promise<readonly string[]> {
  const { messages } = await device.http.ok<{ messages: { text: string }[] }>('messages.list', {
    chat,
    limit: 100,
  });
  return messages.map(({ text }) => text);
}

test('what is said without a network waits with a clock, and is delivered once when there is one', async ({
  open,
  kith,
}) => {
  const { chat, people, windows } = await gather(open, kith.url, [{}, {}]);
  const [anna, boris] = await Promise.all(windows.map((window) => openChat(window, chat)));
  const [owner] = people;
  if (anna === undefined || boris === undefined || owner === undefined) throw new Error('two windows');
  anna.window.allow(withoutNetwork, serverDown);
  await anna.window.device.setOffline(true);
  for (const text of ['one', 'two', 'three']) {
    const said = await sayIn(anna, `offline ${text}`);
    await stateOf(anna, said, 'queued')
      .or(stateOf(anna, said, 'sending'))
      .or(stateOf(anna, said, 'unconfirmed'))
      .waitFor();
  }
  expect(await boris.message('offline').count()).toBe(0);
  await anna.window.device.setOffline(false);
  await boris.message('offline three').waitFor({ timeout: 60_000 });
  for (const text of ['one', 'two', 'three']) await untilSent(anna, `offline ${text}`);
  expect(await saidIn(owner, chat)).toEqual(['offline one', 'offline two', 'offline three']);
  expect(await anna.message('offline').count()).toBe(3);
});

test('unsent messages outlive the page', async ({ open, kith }) => {
  const { chat, people, windows } = await gather(open, kith.url, [{}]);
  const [window] = windows;
  const [owner] = people;
  if (window === undefined || owner === undefined) throw new Error('a window');
  window.allow(serverDown);
  const sockets = await holdSockets(window.page);
  const anna = await openChat(window, chat);
  sockets.cut();
  await sayIn(anna, 'not lost');
  expect(await saidIn(owner, chat)).toEqual([]);
  // It is kept on this device before anything else is done with it.
  await expect.poll(() => stateOf(anna, anna.message('not lost'), 'queued').count()).toBe(1);
  await window.page.reload();
  sockets.mend();
  await untilLive(window);
  await untilSent(anna, 'not lost');
  expect(await saidIn(owner, chat)).toEqual(['not lost']);
});

test('a server that is killed with ten messages on their way loses none and doubles none', async ({
  open,
  kith,
}) => {
  const { chat, people, windows } = await gather(open, kith.url, [{}, {}]);
  const [anna, boris] = await Promise.all(windows.map((window) => openChat(window, chat)));
  const [owner] = people;
  if (anna === undefined || boris === undefined || owner === undefined) throw new Error('two windows');
  for (const { window } of [anna, boris]) window.allow(serverDown);
  await anna.composer.fill('said before');
  await anna.composer.press('Enter');
  await boris.message('said before').waitFor();
  const texts = Array.from({ length: 10 }, (_, number) => `in flight ${number}`);
  for (const [number, text] of texts.entries()) {
    await anna.composer.fill(text);
    await anna.composer.press('Enter');
    if (number === 4) void kith.kill();
  }
  await kith.kill();
  await kith.start();
  for (const it of [anna, boris]) {
    await untilLive(it.window);
    await it.message('in flight 9').waitFor({ timeout: 60_000 });
  }
  for (const text of texts) await untilSent(anna, text);
  expect(await saidIn(owner, chat)).toEqual(['said before', ...texts]);
  await expect.poll(() => boris.message('in flight').count()).toBe(10);
});

test('a message that is refused says why, keeps its text, and holds up no other', async ({ open, kith }) => {
  const { chat, people, windows } = await gather(open, kith.url, [{}, {}]);
  const [, window] = windows;
  const [owner, other] = people;
  if (window === undefined || owner === undefined || other === undefined) throw new Error('two people');
  const boris = await openChat(window, chat);
  window.allow(withoutNetwork, serverDown);
  await window.device.setOffline(true);
  await sayIn(boris, 'too late');
  // Meanwhile he may only read.
  const role = { id: 'role', chat, user: other.user.id, role: 'read-only' };
  await owner.device.http.ok('members.setRole', role);
  await window.device.setOffline(false);
  const failed = boris.message('too late');
  await failed
    .getByRole('button', { name: boris.say('thread.failed.retry'), exact: true })
    .waitFor({ timeout: 60_000 });
  await window.page
    .getByRole('alert')
    .getByText(boris.say('thread.notSent.count', { count: 1 }))
    .waitFor();
  await window.page.getByText(boris.say('thread.closed.readOnly')).waitFor();
  await owner.device.http.ok('members.setRole', { ...role, id: 'role-back', role: 'member' });
  await boris.composer.waitFor();
  await failed.getByRole('button', { name: boris.say('thread.failed.retry'), exact: true }).click();
  await untilSent(boris, 'too late');
  expect(await saidIn(owner, chat)).toEqual(['too late']);
});
