import { expect, test } from 'vitest';
import { Order, orderId } from './order.ts';

test('behind a command that was put off, others are put off too, until it comes again', () => {
  const order = new Order();
  order.hold('a', 0);
  expect(order.refusal('b', 100)).toMatchObject({ code: 'rate-limited', retryAfterMs: 4900 });
  expect(order.refusal('c', 200)?.code).toBe('rate-limited');
  expect(order.refusal('a', 300)).toBeUndefined();
  expect(order.refusal('b', 400)).toBeUndefined();
});

test('the hold ends by itself after five seconds', () => {
  const order = new Order();
  order.hold('a', 0);
  expect(order.refusal('b', 4_999)).toBeDefined();
  expect(order.refusal('b', 5_000)).toBeUndefined();
});

test('the first of several put-off commands is the one that must come again', () => {
  const order = new Order();
  order.hold('a', 0);
  order.hold('b', 10);
  expect(order.refusal('b', 20)).toBeDefined();
  expect(order.refusal('a', 30)).toBeUndefined();
});

test('calls that take no command id are never held', () => {
  const order = new Order();
  order.hold('a', 0);
  expect(order.refusal(undefined, 1)).toBeUndefined();
});

test.each([
  ['users.create', { id: 'x', handle: 'anna' }, 'x'],
  ['settings.set', { app: 'a', ops: [{ id: 'first' }, { id: 'second' }] }, 'first'],
  ['settings.set', { app: 'a', ops: [] }, undefined],
  ['settings.set', { app: 'a', ops: [null] }, undefined],
  ['devices.list', {}, undefined],
  ['users.create', { id: 7 }, undefined],
  ['users.create', ['x'], undefined],
  ['no.such', { id: 'x' }, undefined],
])('%s of %j is known in the order by %s', (method, params, id) => {
  expect(orderId(method, params)).toBe(id);
});
