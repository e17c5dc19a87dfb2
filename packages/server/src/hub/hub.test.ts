import type { Topic } from '@kith/protocol';
import { expect, test } from 'vitest';
import { HandClock } from '../base/hand-clock.ts';
import { OutboundEvent } from '../log/encoding.ts';
import { mergeBatches } from './batch.ts';
import type { Encoding } from './encoding.ts';
import { Hub, Pending, type Subscriber } from './hub.ts';

const a: Topic = 'user:a';
const b: Topic = 'user:b';

const encoding: Encoding = {
  events: (events) => Buffer.from(events.map(({ event }) => event.offset).join(' ')),
  notifications: (texts) => Buffer.from(texts.join(' ')),
};

/** A subscriber that keeps what it would write. */
class Reader implements Subscriber {
  readonly pending = new Pending();
  readonly frames: Buffer[] = [];
  readonly signals: string[] = [];
  onFlush: () => void = () => {};
  flush(): void {
    const { batches } = this.pending;
    this.pending.batches = [];
    const [only] = batches;
    if (only !== undefined && batches.length === 1) this.frames.push(only.frame(encoding));
    if (batches.length > 1) this.frames.push(encoding.events(mergeBatches(batches)));
    this.signals.push(...(this.pending.signals?.values() ?? []));
    this.pending.signals = undefined;
    this.onFlush();
  }
  get read(): string[] {
    return this.frames.map(String);
  }
}

function setUp() {
  const clock = new HandClock();
  return { clock, hub: new Hub(clock) };
}

function event(offset: number, topic: Topic): OutboundEvent {
  const fields = { type: 'setting.changed', at: 1, user: null, device: null, data: '{}', check: '00000000' };
  return new OutboundEvent('epoch000', { ...fields, offset, topic, seq: offset });
}

test('all readers of a topic are written the very same frame', () => {
  const { clock, hub } = setUp();
  const readers = [new Reader(), new Reader(), new Reader()];
  for (const reader of readers) hub.attach(reader, a);
  hub.deliver(event(1, a));
  hub.deliver(event(2, a));
  clock.pass();
  expect(readers.map(({ read }) => read)).toEqual([['1 2'], ['1 2'], ['1 2']]);
  expect(readers[0]?.frames[0]).toBe(readers[2]?.frames[0]);
});

test('a reader of several topics gets them in the order of the log', () => {
  const { clock, hub } = setUp();
  const reader = new Reader();
  hub.attach(reader, a);
  hub.attach(reader, b);
  for (const [offset, topic] of [a, b, a, b, b].entries()) hub.deliver(event(offset + 1, topic));
  clock.pass();
  expect(reader.read).toEqual(['1 2 3 4 5']);
});

test('who is attached or detached between two events of one flush gets exactly its part', () => {
  const { clock, hub } = setUp();
  const [stays, comes, goes] = [new Reader(), new Reader(), new Reader()];
  hub.attach(stays, a);
  hub.attach(goes, a);
  hub.deliver(event(1, a));
  hub.attach(comes, a);
  hub.deliver(event(2, a));
  hub.detach(goes, a);
  hub.deliver(event(3, a));
  clock.pass();
  expect(stays.read).toEqual(['1 2 3']);
  expect(comes.read).toEqual(['2 3']);
  expect(goes.read).toEqual(['1 2']);
});

test('nobody is written twice, and nothing is written where nobody reads', () => {
  const { clock, hub } = setUp();
  const reader = new Reader();
  hub.attach(reader, a);
  hub.deliver(event(1, b));
  clock.pass();
  expect(reader.read).toEqual([]);
  hub.deliver(event(2, a));
  clock.pass();
  clock.pass();
  expect(reader.read).toEqual(['2']);
});

test('signals are conflated: the latest of a kind and origin is told', () => {
  const { clock, hub } = setUp();
  const reader = new Reader();
  hub.attach(reader, a);
  hub.signal(a, 'presence x', 'x online');
  hub.signal(a, 'presence y', 'y online');
  hub.signal(a, 'presence x', 'x offline');
  clock.pass();
  expect(reader.signals).toEqual(['x offline', 'y online']);
});

test('an idle hub flushes in the same turn; after a flush of 3 ms the next one waits 3 ms, and never over 5', () => {
  const { clock, hub } = setUp();
  const reader = new Reader();
  hub.attach(reader, a);
  let costMs = 3;
  reader.onFlush = () => {
    clock.time += costMs;
  };
  hub.deliver(event(1, a));
  clock.pass();
  expect(reader.read).toEqual(['1']);
  hub.deliver(event(2, a));
  clock.pass();
  expect(reader.read).toEqual(['1']);
  hub.deliver(event(3, a));
  clock.time += 3;
  costMs = 80;
  clock.pass();
  expect(reader.read).toEqual(['1', '2 3']);
  hub.deliver(event(4, a));
  clock.time += 5;
  clock.pass();
  expect(reader.read).toEqual(['1', '2 3', '4']);
});
