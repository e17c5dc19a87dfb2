import type { Topic } from '@kith/protocol';
import { expect, test } from 'vitest';
import type { LoggedEvent } from '../domain/state.ts';
import type { Commit } from '../store/port.ts';
import { Tail } from './tail.ts';

const a: Topic = 'user:a';
const b: Topic = 'user:b';
const all = { limit: 1000, bytesMax: 1_000_000 };

function event(offset: number, topic: Topic, data = `{"n":${offset}}`): LoggedEvent {
  const check = offset.toString(16).padStart(8, '0');
  return {
    offset,
    topic,
    seq: offset,
    type: 'setting.changed',
    at: offset,
    user: null,
    device: null,
    data,
    check,
  };
}

/** A log whose commits the test makes. */
function log(head = 0) {
  let listener: (commit: Commit) => void = () => {};
  return {
    epoch: 'epoch000',
    head: { offset: head, check: head === 0 ? '00000000' : 'aaaaaaaa', floor: 0 },
    onCommit(take: (commit: Commit) => void) {
      listener = take;
      return () => {};
    },
    commit: (events: LoggedEvent[], redacted: LoggedEvent[] = []) => listener({ events, redacted }),
  };
}

const offsets = (slice: { events: readonly { event: LoggedEvent }[] } | undefined) =>
  slice?.events.map(({ event: { offset } }) => offset);

test('readers are told every event once and in order, and reads in the same turn see it', () => {
  const source = log();
  const tail = new Tail(source);
  const told: number[] = [];
  tail.follow((events) => {
    told.push(...events.map(({ event: { offset } }) => offset));
    expect(tail.head.offset).toBe(told.at(-1));
  });
  source.commit([event(1, a), event(2, b)]);
  source.commit([event(3, a)]);
  expect(told).toEqual([1, 2, 3]);
  expect(offsets(tail.read(new Set([a]), 0, all))).toEqual([1, 3]);
});

test('a gap in the log is a bug, not something to pass on', () => {
  const source = log(4);
  new Tail(source);
  expect(() => source.commit([event(6, a)])).toThrow('dense');
});

test('a page ends at its limit and says how far it reaches; the next goes on from there', () => {
  const source = log();
  const tail = new Tail(source);
  source.commit([1, 2, 3, 4, 5, 6].map((offset) => event(offset, offset % 2 === 0 ? b : a)));
  const first = tail.read(new Set([a]), 0, { limit: 2, bytesMax: 1000 });
  expect(offsets(first)).toEqual([1, 3]);
  expect(first?.through).toBe(3);
  const second = tail.read(new Set([a]), 3, { limit: 2, bytesMax: 1000 });
  expect(offsets(second)).toEqual([5]);
  expect(second?.through).toBe(6);
});

test('a page holds one event at least, however large', () => {
  const source = log();
  const tail = new Tail(source);
  source.commit([event(1, a, `"${'x'.repeat(500)}"`), event(2, a, `"${'x'.repeat(500)}"`)]);
  expect(offsets(tail.read(new Set([a]), 0, { limit: 9, bytesMax: 100 }))).toEqual([1]);
});

test('what the ring no longer holds is said to be unknown, never to be empty', () => {
  const source = log();
  const tail = new Tail(source, { events: 8, bytes: 1_000_000 });
  for (let offset = 1; offset <= 20; offset += 1) source.commit([event(offset, a)]);
  expect(tail.read(new Set([a]), 0, all)).toBeUndefined();
  expect(tail.checkAt(1)).toBeUndefined();
  expect(tail.checkAt(20)).toBe('00000014');
  const kept = Array.from({ length: 20 }, (_, index) => index).find((after) =>
    tail.read(new Set([a]), after, all),
  );
  expect(kept).toBeGreaterThanOrEqual(12);
  expect(tail.checkAt(kept ?? 0)).toBeDefined();
  expect(tail.checkAt((kept ?? 0) - 1)).toBeUndefined();
});

test('the ring is bounded by bytes too', () => {
  const source = log();
  const tail = new Tail(source, { events: 1000, bytes: 2_000 });
  for (let offset = 1; offset <= 50; offset += 1) source.commit([event(offset, a, `"${'x'.repeat(200)}"`)]);
  expect(tail.read(new Set([a]), 30, all)).toBeUndefined();
  expect(offsets(tail.read(new Set([a]), 49, all))).toEqual([50]);
});

test('a trimmed prefix is forgotten by the ring as well', () => {
  const source = log();
  const tail = new Tail(source);
  source.commit([1, 2, 3, 4].map((offset) => event(offset, a)));
  tail.trim(2);
  expect(tail.read(new Set([a]), 1, all)).toBeUndefined();
  expect(offsets(tail.read(new Set([a]), 2, all))).toEqual([3, 4]);
  tail.trim(2);
  expect(tail.head.offset).toBe(4);
});

test('a redacted body does not come back from memory', () => {
  const source = log();
  const tail = new Tail(source);
  source.commit([event(1, a, '{"text":"secret"}'), event(2, a)]);
  source.commit([event(3, a)], [event(1, a, '{"erased":true}')]);
  const slice = tail.read(new Set([a]), 0, all);
  expect(slice?.events.map(({ notification }) => notification.toString()).join()).not.toContain('secret');
  expect(offsets(slice)).toEqual([1, 2, 3]);
});

test('whoever waits for an offset is called when the head is there, in whatever order they came', async () => {
  const source = log();
  const tail = new Tail(source);
  const reached: number[] = [];
  const waits = [3, 1, 2].map((offset) => tail.reached(offset).then(() => reached.push(offset)));
  source.commit([event(1, a), event(2, a)]);
  await Promise.all(waits.slice(1));
  expect(reached.sort()).toEqual([1, 2]);
  source.commit([event(3, a)]);
  await waits[0];
  expect(reached).toContain(3);
  await tail.reached(3);
});

test('an event is encoded once: every reader gets the same bytes', () => {
  const source = log();
  const tail = new Tail(source);
  source.commit([event(1, a)]);
  const [first] = tail.read(new Set([a]), 0, all)?.events ?? [];
  const [second] = tail.read(new Set([a, b]), 0, all)?.events ?? [];
  expect(first?.notification).toBe(second?.notification);
  expect(JSON.parse(first?.notification.toString() ?? '')).toEqual({
    jsonrpc: '2.0',
    method: 'event',
    params: {
      cursor: 'epoch000.1.00000001',
      topic: 'user:a',
      seq: 1,
      type: 'setting.changed',
      at: 1,
      actor: { user: null, device: null },
      data: { n: 1 },
    },
  });
});
