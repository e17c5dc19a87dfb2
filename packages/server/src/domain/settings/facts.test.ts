import { expect, test } from 'vitest';
import { type Apps, factsOf, noApps } from './facts.ts';

const all = ['user', 'device', 'class'] as const;
const free = { policy: 'lww', scopes: all };
const pins = { policy: 'lww', scopes: all, members: true } as const;
const seen = { policy: 'max', scopes: ['user'] } as const;
const apps: Apps = { notes: { unknown: 'keep', keys: { seen, 'side.pins': pins, plain: seen } } };

test('[M12] a key of an app without a schema merges as the later edit wins, in every scope', () => {
  expect(factsOf({ apps: noApps }, 'notes', 'seen')).toEqual(free);
  expect(factsOf({ apps }, 'other', 'seen')).toEqual(free);
});

test('[M12] a key has the facts of its schema, and one that the schema does not name has none', () => {
  expect(factsOf({ apps }, 'notes', 'seen')).toBe(seen);
  expect(factsOf({ apps }, 'notes', 'theme')).toEqual(free);
});

test('[M12] an element of a set has the facts of the set, whatever its name', () => {
  for (const key of ['side.pins.a', 'side.pins.a.b', 'side.pins.__proto__'])
    expect(factsOf({ apps }, 'notes', key)).toBe(pins);
  for (const key of ['side.pins', 'side.pins.', 'side.pinsa'])
    expect(factsOf({ apps }, 'notes', key)).toEqual(free);
  expect(factsOf({ apps }, 'notes', 'plain.a')).toEqual(free);
});

test('[M12] names that every object inherits are names like others', () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    expect(factsOf({ apps }, name, 'seen')).toEqual(free);
    expect(factsOf({ apps }, 'notes', name)).toEqual(free);
  }
});
