import type { ErrorBody } from '@kith/protocol';
import { expect, test } from 'vitest';
import { HandClock } from '../testing/hand-clock.ts';
import { Calls } from './calls.ts';

function stage() {
  const clock = new HandClock();
  const stale: number[] = [];
  const calls = new Calls({
    environment: { after: clock.after, random: () => 0 },
    onStaleLogin: () => stale.push(1),
    isOut: () => false,
    limits: () => ({ frameBytes: 1000 }),
  });
  const sent: { id: number; method: string; params: { id?: string } }[] = [];
  const connect = () => calls.connected((text) => sent.push(JSON.parse(text)));
  const names = () => sent.splice(0).map(({ params }) => params.id);
  const rename = (id: string) => calls.call('devices.rename', { id, device: 'd', label: 'l' }, 'lasting');
  return { clock, calls, sent, connect, names, rename, stale };
}

const later: ErrorBody = { code: 'overloaded', retry: 'later', requestId: 'r' };

test('what is not answered is sent again on the next connection, the same and in order', async () => {
  const { calls, connect, names, rename } = stage();
  const first = rename('a');
  void rename('b');
  expect(names()).toEqual([]);
  connect();
  void rename('c');
  expect(names()).toEqual(['a', 'b', 'c']);
  calls.answered(1, { device: { id: 'd', label: 'l' } });
  expect(await first).toEqual({ device: { id: 'd', label: 'l' } });
  calls.disconnected();
  connect();
  expect(names()).toEqual(['b', 'c']);
});

test('[C6] after a command was put off nothing passes it, and what is sent again keeps the order', () => {
  const { clock, calls, connect, names, rename } = stage();
  connect();
  for (const id of ['a', 'b', 'c']) void rename(id);
  names();
  calls.refused(2, { ...later, retryAfterMs: 3000 });
  void rename('d');
  calls.refused(3, later);
  clock.pass(2999);
  expect(names()).toEqual([]);
  clock.pass(1);
  expect(names()).toEqual(['b', 'c', 'd']);
});

test('what will never be accepted is rejected with all that was said', async () => {
  const { calls, connect, rename } = stage();
  connect();
  const call = rename('a');
  calls.refused(1, { code: 'not-found', retry: 'never', requestId: 'r', hint: 'h' });
  await expect(call).rejects.toMatchObject({ code: 'not-found', retry: 'never', requestId: 'r', hint: 'h' });
});

test('stale tokens make a new connection and the call goes again, once', async () => {
  const { calls, connect, names, rename, stale } = stage();
  const unauthenticated: ErrorBody = { code: 'unauthenticated', retry: 'after-login', requestId: 'r' };
  connect();
  const call = rename('a');
  calls.refused(1, unauthenticated);
  expect(stale).toHaveLength(1);
  calls.disconnected();
  connect();
  expect(names()).toEqual(['a', 'a']);
  calls.refused(1, unauthenticated);
  await expect(call).rejects.toMatchObject({ retry: 'after-login' });
});

test('a timed call is given up after 15 s; a lasting one never is', async () => {
  const { clock, calls, rename } = stage();
  const read = calls.call('devices.list', {}, 'timed');
  const command = rename('a');
  clock.pass(15_000);
  await expect(read).rejects.toMatchObject({ code: 'unavailable', retry: 'later' });
  calls.answered(2, { device: { id: 'd', label: 'l' } });
  await command;
  expect(clock.timers).toBe(0);
});

test('a wait that a timed call cannot sit out is told at once, and a shorter one when time is over', async () => {
  const { clock, calls, connect } = stage();
  const limited: ErrorBody = { code: 'rate-limited', retry: 'later', requestId: 'r' };
  connect();
  const long = calls.call('links.create', {}, 'timed');
  calls.refused(1, { ...limited, retryAfterMs: 15_000 });
  await expect(long).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 15_000 });
  const short = calls.call('links.create', {}, 'timed');
  calls.refused(2, { ...limited, retryAfterMs: 14_999 });
  clock.pass(15_000);
  await expect(short).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 14_999 });
});

test('a bound call goes with its connection', async () => {
  const { calls, connect } = stage();
  await expect(calls.call('sync', {}, 'bound')).rejects.toMatchObject({ retry: 'later' });
  connect();
  const call = calls.call('sync', {}, 'bound');
  calls.disconnected();
  await expect(call).rejects.toMatchObject({ retry: 'later' });
});

test('what would break its frame is refused here', async () => {
  const { sent, connect, rename } = stage();
  connect();
  await expect(rename('\ud800')).rejects.toMatchObject({ code: 'validation-failed' });
  await expect(rename('x'.repeat(2000))).rejects.toMatchObject({ code: 'too-large' });
  expect(sent).toEqual([]);
});
