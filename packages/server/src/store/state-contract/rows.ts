/** Contract of rows: what was put last reads back, and every page of a lookup is what a plain list says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../domain/rows.ts';
import type { Page, View } from '../../domain/state.ts';
import { message, type StateKind, stone } from './stage.ts';

const chats = ['cht_a', 'cht_b', 'cht_c'] as const;
const users = ['usr_a', 'usr_b', 'usr_c'] as const;
const seqMax = 12;

const chat = fc.constantFrom(...chats);
const user = fc.constantFrom(...users);
const seq = fc.integer({ min: 1, max: seqMax });
const bound = fc.integer({ min: -1, max: seqMax + 2 });
const limit = fc.nat(seqMax);

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('send' as const), chat, seq, user }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('delete' as const), chat, seq }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('remove' as const), chat, seq }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('commit' as const) }) },
);
const steps = fc.array(step, { maxLength: 60 });

/** The rows as a plain list, in key order. */
type Model = Map<string, Message>;

function rowsOf(model: Model): Message[] {
  return [...model.values()].sort((a, b) => compare([a.chatId, a.seq], [b.chatId, b.seq]));
}

function compare([chatA, seqA]: readonly [string, number], [chatB, seqB]: readonly [string, number]): number {
  return chatA === chatB ? seqA - seqB : chatA < chatB ? -1 : 1;
}

/** Plays the steps on a new state; both of its faces are then looked at. */
function play(kind: StateKind, played: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]) {
  const stage = kind();
  const model: Model = new Map();
  for (const now of played) {
    if (now.does === 'commit') {
      stage.commit();
      continue;
    }
    const key = `${now.chat} ${now.seq}`;
    if (now.does === 'remove') {
      stage.state.remove('messages', now.chat, now.seq);
      model.delete(key);
      continue;
    }
    const row =
      now.does === 'send' ? message(now.chat, now.seq, { userId: now.user }) : stone(now.chat, now.seq);
    stage.state.put('messages', row);
    model.set(key, row);
  }
  return { stage, rows: rowsOf(model) };
}

/** Looks at the state of the running batch, then at what is committed. */
function onBoth({ stage }: ReturnType<typeof play>, look: (view: View) => void): void {
  look(stage.state);
  stage.commit();
  look(stage.committed);
}

export function rowContract(kind: StateKind): void {
  test('any page of a lookup in one chat is what a plain list says', () => {
    const page = fc.record(
      { above: bound, below: bound, limit, descending: fc.constant(true as const) },
      { requiredKeys: [] },
    );
    const holds = fc.property(
      steps,
      chat,
      user,
      fc.array(page, { minLength: 4, maxLength: 4 }),
      (...drawn) => {
        const [played, where, who, pages] = drawn;
        const all = play(kind, played);
        onBoth(all, (view) => {
          for (const asked of pages) {
            const among = (is: (row: Message) => boolean) => paged(all.rows.filter(is), asked);
            expect(view.list('messages', 'byChat', [where], asked)).toEqual(
              among((it) => it.chatId === where),
            );
            expect(view.list('messages', 'byLive', [where, 1], asked)).toEqual(
              among((it) => it.chatId === where && it.live === 1),
            );
            expect(view.list('messages', 'byAuthor', [where, 1, who], asked)).toEqual(
              among((it) => it.chatId === where && it.live === 1 && it.userId === who),
            );
          }
        });
      },
    );
    fc.assert(holds, { numRuns: 60 });
  });

  test('a lookup over all chats goes on behind any key, in both directions', () => {
    const from = fc.tuple(fc.constantFrom('', ...chats, 'cht_z'), bound);
    const holds = fc.property(
      steps,
      user,
      from,
      limit,
      fc.boolean(),
      (played, who, after, most, isDescending) => {
        const all = play(kind, played);
        const direction = isDescending ? { descending: true as const } : {};
        const behind = ({ chatId, seq: at }: Message) =>
          compare([chatId, at], after) * (isDescending ? -1 : 1) > 0;
        const mine = all.rows.filter((row) => row.userId === who && row.live === 1 && behind(row));
        const wanted = paged(mine, { limit: most, ...direction });
        onBoth(all, (view) => {
          expect(view.list('messages', 'byUser', [who, 1], { after, limit: most, ...direction })).toEqual(
            wanted,
          );
        });
      },
    );
    fc.assert(holds, { numRuns: 60 });
  });

  test('a count is the length of the list, up to its limit', () => {
    const holds = fc.property(steps, chat, user, bound, limit, (played, where, who, above, most) => {
      const all = play(kind, played);
      const live = all.rows.filter((row) => row.chatId === where && row.live === 1 && row.seq > above);
      const mine = live.filter(({ userId }) => userId === who);
      onBoth(all, (view) => {
        const count = view.count('messages', 'byLive', [where, 1], { above, limit: most });
        expect(count).toBe(Math.min(live.length, most));
        const own = view.count('messages', 'byAuthor', [where, 1, who], { above, limit: most });
        expect(own).toBe(Math.min(mine.length, most));
      });
    });
    fc.assert(holds, { numRuns: 60 });
  });

  test('a row reads by its key and by each unique lookup as it was put last', () => {
    const holds = fc.property(steps, (played) => {
      const all = play(kind, played);
      onBoth(all, (view) => {
        for (const chatId of chats) {
          for (let at = 1; at <= seqMax; at += 1) {
            const wanted = all.rows.find((row) => row.chatId === chatId && row.seq === at);
            expect(view.get('messages', chatId, at)).toEqual(wanted);
            expect(view.find('messages', 'byId', `msg_${chatId}_${at}`)).toEqual(wanted);
          }
        }
      });
    });
    fc.assert(holds, { numRuns: 30 });
  });

  test('bounds on the last part of a key need the rest of it in the lookup', () => {
    const { state } = kind();
    const page = { above: 1, limit: 1 };
    expect(() => state.list('messages', 'byUser', ['usr_a', 1], page)).toThrow('the rest of its key');
    expect(() => state.count('messages', 'byUser', ['usr_a', 1], page)).toThrow('the rest of its key');
  });

  test('a pair of people has one chat, and chats without a pair may be many', () => {
    const { state, commit, committed } = kind();
    const row = {
      kind: 'group',
      title: null,
      purpose: null,
      history: 'all',
      listed: 0,
      deletedAt: null,
    } as const;
    const more = { createdAt: 1, createdBy: 'usr_a', memberCount: 1 };
    for (const id of ['cht_a', 'cht_b']) state.put('chats', { ...row, ...more, id, pair: null });
    state.put('chats', { ...row, ...more, id: 'cht_c', kind: 'direct', pair: 'usr_a usr_b' });
    commit();
    expect(committed.find('chats', 'byPair', 'usr_a usr_b')?.id).toBe('cht_c');
    expect(() => {
      state.put('chats', { ...row, ...more, id: 'cht_d', kind: 'direct', pair: 'usr_a usr_b' });
      commit();
    }).toThrow();
  });
}

function paged(rows: readonly Message[], { above, below, descending, limit: most }: Page): Message[] {
  const within = rows.filter((row) => row.seq > (above ?? row.seq - 1) && row.seq < (below ?? row.seq + 1));
  return (descending ? within.toReversed() : within).slice(0, most ?? within.length);
}
