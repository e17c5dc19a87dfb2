import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineApp } from './app.ts';
import { checkValue } from './check.ts';
import { members } from './members.ts';
import { setting } from './setting.ts';

const group = {
  size: setting(z.int().min(8), { default: 14 }),
  place: setting(z.object({ lat: z.number() }), { default: null }),
  side: { pins: members(z.string().max(4)) },
};
const open = defineApp('notes', group);
const closed = defineApp('notes', group, { unknown: 'reject' });

test.each([
  ['size', 8],
  ['place', { lat: 1 }],
  ['place', { lat: 1, alt: 2 }],
  ['place', null],
  ['side.pins.a', true],
  ['side.pins.a.b', true],
])('%s takes %j', (key, value) => {
  expect(checkValue(closed, key, value)).toBeUndefined();
});

test.each([
  ['size', 7, /^size: /],
  ['size', null, /^size: /],
  ['place', { lat: 'north' }, /^place\.lat: /],
  ['side.pins.a', false, /^side\.pins\.a: an element/],
  ['side.pins.a', 'a', /^side\.pins\.a: an element/],
  ['side.pins.abcde', true, /^side\.pins\.abcde: /],
  ['side.pins', true, /is a set: its elements are side\.pins\.<element>$/],
])('%s does not take %j', (key, value, says) => {
  expect(checkValue(open, key, value)).toMatch(says);
});

test('a key that the schema does not name is kept, or refused where the app says so', () => {
  for (const key of ['other', 'size.x', 'side', 'toString', '__proto__']) {
    expect(checkValue(open, key, { any: 'thing' })).toBeUndefined();
    expect(checkValue(closed, key, 1)).toBe(`notes has no setting ${key}`);
  }
});
