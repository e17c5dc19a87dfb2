import type { Topic } from '@kith/protocol';
import { expect, test } from 'vitest';
import { HandClock } from '../base/hand-clock.ts';
import { OutboundEvent } from '../log/encoding.ts';
import { together } from './batch.ts';
import type { Encoding } from './encoding.ts';
import { Hub, Pending, type Subscriber } from './hub.ts';
import { Signal } from './signal.ts';

const a: Topic = 'user:a';
const b: Topic = 'user:b';

const encoding: Encoding = {
  events: (events) => Buffer.from(events.map(({ event }) => event.offset).join(' ')),
  notifications: (texts) => Buffer.from(texts.join(' ')),
};

/** A subscriber that keeps what it would write. */
class Reader implements Subscriber {
  readonly id = 'conn';
  readonly device: string | undefined;
  readonly pending = new Pending();
  readonly frames: Buffer[] = [];
  readonly signals: string[] = [];
  onFlush: () => void = () => {};

  constructor(device?: string) {
    this.device = device;
  }

  flush(): void {
    const [first, ...others] = this.pending.batches;
    this.pending.batches = [];
    if (first !== undefined) this.frames.push(together(first, others).frame(encoding));
    for (const { text } of this.pending.signals?.values() ?? []) this.signals.push(text);
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

test('who reads the same few topics is written the very same frame, also while others come and go', () => {
  const { clock, hub } = setUp();
  const [both, alike, single] = [new Reader(), new Reader(), new Reader()];
  for (const reader of [both, alike]) for (const topic of [a, b]) hub.attach(reader, topic);
  hub.deliver(event(1, a));
  hub.attach(single, a);
  hub.deliver(event(2, b));
  hub.deliver(event(3, a));
  clock.pass();
  expect([both, alike, single].map(({ read }) => read)).toEqual([['1 2 3'], ['1 2 3'], ['3']]);
  expect(both.frames[0]).toBe(alike.frames[0]);
});

test('who reads very many topics gets them in the order of the log', () => {
  const { clock, hub } = setUp();
  const reader = new Reader();
  const topics = Array.from({ length: 20 }, (_, index): Topic => `user:${index}`);
  for (const topic of topics) hub.attach(reader, topic);
  for (let offset = 1; offset <= 60; offset += 1) hub.deliver(event(offset, topics[(offset * 7) % 20] ?? a));
  clock.pass();
  expect(reader.read).toEqual([Array.from({ length: 60 }, (_, index) => index + 1).join(' ')]);
});

test('a topic that ends has no readers; what was delivered before is still written', () => {
  const { clock, hub } = setUp();
  const reader = new Reader();
  hub.attach(reader, a);
  hub.deliver(event(1, a));
  hub.end(a);
  hub.deliver(event(2, a));
  clock.pass();
  expect(reader.read).toEqual(['1']);
  expect(hub.readers(a)).toBe(0);
});

test('signals are conflated: the latest of a kind and origin is told', () => {
  const { clock, hub } = setUp();
  const reader = new Reader();
  hub.attach(reader, a);
  hub.signal(a, 'presence x', new Signal('x online'));
  hub.signal(a, 'presence y', new Signal('y online'));
  hub.signal(a, 'presence x', new Signal('x offline'));
  clock.pass();
  expect(reader.signals).toEqual(['x offline', 'y online']);
});

test('a signal is not told to the device that it comes from', () => {
  const { clock, hub } = setUp();
  const [phone, laptop] = [new Reader('phone'), new Reader('laptop')];
  for (const reader of [phone, laptop]) hub.attach(reader, a);
  hub.signal(a, 'typing x', new Signal('x types', 'phone'));
  clock.pass();
  expect([phone.signals, laptop.signals]).toEqual([[], ['x types']]);
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
