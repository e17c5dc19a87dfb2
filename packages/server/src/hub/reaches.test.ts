import { chatTopic, type Topic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { MemoryState } from '../domain/memory.ts';
import { type QueryName, type QueryParams, type QueryResult, queries } from '../domain/queries.ts';
import { Tail } from '../log/tail.ts';
import type { Commit } from '../store/port.ts';
import { Reaches } from './reaches.ts';

const [a, b] = [chatTopic('a'), chatTopic('b')];

/** A log in memory whose reads answer when the test says so, and whose commits the tail is told when it says so. */
function setUp(marksMax?: number) {
  const state = new MemoryState();
  let tell: (commit: Commit) => void = () => {};
  const source = {
    epoch: state.epoch,
    head: { ...state.head, floor: 0 },
    onCommit(listener: typeof tell) {
      tell = listener;
      return () => {};
    },
  };
  const tail = new Tail(source);
  let reads = 0;
  let gate: Promise<void> = Promise.resolve();
  const store = {
    async read<Q extends QueryName>(query: Q, params: QueryParams<Q>): Promise<QueryResult<Q>> {
      reads += 1;
      const found = queries[query](state, params as never) as QueryResult<Q>;
      await gate;
      return found;
    },
  };
  const here = new Set<string>();
  const behind = new Set<string>();
  const attendance = {
    isHere: (user: string) => here.has(user),
    isCatchingUp: (user: string) => behind.has(user),
  };
  const reaches = new Reaches({ store, tail, attendance }, marksMax);

  const emit = (topic: Topic) => state.append({ topic, type: 'any', user: null, device: null, data: '{}' });
  const told = () => tell({ events: state.log.slice(tail.head.offset), redacted: [] });
  const chatOf = (topic: Topic) => topic.slice('chat:'.length);

  /** Stores a turn; the tail is told it, and the reaches learn it, where the test says so. */
  function begin(user: string, topic: Topic, isTold = true): number {
    const seq = emit(topic);
    const chatId = chatOf(topic);
    state.put('stays', { userId: user, chatId, from: seq, to: null });
    const idle = { request: 0, read: 0, shown: 0, shownAt: 0 } as const;
    state.put('members', { chatId, userId: user, role: 'member', since: seq, joinedAt: 1, ...idle });
    if (isTold) learn(user, topic, seq, 'begin');
    return seq;
  }
  function end(user: string, topic: Topic, isTold = true): number {
    const seq = emit(topic);
    const chatId = chatOf(topic);
    const stay = state.list('stays', 'byChat', [user, chatId]).at(-1);
    if (stay !== undefined) state.put('stays', { ...stay, to: seq });
    state.remove('members', chatId, user);
    if (isTold) learn(user, topic, seq, 'end');
    return seq;
  }
  function learn(user: string, topic: Topic, seq: number, turn: 'begin' | 'end'): void {
    told();
    reaches.learn(user, topic, seq, turn);
  }
  return {
    reaches,
    here,
    behind,
    begin,
    end,
    emit,
    told,
    reads: () => reads,
    hold(): () => void {
      let open: () => void = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
  };
}

describe('what a user reads', () => {
  test('misses no turn that comes while it is read, nor one that was stored and not told yet', async () => {
    const { reaches, here, begin, end, told, hold } = setUp();
    here.add('ann');
    begin('ann', a);
    const joined = begin('ann', b, false);
    const answer = hold();
    const asked = reaches.of('ann');
    told();
    reaches.learn('ann', b, joined, 'begin');
    const left = end('ann', a);
    answer();
    const stays = await asked;
    expect(stays.open).toEqual([b]);
    expect([stays.has(a, left), stays.has(a, left + 1)]).toEqual([true, false]);
  });

  test('is not told before the tail has told what it rests on', async () => {
    const { reaches, here, begin, told } = setUp();
    here.add('ann');
    begin('ann', a, false);
    let isKnown = false;
    const asked = reaches.of('ann').then((stays) => {
      isKnown = true;
      return stays;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isKnown).toBe(false);
    told();
    expect((await asked).open).toEqual([a]);
  });

  test('is read once, and again only by whoever comes from further back', async () => {
    const { reaches, here, begin, end, emit, told, reads } = setUp();
    here.add('ann');
    begin('ann', a);
    end('ann', a);
    begin('ann', b);
    expect((await reaches.of('ann')).has(a, 2)).toBe(false);
    await reaches.of('ann');
    await reaches.of('ann', 3);
    expect(reads()).toBe(1);
    const stays = await reaches.of('ann', 1);
    expect([stays.has(a, 1), stays.has(a, 2), stays.has(a, 3)]).toEqual([true, true, false]);
    emit(a);
    told();
    await reaches.of('ann', 2);
    expect(reads()).toBe(2);
  });

  test('ends for everybody with the chat', async () => {
    const { reaches, here, begin } = setUp();
    for (const user of ['ann', 'bob']) {
      here.add(user);
      begin(user, a);
    }
    const [anns, bobs] = await Promise.all([reaches.of('ann'), reaches.of('bob')]);
    reaches.end(a, 3);
    expect([anns, bobs].map((stays) => [stays.isIn(a), stays.has(a, 3), stays.has(a, 4)])).toEqual([
      [false, true, false],
      [false, true, false],
    ]);
  });
});

describe('memory', () => {
  test('holds those who are here, and of others only so much, who came last', async () => {
    const { reaches, here, begin } = setUp(3);
    const users = ['u1', 'u2', 'u3', 'u4', 'u5'];
    for (const user of users) {
      here.add(user);
      begin(user, a);
      await reaches.of(user);
      if (user !== 'u1') here.delete(user);
    }
    expect(reaches.size).toEqual({ users: 3, marks: 3 });
    expect(users.filter((user) => reaches.open(user).length > 0)).toEqual(['u1', 'u4', 'u5']);
    for (const user of users) here.add(user);
    for (const user of users) await reaches.of(user);
    expect(reaches.size).toEqual({ users: 5, marks: 5 });
  });

  test('forgets what has ended of whoever comes and goes without end, once nobody reads it', async () => {
    const { reaches, here, behind, begin, end, reads } = setUp();
    here.add('ann');
    behind.add('ann');
    begin('ann', b);
    const stays = await reaches.of('ann', 0);
    for (let turn = 0; turn < 2_500; turn += 1) {
      reaches.learn('ann', a, 2 * turn + 1, 'begin');
      reaches.learn('ann', a, 2 * turn + 2, 'end');
    }
    expect(stays.size).toBe(5_001);
    behind.delete('ann');
    begin('ann', a);
    end('ann', a);
    expect(stays.reach).toEqual([{ topic: b, from: 1 }]);
    await reaches.of('ann', 0);
    expect(reads()).toBe(2);
  });
});
