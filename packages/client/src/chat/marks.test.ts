import { expect, test } from 'vitest';
import { gaveUp, KithError } from '../errors.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { Marks } from './marks.ts';

interface Sent {
  readonly params: { readonly seq: number; readonly unread?: true };
  readonly answer: (result: { chat: string; seq: number } | Error) => void;
}

function stage() {
  const clock = new HandClock();
  const sent: Sent[] = [];
  const state = { isOpen: true, read: 0 };
  let ids = 0;
  const marks = new Marks({
    environment: {
      now: clock.now,
      after: clock.after,
      bytes(length) {
        ids += 1;
        return new Uint8Array(length).fill(ids);
      },
    },
    mark: (params) =>
      new Promise((resolve, reject) => {
        const answer: Sent['answer'] = (it) => (it instanceof Error ? reject(it) : resolve(it));
        sent.push({ params: params as Sent['params'], answer });
      }),
    isOpen: () => state.isOpen,
    read: () => state.read,
    onChange: () => undefined,
  });
  /** The server took it, and its event comes. */
  const take = async () => {
    const { params, answer } = sent.at(-1) as Sent;
    answer({ chat: 'chat', seq: params.seq });
    await turns();
    state.read = params.seq;
    marks.told('chat', params.seq);
  };
  return { clock, sent, state, marks, take, seqs: () => sent.map(({ params }) => params.seq) };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

test('who scrolls reads much: of each chat the newest mark is sent, and not more than two a second', async () => {
  const { clock, marks, take, seqs } = stage();
  for (let seq = 1; seq <= 100; seq += 1) {
    marks.mark('chat', seq);
    expect(marks.at('chat')).toBe(seq);
  }
  expect(seqs()).toEqual([1]);
  await take();
  expect(seqs()).toEqual([1]);
  clock.pass(500);
  expect(seqs()).toEqual([1, 100]);
  await take();
  expect(marks.at('chat')).toBeUndefined();
  clock.pass(5000);
  expect([seqs(), clock.timers]).toEqual([[1, 100], 0]);
});

test('a mark goes back only where it is to be unread again', async () => {
  const { clock, state, marks, sent, take } = stage();
  state.read = 10;
  marks.mark('chat', 9);
  expect(sent).toEqual([]);
  marks.mark('chat', 4, true);
  expect(sent[0]?.params).toMatchObject({ seq: 4, unread: true });
  await take();
  clock.pass(500);
  marks.mark('chat', 6);
  expect(sent[1]?.params.unread).toBeUndefined();
});

test('one that waits for a connection is sent when there is one, and one whose answer is lost goes again', async () => {
  const { clock, state, marks, sent, seqs, take } = stage();
  state.isOpen = false;
  marks.mark('chat', 5);
  expect(sent).toEqual([]);
  state.isOpen = true;
  marks.nudge();
  expect(seqs()).toEqual([5]);
  sent[0]?.answer(gaveUp('the connection was lost'));
  await turns();
  clock.pass(3000);
  expect(seqs()).toEqual([5, 5]);
  await take();
  expect(marks.at('chat')).toBeUndefined();
});

test('it shows until the event is here, and one that is refused shows no more', async () => {
  const { clock, state, marks, sent } = stage();
  marks.mark('chat', 5);
  sent[0]?.answer({ chat: 'chat', seq: 5 });
  await turns();
  expect(marks.at('chat')).toBe(5);
  state.read = 5;
  marks.told('chat', 5);
  expect(marks.at('chat')).toBeUndefined();
  clock.pass(500);
  marks.mark('chat', 9);
  sent[1]?.answer(new KithError({ code: 'not-found', retry: 'never', requestId: 'r' }));
  await turns();
  expect(marks.at('chat')).toBeUndefined();
});
