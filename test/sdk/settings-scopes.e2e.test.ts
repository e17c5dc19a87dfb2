import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { another, become, eventually, link, person, registered } from './stage.ts';

const defaults = { theme: 'light', size: 14 };

test('a choice for phones shows on every phone, and on nothing else; an override on its device alone', async () => {
  await using server = await serve();
  using laptop = await person(server.url, { deviceClass: 'desktop' });
  using phone = await another(laptop, server.url, { deviceClass: 'phone' });
  using second = await another(laptop, server.url, { deviceClass: 'phone' });
  const [desk, first, other] = [laptop, phone, second].map((it) => it.settings('demo', defaults));
  desk?.set('size', 12);
  first?.set('size', 18, { scope: 'class' });
  desk?.set('theme', 'dark', { scope: 'class:phone' });
  if (first === undefined || other === undefined || desk === undefined) throw new Error('three devices');
  await eventually(other.values, ({ size, theme }) => size === 18 && theme === 'dark');
  await eventually(desk.field('size'), ({ saving }) => !saving);
  expect(desk.values.get()).toEqual({ theme: 'light', size: 12 });
  await eventually(other.field('size'), ({ below }) => below?.value === 12);
  expect(other.field('size').get()).toMatchObject({ source: 'class', below: { value: 12, source: 'user' } });
  other.override('size', 24);
  await other.idle();
  expect([first.get('size'), desk.get('size'), other.field('size').get().source]).toEqual([18, 12, 'device']);
  other.clearOverride('size');
  await other.idle();
  expect(other.get('size')).toBe(18);
});

test('a drag shows on the other screens while it lasts, and is stored seldom', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  using phone = await another(laptop, server.url);
  const mine = laptop.settings('demo', defaults);
  const field = phone.settings('demo', defaults).field('size');
  const drag = mine.gesture({ preview: true });
  drag.set('size', 15);
  await eventually(field, ({ preview, value }) => preview?.value === 15 || value === 15);
  drag.set('size', 16);
  const seen = await eventually(field, ({ preview }) => preview?.value === 16);
  expect(seen.preview?.device).toBe(laptop.device.get()?.id);
  drag.end();
  const stored = await eventually(field, ({ value }) => value === 16);
  expect(stored.preview).toBeNull();
  await mine.idle();
  expect(await mine.history('size')).toHaveLength(1);
});

test('what is brought along is asked of once; what the account held before can be had back', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  const mine = laptop.settings('demo', { ...defaults, font: 'serif' });
  mine.set('theme', 'sepia');
  await mine.idle();
  using phone = await registered(server.url);
  await become(phone, 'live');
  const theirs = phone.settings('demo', { ...defaults, font: 'serif' });
  theirs.set('theme', 'dark');
  theirs.set('font', 'mono');
  await link(laptop, phone);
  const joining = await eventually(phone.joining, (it) => it !== null);
  expect(joining).toMatchObject({ user: laptop.user.get()?.id, adopted: 1 });
  expect(joining?.differing).toEqual([{ app: 'demo', key: 'theme', mine: 'dark', theirs: 'sepia' }]);
  await eventually(mine.values, ({ font }) => font === 'mono');
  expect((await mine.history('font')).map(({ cause }) => cause)).toEqual(['adopt']);

  joining?.replaceAccount();
  await eventually(mine.values, ({ theme }) => theme === 'dark');
  expect((await mine.history('theme'))[0]?.cause).toBe('replace');
  expect([phone.joining.get(), theirs.conflicts.get()]).toEqual([null, []]);

  const [snapshot] = phone.snapshots.list.get();
  phone.snapshots.restore(snapshot?.id ?? '');
  await eventually(mine.values, ({ theme, font }) => theme === 'sepia' && font === 'serif');
});

test('where a person keeps the account’s values or their own here, the account does not change', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  const mine = laptop.settings('demo', defaults);
  mine.set('theme', 'sepia');
  mine.set('size', 20);
  await mine.idle();
  using phone = await registered(server.url);
  await become(phone, 'live');
  const theirs = phone.settings('demo', defaults);
  theirs.set('theme', 'dark');
  theirs.set('size', 10);
  await link(laptop, phone);
  const joining = await eventually(phone.joining, (it) => it?.differing.length === 2);
  const theme = joining?.differing.find(({ key }) => key === 'theme');
  if (theme === undefined) throw new Error('the theme differs');
  joining?.choose(theme, 'here');
  phone.joining.get()?.keepAccount();
  await theirs.idle();
  expect(theirs.values.get()).toEqual({ theme: 'dark', size: 20 });
  expect(theirs.field('theme').get().below).toEqual({ value: 'sepia', source: 'user' });
  expect(mine.values.get()).toEqual({ theme: 'sepia', size: 20 });
  expect(phone.joining.get()).toBeNull();
});

test('an edit is taken back on every device, and what another one changed since is not', async () => {
  await using server = await serve();
  using laptop = await person(server.url);
  using phone = await another(laptop, server.url);
  const mine = laptop.settings('demo', defaults);
  const theirs = phone.settings('demo', defaults);
  mine.set('theme', 'dark');
  mine.set('size', 20);
  await mine.idle();
  await eventually(theirs.values, ({ size }) => size === 20);
  theirs.set('size', 30);
  await eventually(mine.values, ({ size }) => size === 30);
  expect(mine.undo()).toBe('theme');
  await eventually(theirs.values, ({ theme }) => theme === 'light');
  expect([mine.undo(), theirs.get('size')]).toEqual([null, 30]);
});
