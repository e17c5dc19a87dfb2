/** Contract of events by reach: exactly those of the given parts of topics, in order, whole up to where they say. */
import type { Topic } from '@kith/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LoggedEvent, Reach } from '../../domain/state.ts';
import type { StateKind, StateStage } from './stage.ts';

const topics: readonly Topic[] = ['chat:one', 'chat:two', 'chat:three', 'user:one'];

/** A log in which the topics lie mixed, half of it committed. */
function mixed(kind: StateKind, count = 40): StateStage {
  const stage = kind();
  for (let index = 0; index < count; index += 1) {
    const topic = topics[(index * index + (index >> 2)) % topics.length] ?? 'user:one';
    const event = { topic, type: 'noted', user: 'usr_a', device: null };
    stage.state.append({ ...event, data: JSON.stringify({ text: 'x'.repeat(index) }) });
    if (index === count >> 1) stage.commit();
  }
  return stage;
}

const end = fc.integer({ min: 1, max: 14 });
const reach: fc.Arbitrary<Reach> = fc
  .record({
    topic: fc.constantFrom<Topic>(...topics, 'chat:none'),
    ends: fc.tuple(end, end),
    open: fc.boolean(),
  })
  .map(({ topic, ends, open }) => {
    const [from, to] = ends.toSorted((a, b) => a - b);
    return { topic, ...(from === 1 ? {} : { from: from ?? 1 }), ...(open ? {} : { to: to ?? 1 }) };
  });

/** Stays of one person: of each topic several parts, none of which touches another. */
const stays = fc
  .array(reach, { maxLength: 8 })
  .map((all) =>
    all.filter((one, index) =>
      all.slice(0, index).every((other) => other.topic !== one.topic || areApart(one, other)),
    ),
  );

function areApart(a: Reach, b: Reach): boolean {
  return (a.to ?? Infinity) < (b.from ?? 1) || (b.to ?? Infinity) < (a.from ?? 1);
}

function isIn(all: readonly Reach[], { topic, seq }: LoggedEvent): boolean {
  return all.some((one) => one.topic === topic && seq >= (one.from ?? 1) && seq <= (one.to ?? Infinity));
}

/** Every event, read one by one. */
function logOf({ state }: StateStage): LoggedEvent[] {
  return Array.from({ length: state.head.offset }, (_, index) => state.eventAt(index + 1)).filter(
    (event) => event !== undefined,
  );
}

export function reachContract(kind: StateKind): void {
  test('a page holds exactly the events of its reaches up to `through`, for any cut', () => {
    const request = fc.record({
      reach: stays,
      after: fc.nat(42),
      upTo: fc.nat(42),
      limit: fc.integer({ min: 1, max: 20 }),
      bytesMax: fc.integer({ min: 1, max: 600 }),
    });
    const stage = mixed(kind);
    const log = logOf(stage);
    expect(log).toHaveLength(40);
    const holds = fc.property(request, (asked) => {
      const { events, through } = stage.state.events(asked);
      const upTo = Math.min(asked.upTo, log.length);
      const mine = log.filter((event) => isIn(asked.reach, event) && event.offset > asked.after);
      expect(events).toEqual(mine.filter(({ offset }) => offset <= Math.min(through, upTo)));
      expect(events.length).toBeLessThanOrEqual(asked.limit);
      const bytes = events.reduce((sum, { data }) => sum + data.length, 0);
      if (events.length > 1) expect(bytes).toBeLessThanOrEqual(asked.bytesMax);
      if (through >= upTo) return;
      const next = mine.find(({ offset }) => offset > through);
      expect(through).toBe(events.at(-1)?.offset);
      expect(events.length === asked.limit || bytes + (next?.data.length ?? 0) > asked.bytesMax).toBe(true);
    });
    fc.assert(holds, { numRuns: 300 });
  });

  test('page after page nothing is missed and nothing comes twice', () => {
    const stage = mixed(kind);
    const log = logOf(stage);
    const holds = fc.property(stays, fc.integer({ min: 1, max: 9 }), (mine, limit) => {
      const read: LoggedEvent[] = [];
      for (let after = 0; after < log.length; ) {
        const page = stage.state.events({ reach: mine, after, upTo: log.length, limit, bytesMax: 10_000 });
        read.push(...page.events);
        after = page.through;
      }
      expect(read).toEqual(log.filter((event) => isIn(mine, event)));
    });
    fc.assert(holds, { numRuns: 100 });
  });

  test('what is committed reads the same as it did before', () => {
    const stage = mixed(kind);
    const before = logOf(stage);
    stage.commit();
    const all = topics.map((topic) => ({ topic }));
    const { events } = stage.committed.events({
      reach: all,
      after: 0,
      upTo: 40,
      limit: 100,
      bytesMax: 10_000,
    });
    expect(events).toEqual(before);
  });

  test('what was told about a subject is found by who told it, page by page, and reads as it was redacted', () => {
    const { state, commit, committed } = kind();
    const tell = (user: string, subject: string, text: string) =>
      state.append({
        topic: 'chat:one',
        type: 'noted',
        user,
        device: null,
        data: JSON.stringify({ text }),
        subject,
      });
    const texts = (view = state as Pick<typeof state, 'eventsAbout'>, after = 0, limit = 10) =>
      view
        .eventsAbout('usr_a', 'msg_1', { after, limit })
        .map(({ data }) => (JSON.parse(data) as { text: string }).text);
    tell('usr_a', 'msg_1', 'one');
    tell('usr_a', 'msg_2', 'other');
    commit();
    tell('usr_b', 'msg_1', 'another’s');
    tell('usr_a', 'msg_1', 'two');
    expect(texts()).toEqual(['one', 'two']);
    expect(texts(state, 1)).toEqual(['two']);
    expect(texts(state, 0, 1)).toEqual(['one']);
    for (const seq of [1, 4]) state.redact('chat:one', seq, '{"text":""}');
    expect(texts()).toEqual(['', '']);
    commit();
    expect(texts(committed)).toEqual(['', '']);
    expect(committed.eventOf('chat:one', 2)?.data).toBe('{"text":"other"}');
    expect(committed.seq('chat:one')).toBe(4);
  });

  test('what concerns the safety of an account is found in its topic alone, newest first, committed or not', () => {
    const { state, commit, committed } = kind();
    const tell = (topic: Topic, type: string) =>
      state.append({ topic, type, user: null, device: null, data: '{}' });
    const found = (view = state as Pick<typeof state, 'securityEvents'>, below = 99, limit = 10) =>
      view.securityEvents('user:a', { below, limit }).map(({ seq, type }) => `${seq} ${type}`);
    tell('user:a', 'device.joined');
    tell('user:a', 'setting.changed');
    commit();
    tell('user:b', 'device.joined');
    tell('user:a', 'link.created');
    tell('user:a', 'user.updated');
    tell('user:a', 'device.revoked');
    const all = ['5 device.revoked', '3 link.created', '1 device.joined'];
    expect(found()).toEqual(all);
    expect(found(state, 5)).toEqual(all.slice(1));
    expect(found(state, 99, 2)).toEqual(all.slice(0, 2));
    commit();
    expect(found(committed)).toEqual(all);
  });
}
