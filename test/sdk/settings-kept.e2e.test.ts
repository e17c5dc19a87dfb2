import { createClient, memoryCache, memoryStorage } from '@kith/client';
import { expect, test } from 'vitest';
import { LeapClock } from '../support/leap-clock.ts';
import { serve } from '../support/server.ts';
import { another, become, bentWorld, eventually, link, person, registered } from './stage.ts';

const defaults = { theme: 'light', size: 14 };

test('what a person was asked after joining is asked again after a reload, until they answer', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  laptop.settings('demo', defaults).set('theme', 'sepia');
  await laptop.settings('demo', defaults).idle();
  const kept = { cache: memoryCache(), storage: memoryStorage() };
  {
    using phone = await registered(server.url, kept);
    await become(phone, 'live');
    phone.settings('demo', defaults).set('theme', 'dark');
    await link(laptop, phone);
    await eventually(phone.joining, (it) => it !== null);
    phone.settings('demo', defaults).override('size', 20);
    await phone.settings('demo', defaults).idle();
  }
  {
    using phone = createClient({ url: server.url, ...kept });
    const joining = await eventually(phone.joining, (it) => it !== null);
    expect(joining?.differing).toEqual([{ app: 'demo', key: 'theme', mine: 'dark', theirs: 'sepia' }]);
    expect(phone.snapshots.list.get()).toHaveLength(1);
    await become(phone, 'live');
    phone.joining.get()?.replaceAccount();
    await phone.settings('demo', defaults).idle();
  }
  using phone = createClient({ url: server.url, ...kept });
  await become(phone, 'live');
  expect(phone.settings('demo', defaults).values.get()).toEqual({ theme: 'dark', size: 20 });
  expect([phone.joining.get(), phone.snapshots.list.get().length]).toEqual([null, 1]);
});

test('an edit that lost is offered after a reload too', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  const kept = { cache: memoryCache(), storage: memoryStorage() };
  const mine = laptop.settings('demo', defaults);
  {
    const clock = new LeapClock();
    const world = bentWorld({ clock });
    using phone = await another(laptop, server.url, { ...kept, environment: world.environment });
    const theirs = phone.settings('demo', defaults);
    world.cut({ offline: true });
    theirs.set('theme', 'lost');
    // So much earlier that no trip to the server makes it the later one.
    clock.leap(60_000);
    mine.set('theme', 'stands');
    await mine.idle();
    world.back();
    phone.retryNow();
    await eventually(theirs.conflicts, (it) => it.length > 0);
    await theirs.idle();
  }
  using phone = createClient({ url: server.url, ...kept });
  const theirs = phone.settings('demo', defaults);
  const [conflict] = await eventually(theirs.conflicts, (it) => it.length > 0);
  expect([conflict?.mine, theirs.get('theme')]).toEqual(['lost', 'stands']);
  await become(phone, 'live');
  conflict?.keepMine();
  await eventually(mine.values, ({ theme }) => theme === 'lost');
});

test('an override that was made before it is known which device this is reaches the server, and this device alone', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  const kept = { cache: memoryCache(), storage: memoryStorage() };
  {
    using phone = await another(laptop, server.url, kept);
    await become(phone, 'live');
  }
  using phone = createClient({ url: server.url, ...kept });
  const theirs = phone.settings('demo', defaults);
  theirs.override('size', 20);
  expect(theirs.get('size')).toBe(20);
  await become(phone, 'live');
  await theirs.idle();
  expect(theirs.field('size').get()).toMatchObject({ value: 20, source: 'device', saving: false });
  expect(laptop.settings('demo', defaults).get('size')).toBe(14);
});
