import { chatTopic, deviceTopic, type Topic, userTopic } from '@kith/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryState } from './memory.ts';
import { queries } from './queries.ts';
import { Stays } from './stays.ts';

const chats = ['a', 'b', 'c'];
const all = { limit: 10_000, bytesMax: 1_000_000 };

/** One thing that happens: somebody talks in a chat, ann comes or goes there, or something of her own happens. */
type Act = { readonly kind: 'talk' | 'turn'; readonly chat: string } | { readonly kind: 'own' };

const acts = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('talk' as const), chat: fc.constantFrom(...chats) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('turn' as const), chat: fc.constantFrom(...chats) }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'own' as const }) },
  ),
  { maxLength: 60 },
);

/** A log in which ann and her device live, and what she heard, act by act. */
class World {
  readonly state = new MemoryState();
  readonly heard: { readonly offset: number; readonly topic: Topic; readonly seq: number }[] = [];
  readonly #since = new Map<string, number>();

  constructor() {
    const device = {
      id: 'phone',
      name: 'phone',
      nameFolded: 'phone',
      label: 'phone',
      platform: null,
      credential: '',
      userId: 'ann',
      gen: 1,
      createdAt: 1,
      joinedAt: 1,
      lastSeenAt: null,
      linkedBy: null,
      quarantineUntil: null,
      userSeq: 0,
      revokedAt: null,
      revokedBy: null,
      revokedFrom: null,
    };
    this.state.put('devices', device);
  }

  act(act: Act): void {
    if (act.kind === 'own') this.#emit(userTopic('ann'), true);
    else if (act.kind === 'talk') this.#emit(chatTopic(act.chat), this.#since.has(act.chat));
    else this.#turn(act.chat);
  }

  #turn(chatId: string): void {
    const seq = this.#emit(chatTopic(chatId), true);
    const from = this.#since.get(chatId);
    const key = { userId: 'ann', chatId };
    if (from === undefined) {
      this.#since.set(chatId, seq);
      this.state.put('stays', { ...key, from: seq, to: null });
      const idle = { joinedAt: 1, request: 0, read: 0, shown: 0, shownAt: 0 } as const;
      this.state.put('members', { ...key, ...idle, role: 'member', since: seq });
    } else {
      this.#since.delete(chatId);
      this.state.put('stays', { ...key, from, to: seq });
      this.state.remove('members', chatId, 'ann');
    }
  }

  #emit(topic: Topic, isHeard: boolean): number {
    const seq = this.state.append({ topic, type: 'any', user: null, device: null, data: '{}' });
    if (isHeard) this.heard.push({ offset: this.state.head.offset, topic, seq });
    return seq;
  }
}

function play(happened: readonly Act[]): World {
  const world = new World();
  for (const act of happened) world.act(act);
  return world;
}

const placed = ({ topic, seq }: { topic: Topic; seq: number }) => `${topic} ${seq}`;

describe('what a device missed', () => {
  test('is what it would have heard, from any position, whatever it joined and left', () => {
    fc.assert(
      fc.property(acts, fc.nat(60), (happened, at) => {
        const { state, heard } = play(happened);
        const after = Math.min(at, state.head.offset);
        const expected = heard.filter(({ offset }) => offset > after).map(placed);
        const delta = queries.deltaOf(state, { device: 'phone', after, ...all });
        expect(delta.events.map(placed)).toEqual(expected);
        const stays = new Stays();
        stays.add(queries.reachOf(state, { user: 'ann', after }).stays);
        const read = state.log.filter(
          ({ topic, seq, offset }) => offset > after && (topic === userTopic('ann') || stays.has(topic, seq)),
        );
        expect(read.map(placed)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('is found behind any number of stays that ended before', () => {
    const world = new World();
    for (let turn = 0; turn < 300; turn += 1) world.act({ kind: 'turn', chat: 'b' });
    world.act({ kind: 'turn', chat: 'a' });
    for (const chat of ['c', 'c', 'b']) world.act({ kind: 'turn', chat });
    const { stays } = queries.reachOf(world.state, { user: 'ann', after: 301 });
    expect(stays).toEqual([
      { topic: chatTopic('c'), from: 1, to: 2 },
      { topic: chatTopic('b'), from: 301 },
      { topic: chatTopic('a'), from: 1 },
    ]);
    expect(queries.reachOf(world.state, { user: 'ann' }).stays).toEqual(stays.slice(1).toReversed());
  });

  test('is skipped of the chats that it was in all the while and has more of than it wants', () => {
    fc.assert(
      fc.property(acts, acts, fc.nat(60), fc.nat(8), (before, behind, at, limit) => {
        const { state, heard } = play(before);
        const after = Math.min(at, state.head.offset);
        const upTo = state.head.offset;
        const { skips } = queries.reachOf(state, { user: 'ann', after, gap: { after, limit } });
        const expected = chats.flatMap((chat) => {
          const topic = chatTopic(chat);
          const missed = heard.filter((event) => event.topic === topic && event.offset > after);
          const stay = state.list('stays', 'byChat', ['ann', chat]).at(-1);
          const beganAt = stay && (state.eventOf(topic, stay.from)?.offset ?? 0);
          const isSame = stay?.to === null && beganAt !== undefined && beganAt <= after;
          const [first, last] = [missed[0], missed.at(-1)];
          if (!isSame || missed.length <= limit || first === undefined || last === undefined) return [];
          return [{ topic, fromSeq: first.seq, toSeq: last.seq }];
        });
        expect(skips.toSorted((x, y) => (x.topic < y.topic ? -1 : 1))).toEqual(expected);

        const page = queries.deltaOf(state, { device: 'phone', after, ...all, gap: { after, limit } });
        const isSkipped = ({ topic, seq }: { topic: Topic; seq: number }) =>
          expected.some((skip) => skip.topic === topic && seq <= skip.toSeq);
        const read = heard.filter((event) => event.offset > after && !isSkipped(event));
        expect(page.events.map(placed)).toEqual(read.map(placed));

        // Later, and from within the gap, it is the same that is skipped.
        const later = play([...before, ...behind]);
        const middle = Math.floor((after + upTo) / 2);
        const rest = queries.deltaOf(later.state, {
          device: 'phone',
          after: middle,
          ...all,
          gap: { after, upTo, limit },
        });
        const left = later.heard.filter((event) => event.offset > middle && !isSkipped(event));
        expect(rest.events.map(placed)).toEqual(left.map(placed));
      }),
      { numRuns: 700 },
    );
  });

  test('of a device without a user is its own topic alone', () => {
    const { state } = play([{ kind: 'turn', chat: 'a' }]);
    const device = state.get('devices', 'phone');
    if (device !== undefined) state.put('devices', { ...device, userId: null });
    state.append({ topic: deviceTopic('phone'), type: 'any', user: null, device: null, data: '{}' });
    expect(queries.deltaOf(state, { device: 'phone', after: 0, ...all }).events.map(placed)).toEqual([
      'device:phone 1',
    ]);
  });
});
