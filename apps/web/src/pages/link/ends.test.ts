import type { Client } from '@kith/client';
import { expect, test } from 'vitest';
import { endOf } from './ends.ts';

type Events = ReturnType<Client['events']['recent']['get']>;

function told(type: string, link: string, device: string | null): Events {
  return [{ type, data: { link }, actor: { user: 'usr_1', device } }] as unknown as Events;
}

test.for(['approved', 'denied'] as const)('a request that was %s names the device that answered', (name) => {
  expect(endOf(told(`link.${name}`, 'lnk_1', 'dev_1'), 'lnk_1')).toEqual({ name, by: 'dev_1' });
});

test('who is in no user and ends a request took its own back', () => {
  const [event] = told('link.denied', 'lnk_1', 'dev_1');
  const withdrawn = [{ ...event, actor: { user: null, device: 'dev_1' } }] as unknown as Events;
  expect(endOf(withdrawn, 'lnk_1')).toEqual({ name: 'withdrawn', by: null });
});

test('nobody answered a request that expired', () => {
  expect(endOf(told('link.expired', 'lnk_1', 'dev_1'), 'lnk_1')).toEqual({ name: 'expired', by: null });
});

test('what happened to another link, or before the end, says nothing', () => {
  expect(endOf(told('link.approved', 'lnk_2', 'dev_1'), 'lnk_1')).toBeNull();
  expect(endOf(told('link.redeemed', 'lnk_1', 'dev_1'), 'lnk_1')).toBeNull();
});
