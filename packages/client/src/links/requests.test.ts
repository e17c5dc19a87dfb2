import { expect, test } from 'vitest';
import { Cell } from '../observable.ts';
import type { WaitingLink } from '../replica/waiting.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { Requests } from './requests.ts';

function stage() {
  const clock = new HandClock();
  const waiting = new Cell<readonly WaitingLink[]>([]);
  const calls = { call: () => Promise.reject(new Error('nobody is called')) };
  const requests = new Requests({ environment: clock, calls, waiting, serverNow: clock.now });
  const asks = (link: string, livesMs?: number): WaitingLink => ({
    link,
    device: { name: 'phone', platform: null },
    network: null,
    sameNetwork: false,
    at: clock.time,
    ...(livesMs === undefined ? {} : { expiresAt: clock.time + livesMs }),
  });
  return { clock, waiting, requests, asks, links: () => requests.get().map(({ link }) => link) };
}

test('a request goes when its own time is over, and the others stay the same objects', () => {
  const { clock, waiting, requests, asks, links } = stage();
  waiting.set([asks('long', 5000), asks('short', 1000)]);
  const [long] = requests.get();
  clock.pass(999);
  expect(links()).toEqual(['long', 'short']);
  clock.pass(1);
  expect(links()).toEqual(['long']);
  expect(requests.get()[0]).toBe(long);
  clock.pass(4000);
  expect(links()).toEqual([]);
  expect(clock.timers).toBe(0);
});

test('what is the same to a reader tells nobody', () => {
  const { waiting, requests, asks } = stage();
  const link = asks('one', 1000);
  waiting.set([link]);
  const before = requests.get();
  let told = 0;
  requests.subscribe(() => {
    told += 1;
  });
  waiting.set([{ ...link }]);
  expect([requests.get(), told]).toEqual([before, 0]);
});

test('one whose end is not told stays until an event ends it', () => {
  const { clock, waiting, asks, links } = stage();
  waiting.set([asks('old')]);
  clock.pass(3_600_000);
  expect(links()).toEqual(['old']);
  expect(clock.timers).toBe(0);
});

test('a closed one leaves no timer behind', () => {
  const { clock, waiting, requests, asks } = stage();
  waiting.set([asks('one', 1000)]);
  requests.close();
  waiting.set([asks('two', 1000)]);
  expect(clock.timers).toBe(0);
});
