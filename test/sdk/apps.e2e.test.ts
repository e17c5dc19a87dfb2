import { join } from 'node:path';
import type { Client } from '@kith/client';
import { expect, expectTypeOf, test } from 'vitest';
import { notes } from '../../examples/notes.ts';
import { serve } from '../support/server.ts';
import { another, bentWorld, eventually, person } from './stage.ts';

const config = join(import.meta.dirname, '../../examples/kith.config.ts');
const settings = { CONFIG: config };

test('an app’s schema types its settings, end to end', () => {
  type Notes = ReturnType<typeof read>;
  const read = (kith: Client) => kith.settings(notes);
  expectTypeOf<ReturnType<Notes['values']['get']>['theme']>().toEqualTypeOf<'light' | 'dark' | 'system'>();
  expectTypeOf<ReturnType<Notes['values']['get']>['editor.size']>().toEqualTypeOf<number>();
  expectTypeOf<ReturnType<Notes['values']['get']>['home']>().toEqualTypeOf<{
    lat: number;
    lng: number;
  } | null>();
  expectTypeOf<Parameters<Notes['members']>>().toEqualTypeOf<['pins']>();
  const wrong = (it: Notes) => {
    // @ts-expect-error no such theme
    it.set('theme', 'sepia');
    // @ts-expect-error no such setting
    it.set('editor.colour', 'red');
    // @ts-expect-error a set is no setting
    it.set('pins', true);
    // @ts-expect-error no such set
    it.members('stars');
  };
  expect(wrong).toBeTypeOf('function');
});

test('what the operator set out shows below the choice, and what they locked above it', async () => {
  await using server = await serve({ settings });
  using kith = await person(server.url);
  const mine = kith.settings(notes);
  await eventually(mine.field('editor.spelling'), ({ locked }) => locked);
  expect(mine.field('editor.size').get()).toMatchObject({
    value: 16,
    source: 'managed',
    below: { value: 14 },
  });
  expect([...mine.members('pins').get()]).toEqual(['welcome']);
  mine.set('editor.size', 20);
  const rejected: unknown[] = [];
  mine.rejected.subscribe((it) => rejected.push([it.key, it.code]));
  mine.set('editor.spelling', false);
  await mine.idle();
  expect(mine.field('editor.size').get()).toMatchObject({
    value: 20,
    below: { value: 16, source: 'managed' },
  });
  expect(mine.field('editor.spelling').get()).toMatchObject({ value: true, source: 'locked', saving: false });
  expect(rejected).toEqual([['editor.spelling', 'forbidden']]);
});

test('what was seen stays seen, whichever device says it last', async () => {
  await using server = await serve({ settings });
  const world = bentWorld();
  using laptop = await person(server.url);
  using phone = await another(laptop, server.url, { environment: world.environment });
  const [mine, theirs] = [laptop.settings(notes), phone.settings(notes)];
  world.cut({ offline: true });
  theirs.set('seen', 5);
  mine.set('seen', 9);
  await mine.idle();
  world.back();
  phone.retryNow();
  await eventually(theirs.values, ({ seen }) => seen === 9);
  await theirs.idle();
  expect([mine.get('seen'), theirs.get('seen'), theirs.conflicts.get()]).toEqual([9, 9, []]);
});

test('of two answers that a person has to choose from both are there, on both devices, until they did', async () => {
  await using server = await serve({ settings });
  const world = bentWorld();
  using laptop = await person(server.url);
  using phone = await another(laptop, server.url, { environment: world.environment });
  const [mine, theirs] = [laptop.settings(notes), phone.settings(notes)];
  world.cut({ offline: true });
  theirs.set('signature', 'from the phone');
  mine.set('signature', 'from the laptop');
  await mine.idle();
  world.back();
  phone.retryNow();
  const field = await eventually(mine.field('signature'), ({ contested }) => contested.length > 0);
  expect(field).toMatchObject({ value: 'from the laptop', contested: [{ value: 'from the phone' }] });
  const other = await eventually(theirs.field('signature'), ({ value }) => value === 'from the laptop');
  expect([other.conflict, other.contested[0]?.device]).toEqual([null, phone.device.get()?.id]);
  // A device that comes later is told it too.
  using third = await another(laptop, server.url);
  expect(third.settings(notes).field('signature').get().contested).toHaveLength(1);
  field.contested[0]?.choose();
  await eventually(
    theirs.field('signature'),
    (it) => it.value === 'from the phone' && it.contested.length === 0,
  );
  await mine.idle();
  expect(mine.field('signature').get()).toMatchObject({ value: 'from the phone', contested: [] });
});

test('what two devices add to a set while apart, it has', async () => {
  await using server = await serve({ settings });
  const world = bentWorld();
  using laptop = await person(server.url);
  using phone = await another(laptop, server.url, { environment: world.environment });
  const [mine, theirs] = [laptop.settings(notes).members('pins'), phone.settings(notes).members('pins')];
  world.cut({ offline: true });
  theirs.add('tea');
  mine.add('milk');
  world.back();
  phone.retryNow();
  const all = await eventually(mine, (it) => it.has('tea') && it.has('milk'));
  await eventually(theirs, (it) => it.size === all.size);
  mine.delete('tea');
  await eventually(theirs, (it) => !it.has('tea'));
});

test('a page of before and a page of now stand beside each other: neither changes what the other has', async () => {
  await using server = await serve({ settings });
  using laptop = await person(server.url);
  using phone = await another(laptop, server.url);
  const old = laptop.settings('notes', { compact: false });
  const now = phone.settings(notes);
  old.set('compact', true);
  await eventually(now.values, ({ density }) => density === 'tight');
  expect(now.field('density').get()).toMatchObject({ value: 'tight', source: 'user' });
  now.set('density', 'wide');
  await now.idle();
  expect([old.get('compact'), now.get('density')]).toEqual([true, 'wide']);
});

test('a value that the schema does not take is refused with what is wrong, and so is a scope', async () => {
  await using server = await serve({ settings });
  using kith = await person(server.url);
  const mine = kith.settings(notes);
  const told: unknown[] = [];
  mine.rejected.subscribe(({ key, code, hint }) => told.push([key, code, hint?.split(':')[0]]));
  mine.set('editor.size', 7);
  mine.set('seen', 3, { scope: 'device' });
  mine.set('window', { width: 800, height: 600 });
  await mine.idle();
  expect(told).toEqual([
    ['editor.size', 'validation-failed', 'editor.size'],
    ['seen', 'forbidden', expect.anything()],
  ]);
  expect(mine.field('window').get()).toMatchObject({ value: { width: 800, height: 600 }, source: 'device' });
});
