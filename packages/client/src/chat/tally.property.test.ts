import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Counts, Tally } from './tally.ts';

interface Said {
  readonly seq: number;
  readonly isOwn: boolean;
  mentionsMe: boolean;
  isDeleted: boolean;
}

/** A chat as the server counts it: from its messages, each time anew. */
class Model {
  readonly said: Said[] = [];
  seq = 1;
  readonly since = 1;
  read = 1;

  get counts(): Counts {
    const start = Math.max(this.read, this.since);
    const unread = this.said.filter((it) => it.seq > start && !it.isOwn && !it.isDeleted);
    return { unread: unread.length, mentions: unread.filter((it) => it.mentionsMe).length };
  }

  get told() {
    return { since: this.since, read: this.read, seq: this.seq, ...this.counts };
  }

  between(from: number, to: number): Counts {
    const others = this.said.filter((it) => it.seq > from && it.seq <= to && !it.isOwn && !it.isDeleted);
    return { unread: others.length, mentions: others.filter((it) => it.mentionsMe).length };
  }
}

type Step =
  | { readonly do: 'say'; readonly isOwn: boolean; readonly mentionsMe: boolean }
  | { readonly do: 'edit' | 'delete' | 'mark'; readonly at: number; readonly mentionsMe: boolean }
  | { readonly do: 'snapshot' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('say' as const), isOwn: fc.boolean(), mentionsMe: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('edit' as const, 'delete' as const, 'mark' as const),
      at: fc.nat(100),
      mentionsMe: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'snapshot' as const }) },
);

function run(steps: readonly Step[], holds: 'all' | 'none'): void {
  const model = new Model();
  const held = (from: number, to: number) => (holds === 'all' ? model.between(from, to) : undefined);
  let tally = new Tally(model.told, { held });
  for (const it of steps) {
    if (it.do === 'say') {
      model.seq += 1;
      model.said.push({ ...it, seq: model.seq, isDeleted: false });
      if (!it.isOwn) tally.said(model.seq, it.mentionsMe);
    } else if (it.do === 'snapshot') tally = new Tally(model.told, { held });
    else if (it.do === 'mark') {
      model.read = it.at % (model.seq + 1);
      expect(holds === 'none' || same(tally.counts(model.read), model.counts)).toBe(true);
      tally.marked(model.read);
    } else {
      const live = model.said.filter(({ isDeleted }) => !isDeleted);
      const message = live[it.at % Math.max(1, live.length)];
      if (message === undefined) continue;
      if (it.do === 'delete') {
        message.isDeleted = true;
        tally.deleted(message.seq);
      } else {
        message.mentionsMe = it.mentionsMe;
        if (!message.isOwn) tally.edited(message.seq, it.mentionsMe);
      }
    }
    // Where it may be wrong it says so, and the server is asked.
    if (tally.isUnsure) tally = new Tally(model.told, { held });
    expect(tally.counts()).toEqual(model.counts);
  }
}

function same(a: Counts, b: Counts): boolean {
  return a.unread === b.unread && a.mentions === b.mentions;
}

test('what is unread is what the server counts, or it is known to be unsure, with nothing held but the events', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => run(steps, 'none')),
    { numRuns: 1000 },
  );
});

test('what is unread, and what it would be were it read up to anywhere, is what the server counts where all is held', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => run(steps, 'all')),
    { numRuns: 1000 },
  );
});

test('a count ends where the server’s does', () => {
  const tally = new Tally({ since: 1, read: 1, seq: 1, unread: 0, mentions: 0 }, { max: 10 });
  for (let seq = 2; seq <= 40; seq += 1) tally.said(seq, false);
  expect(tally.counts()).toEqual({ unread: 10, mentions: 0 });
  tally.marked(40);
  expect(tally.counts()).toEqual({ unread: 0, mentions: 0 });
});
