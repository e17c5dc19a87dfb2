import { type Client, createClient, memoryStorage } from '@kith/client';
import { expect, test } from 'vitest';
import { LeapClock } from '../support/leap-clock.ts';
import { serve } from '../support/server.ts';
import { another, become, bentWorld, eventually, person, registered } from './stage.ts';

const minuteMs = 60_000;

/** Shows a code of the existing device on another one, which waits. */
async function wait(existing: Client, waiting: Client): Promise<{ link: string; number: string }> {
  const { code } = await existing.links.create();
  return waiting.links.redeem({ handle: existing.user.get()?.handle ?? '', code });
}

test('a device that waits is seen by a client that starts later, once, and can be let in', async () => {
  await using server = await serve();
  const storage = memoryStorage();
  using laptop = await person(server.url, { storage });
  using phone = await registered(server.url, { name: 'phone', platform: 'Android' });
  const { link, number } = await wait(laptop, phone);
  await eventually(laptop.links.requests, (all) => all.length === 1);
  laptop.close();
  using again = createClient({ url: server.url, storage });
  const [request] = await eventually(again.links.requests, (all) => all.length > 0);
  expect(request).toMatchObject({ link, device: { name: 'phone', platform: 'Android' }, sameNetwork: true });
  await again.users.find(again.user.get()?.handle ?? '');
  expect(again.links.requests.get()).toEqual([request]);
  await request?.approve(number);
  await eventually(phone.user, (user) => user !== null);
  expect(again.links.requests.get()).toEqual([]);
});

test('one that asked while this device was away, or was turned away then, is told by the resumption', async () => {
  await using server = await serve();
  const world = bentWorld();
  using laptop = await person(server.url);
  using tablet = await another(laptop, server.url, {
    environment: { ...world.environment, random: () => 0.01 },
  });
  using phone = await registered(server.url);
  world.cut({ offline: true });
  const { link } = await wait(laptop, phone);
  world.back();
  tablet.retryNow();
  await eventually(tablet.links.requests, (all) => all[0]?.link === link);
  world.cut({ offline: true });
  await laptop.links.requests.get()[0]?.deny();
  world.back();
  tablet.retryNow();
  await eventually(tablet.links.requests, (all) => all.length === 0);
});

test('a request is gone when its time is over, also where nobody can tell', async () => {
  const clock = new LeapClock();
  await using server = await serve({ clock });
  const world = bentWorld({ clock });
  using laptop = await person(server.url, { environment: world.environment });
  using phone = await registered(server.url);
  await wait(laptop, phone);
  const [request] = await eventually(laptop.links.requests, (all) => all.length === 1);
  world.cut({ offline: true });
  await eventually(laptop.status, ({ name }) => name !== 'live');
  expect(laptop.links.requests.get()).toEqual([request]);
  // The server's clock is known to within about a second.
  clock.leap(3 * minuteMs + 2000);
  expect(laptop.links.requests.get()).toEqual([]);
});

test('whoever leaves the user, or logs out, sees no request of it any more', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  using tablet = await another(laptop, server.url);
  using phone = await registered(server.url);
  await wait(laptop, phone);
  await eventually(tablet.links.requests, (all) => all.length === 1);
  await tablet.devices.leave();
  await eventually(tablet.links.requests, (all) => all.length === 0);
  await become(laptop, 'live');
  await laptop.logout();
  expect(laptop.links.requests.get()).toEqual([]);
});

test('a code that nobody shows ends by itself, by the clock of the server', async () => {
  const clock = new LeapClock();
  await using server = await serve({ clock });
  const world = bentWorld({ clock, clockErrorMs: 60 * minuteMs });
  using laptop = await person(server.url, { environment: world.environment });
  const { state } = await laptop.links.create();
  clock.leap(2 * minuteMs);
  expect(state.get()).toEqual({ name: 'open' });
  clock.leap(minuteMs + 2000);
  expect(state.get()).toEqual({ name: 'expired' });
});

test('a device that waits can withdraw: all are told, and nobody lets it in any more', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  using phone = await registered(server.url);
  const { code, state } = await laptop.links.create();
  const handle = laptop.user.get()?.handle ?? '';
  const attempt = await phone.links.redeem({ handle, code });
  const [request] = await eventually(laptop.links.requests, (all) => all.length === 1);
  await attempt.cancel();
  expect(await attempt.ended).toBe('denied');
  await eventually(state, ({ name }) => name === 'denied');
  expect(laptop.links.requests.get()).toEqual([]);
  await expect(request?.approve(attempt.number)).rejects.toMatchObject({ code: 'link-expired' });
  expect(phone.user.get()).toBeNull();
});

test('a device that makes a user of its own while it waits was let in by nobody', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  using phone = await registered(server.url);
  const { code } = await laptop.links.create();
  const attempt = await phone.links.redeem({ handle: laptop.user.get()?.handle ?? '', code });
  await phone.createUser({ handle: 'somebody-else' });
  expect(await attempt.ended).toBe('expired');
  expect(laptop.links.requests.get()).toEqual([]);
});
