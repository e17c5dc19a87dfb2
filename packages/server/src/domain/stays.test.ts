import { chatTopic, type Topic } from '@kith/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Stays } from './stays.ts';

const chats = ['a', 'b', 'c'].map(chatTopic);
const [a, b] = chats as [Topic, Topic];
const seqMax = 40;

/** For each chat the seqs at which the user joins and leaves in turn, and up to where a load finds them. */
const histories = fc.tuple(
  ...chats.map((topic) =>
    fc.record({
      topic: fc.constant(topic),
      turns: fc.uniqueArray(fc.integer({ min: 1, max: seqMax }), { maxLength: 8 }),
      loads: fc.array(fc.integer({ min: 0, max: seqMax }), { maxLength: 2 }),
    }),
  ),
);

type Step = (stays: Stays) => void;

/** Everything that is ever told of a chat: each turn, perhaps twice, and what loads find in the tables. */
function stepsOf({ topic, turns, loads }: { topic: Topic; turns: number[]; loads: number[] }): Step[] {
  const seqs = turns.toSorted((x, y) => x - y);
  const told = seqs.map<Step>(
    (seq, index) => (stays) => (index % 2 === 0 ? stays.begin(topic, seq) : stays.end(topic, seq)),
  );
  const loaded = loads.map<Step>((moment) => (stays) => {
    const known = seqs.filter((seq) => seq <= moment);
    const rows = known.flatMap((from, index) => {
      if (index % 2 === 1) return [];
      const to = known[index + 1];
      return [{ topic, from, ...(to === undefined ? {} : { to }) }];
    });
    stays.add(rows);
  });
  return [...told, ...told, ...loaded];
}

/** Walks the history by single steps, as a person would. */
function reads(turns: readonly number[], seq: number): boolean {
  let isIn = false;
  for (let at = 1; at <= seq; at += 1) {
    if (!turns.includes(at)) continue;
    isIn = !isIn;
    if (!isIn && at === seq) return true;
  }
  return isIn;
}

describe('stays', () => {
  test('in whatever order they are learned, and how often, what is read is what happened', () => {
    const orders = histories.chain((history) =>
      fc.record({
        history: fc.constant(history),
        steps: fc.shuffledSubarray(history.flatMap(stepsOf), { minLength: history.flatMap(stepsOf).length }),
      }),
    );
    fc.assert(
      fc.property(orders, ({ history, steps }) => {
        const stays = new Stays();
        for (const step of steps) step(stays);
        for (const { topic, turns } of history) {
          const { reach } = stays;
          for (let seq = 1; seq <= seqMax + 1; seq += 1) {
            const expected = reads(turns, seq);
            expect(stays.has(topic, seq)).toBe(expected);
            const within = reach.filter(
              ({ topic: of, from = 1, to = Infinity }) => of === topic && from <= seq && seq <= to,
            );
            expect(within).toHaveLength(expected ? 1 : 0);
          }
          expect(stays.isIn(topic)).toBe(turns.length % 2 === 1);
          expect(stays.open.includes(topic)).toBe(turns.length % 2 === 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what has ended may be forgotten, and what is open stays', () => {
    const stays = new Stays();
    stays.add([
      { topic: a, from: 1, to: 5 },
      { topic: a, from: 9 },
      { topic: b, from: 2, to: 3 },
    ]);
    expect(stays.size).toBe(5);
    stays.forgetEnded();
    expect(stays.reach).toEqual([{ topic: a, from: 9 }]);
    expect(stays.size).toBe(1);
    stays.end(a, 12);
    expect([stays.has(a, 12), stays.has(a, 13), stays.has(b, 2)]).toEqual([true, false, false]);
  });

  test('an end whose beginning is not known is read itself, and nothing behind it', () => {
    const stays = new Stays();
    stays.end(a, 7);
    expect([6, 7, 8].map((seq) => stays.has(a, seq))).toEqual([false, true, false]);
    expect(stays.reach).toEqual([{ topic: a, from: 7, to: 7 }]);
  });
});
