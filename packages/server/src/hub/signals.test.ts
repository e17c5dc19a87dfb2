import { chatTopic, deviceTopic, type Topic, userTopic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { HandClock } from '../base/hand-clock.ts';
import { MemoryState } from '../domain/memory.ts';
import { type QueryName, type QueryParams, type QueryResult, queries } from '../domain/queries.ts';
import { StoreFault } from '../store/port.ts';
import type { Encoding } from './encoding.ts';
import { Hub, Pending, type Subscriber } from './hub.ts';
import { Partners } from './partners.ts';
import { Signals } from './signals.ts';

const encoding: Encoding = {
  events: () => Buffer.alloc(0),
  notifications: (texts) => Buffer.from(texts.join(' ')),
};

/** A subscriber that keeps what it is told, as `<type> <data>`, and each frame. */
class Listener implements Subscriber {
  readonly pending = new Pending();
  readonly device: string;
  readonly frames: Buffer[] = [];
  readonly #told: string[] = [];
  readonly id: string;
  constructor(device: string, id = `conn of ${device}`) {
    this.device = device;
    this.id = id;
  }
  flush(): void {
    for (const signal of this.pending.signals?.values() ?? []) {
      this.#told.push(signal.text);
      this.frames.push(signal.frame(encoding));
    }
    this.pending.signals = undefined;
  }
  news(): string[] {
    return this.#told.splice(0).map((text) => {
      const { type, data } = (JSON.parse(text) as { params: { type: string; data: object } }).params;
      return `${type} ${Object.values(data).join(' ')}`;
    });
  }
}

function setUp() {
  const state = new MemoryState();
  const clock = new HandClock();
  const hub = new Hub(clock);
  let reads = 0;
  let isDown = false;
  const store = {
    async read<Q extends QueryName>(query: Q, params: QueryParams<Q>): Promise<QueryResult<Q>> {
      reads += 1;
      if (isDown) throw new StoreFault('unavailable');
      return queries[query](state, params as never) as QueryResult<Q>;
    },
  };
  const partners = new Partners({ hub, clock, store, most: 3 });
  const signals = new Signals({ hub, partners, clock });
  const told = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    clock.pass();
  };
  function chat(id: string, users: readonly string[], request?: string): Topic {
    const size = { memberCount: users.length, deletedAt: null, kind: 'group', pair: null } as const;
    const plain = {
      title: null,
      purpose: null,
      history: 'all',
      listed: 0,
      createdAt: 1,
      createdBy: 'x',
    } as const;
    state.put('chats', { id, ...size, ...plain });
    for (const userId of users) {
      const row = {
        chatId: id,
        userId,
        role: 'member',
        since: 1,
        joinedAt: 1,
        read: 0,
        shown: 0,
        shownAt: 0,
      } as const;
      state.put('members', { ...row, request: userId === request ? 1 : 0 });
    }
    return chatTopic(id);
  }
  return {
    clock,
    hub,
    signals,
    told,
    chat,
    reads: () => reads,
    down: (is: boolean) => {
      isDown = is;
    },
  };
}

const online = (user: string) => ({ user, state: 'online' }) as const;

describe('how a user is present', () => {
  test('is told to members of small chats, once each, and to nobody of large or unaccepted ones', async () => {
    const { hub, signals, told, chat } = setUp();
    const [bob, carl, dora, eve] = ['bob', 'carl', 'dora', 'eve'].map((name) => new Listener(name));
    for (const topic of [chat('1', ['ann', 'bob', 'carl']), chat('2', ['ann', 'bob'])]) {
      hub.attach(bob as Listener, topic);
    }
    hub.attach(carl as Listener, chatTopic('1'));
    hub.attach(dora as Listener, chat('3', ['ann', 'bob', 'carl', 'dora']));
    hub.attach(eve as Listener, chat('4', ['ann', 'eve'], 'ann'));
    signals.presence(userTopic('ann'), online('ann'));
    await told();
    const news = [bob, carl, dora, eve].map((listener) => listener?.news());
    expect(news).toEqual([['presence ann online'], ['presence ann online'], [], []]);
  });

  test('changes at most once a second for partners, and ends with the latest', async () => {
    const { clock, hub, signals, told, chat, reads } = setUp();
    const bob = new Listener('bob');
    hub.attach(bob, chat('1', ['ann', 'bob']));
    for (const state of ['online', 'away', 'online', 'offline'] as const)
      signals.presence(userTopic('ann'), { user: 'ann', state });
    await told();
    expect(bob.news()).toEqual(['presence ann offline']);
    signals.presence(userTopic('ann'), { user: 'ann', state: 'online' });
    signals.presence(userTopic('ann'), { user: 'ann', state: 'away' });
    await told();
    expect(bob.news()).toEqual([]);
    clock.pass(1_000);
    await told();
    expect(bob.news()).toEqual(['presence ann away']);
    expect(reads()).toBe(2);
    clock.pass(1_000);
    await told();
    expect(reads()).toBe(2);
  });

  test('that cannot be looked up is not told, and the next time it is', async () => {
    const { clock, hub, signals, told, chat, down } = setUp();
    const bob = new Listener('bob');
    hub.attach(bob, chat('1', ['ann', 'bob']));
    down(true);
    signals.presence(userTopic('ann'), online('ann'));
    await told();
    down(false);
    clock.pass(1_000);
    signals.presence(userTopic('ann'), online('ann'));
    await told();
    expect(bob.news()).toEqual(['presence ann online']);
  });
});

