import { describe, expect, test } from 'vitest';
import { settingMethods, settingOp } from './settings.ts';

const op = { id: 'op-1', key: 'theme', value: 'dark', base: 0, ageMs: 0 };

describe('an op', () => {
  test.each([
    ['a value', op],
    ['null as a value', { ...op, value: null }],
    ['unset', { id: 'op-1', key: 'theme', unset: true, base: 3, ageMs: 0 }],
    ['a negative age', { ...op, ageMs: -5 }],
    ['every field', { ...op, scope: 'user', after: 'op-0', ifBase: true, gesture: 'drag' }],
  ])('with %s is taken', (_, it) => {
    expect(settingOp.safeParse(it).success).toBe(true);
  });

  test.each([
    ['neither value nor unset', { id: 'op-1', key: 'theme', base: 0, ageMs: 0 }],
    ['both', { ...op, unset: true }],
    ['unset: false', { id: 'op-1', key: 'theme', unset: false, base: 0, ageMs: 0 }],
    ['no base', { id: 'op-1', key: 'theme', value: 1, ageMs: 0 }],
    ['a negative base', { ...op, base: -1 }],
    ['a fraction as base', { ...op, base: 0.5 }],
    ['no age', { id: 'op-1', key: 'theme', value: 1, base: 0 }],
    ['an empty key', { ...op, key: '' }],
    ['a key of 129 characters', { ...op, key: 'k'.repeat(129) }],
    ['an unknown field', { ...op, device: 'dev_1' }],
  ])('with %s is refused', (_, it) => {
    expect(settingOp.safeParse(it).success).toBe(false);
  });
});

test('a bad op does not refuse its call: only the envelope is checked', () => {
  const { params } = settingMethods['settings.set'];
  expect(params.safeParse({ app: 'demo', ops: [{ id: 'op-1', base: 'x' }] }).success).toBe(true);
  expect(params.safeParse({ app: 'demo', ops: [{ base: 'x' }] }).success).toBe(false);
  expect(params.safeParse({ app: 'demo', ops: [] }).success).toBe(false);
});

test.each([
  ['demo', true],
  ['com.example.app', true],
  ['', false],
  ['Demo', false],
  ['.demo', false],
  ['a'.repeat(65), false],
])('the app name %j is taken: %s', (app, taken) => {
  expect(settingMethods['settings.get'].params.safeParse({ app }).success).toBe(taken);
});
