import { expect, test } from 'vitest';
import { faultOf, type Writable, writtenIn } from './fault.ts';

const field = (type: string, value: string, label?: string): Writable => ({
  type,
  value,
  labels: label === undefined ? null : [{ textContent: label }],
});

test('a fault has the same code wherever it comes, and another one has another', () => {
  const { code, says } = faultOf(new TypeError('a is no function'));
  expect(says).toBe('TypeError: a is no function');
  expect(code).toMatch(/^[0-9a-f]{8}$/);
  expect(faultOf(new TypeError('a is no function')).code).toBe(code);
  expect(faultOf(new TypeError('b is no function')).code).not.toBe(code);
});

test('whatever is thrown is a fault', () => {
  for (const thrown of [null, undefined, 'text', { toString: 1 }])
    expect(faultOf(thrown).code).toHaveLength(8);
});

test('what a person wrote is kept with its label, and a password is not', () => {
  const fields = [
    field('text', 'ada', 'Name'),
    field('password', 'tulip garden', 'Password'),
    field('email', 'a@b'),
    field('text', ' '),
    field('range', '7', 'Volume'),
    field('checkbox', 'on', 'Terms'),
  ];
  expect(writtenIn(fields)).toBe('Name: ada\na@b');
});