describe('that somebody writes', () => {
  test('is told to all readers of the chat by one frame, and not to the device itself', async () => {
    const { hub, signals, told } = setUp();
    const [phone, laptop, bob] = ['phone', 'laptop', 'bob'].map((name) => new Listener(name));
    for (const listener of [phone, laptop, bob]) hub.attach(listener as Listener, chatTopic('1'));
    signals.typing('1', { user: 'ann', device: 'phone' }, true);
    await told();
    expect([phone, laptop, bob].map((listener) => listener?.news())).toEqual([
      [],
      ['typing true'],
      ['typing true'],
    ]);
    expect(laptop?.frames[0]).toBe(bob?.frames[0]);
  });

  test('is told seldom in a chat that very many read', async () => {
    const { clock, hub, signals, told } = setUp();
    const readers = Array.from({ length: 2_500 }, (_, index) => new Listener(`${index}`));
    for (const reader of readers) hub.attach(reader, chatTopic('1'));
    for (let user = 0; user < 10; user += 1) signals.typing('1', { user: `u${user}`, device: 'x' }, true);
    await told();
    expect(readers.map((reader) => reader.news().length)).toEqual(readers.map(() => 2));
    clock.pass(1_000);
    signals.typing('1', { user: 'u3', device: 'x' }, true);
    await told();
    expect(readers[7]?.news()).toEqual(['typing true']);
  });
});

describe('what a person drags', () => {
  const size = { app: 'notes', key: 'size', scope: 'user', value: 12 };
  const ann = { user: 'ann', device: 'phone' };

  function screens() {
    const given = setUp();
    const tab = new Listener('phone', 'tab');
    const otherTab = new Listener('phone', 'other tab');
    const laptop = new Listener('laptop');
    for (const listener of [tab, otherTab, laptop]) {
      given.hub.attach(listener, userTopic('ann'));
      given.hub.attach(listener, deviceTopic(listener.device as 'phone'));
    }
    return { ...given, tab, otherTab, laptop };
  }

  test('shows on every other connection of the user, those of the same device too', async () => {
    const { signals, told, tab, otherTab, laptop } = screens();
    signals.preview({ ...ann, connection: 'tab' }, size);
    await told();
    const news = ['setting.preview notes size user 12 phone'];
    expect([tab, otherTab, laptop].map((listener) => listener.news())).toEqual([[], news, news]);
    signals.preview({ ...ann, connection: undefined }, size);
    await told();
    expect([tab, otherTab, laptop].map((listener) => listener.news())).toEqual([news, news, news]);
  });

  test('of an override shows on its own device alone', async () => {
    const { signals, told, tab, otherTab, laptop } = screens();
    signals.preview({ ...ann, connection: 'tab' }, { ...size, scope: 'device:phone' });
    await told();
    expect([tab, laptop].map((listener) => listener.news())).toEqual([[], []]);
    expect(otherTab.news()).toEqual(['setting.preview notes size device:phone 12 phone']);
  });

  test('is the latest of each setting and device', async () => {
    const { signals, told, laptop } = screens();
    for (const value of [1, 2, 3]) signals.preview({ ...ann, connection: 'tab' }, { ...size, value });
    signals.preview({ ...ann, connection: 'tab' }, { ...size, scope: 'class:phone', value: 4 });
    signals.preview({ user: 'ann', device: 'tablet', connection: 'other' }, { ...size, value: 5 });
    await told();
    expect(laptop.news()).toEqual([
      'setting.preview notes size user 3 phone',
      'setting.preview notes size class:phone 4 phone',
      'setting.preview notes size user 5 tablet',
    ]);
  });
});
