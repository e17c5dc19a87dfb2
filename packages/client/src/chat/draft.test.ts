import type { Json } from '@kith/protocol';
import { expect, test } from 'vitest';
import { HandClock } from '../testing/hand-clock.ts';
import type { Choices, KeptDraft } from './choices.ts';
import { Draft } from './draft.ts';

/** A draft on settings that a test holds in its hand: each has left and is stored at once, unless the line is cut. */
function stage() {
  const clock = new HandClock();
  const state: {
    waiting: KeptDraft | null | undefined;
    leaving: KeptDraft | undefined;
    stored: KeptDraft | undefined;
    wasUnset: boolean;
    line: 'open' | 'unheard' | 'cut';
  } = { waiting: undefined, leaving: undefined, stored: undefined, wasUnset: false, line: 'open' };
  let ids = 0;
  let sets = 0;
  const store = (draft: KeptDraft | undefined) => {
    state.stored = draft;
    state.wasUnset = draft === undefined;
  };
  const choices: Pick<Choices, 'draft' | 'set' | 'draftsBelow' | 'withdrawDraft'> = {
    draft: () => (state.waiting === null ? undefined : (state.waiting ?? state.leaving ?? state.stored)),
    draftsBelow: () => state,
    withdrawDraft() {
      if (state.waiting !== null) state.waiting = undefined;
      draft.touch();
    },
    set(_, __, value: Json | undefined) {
      sets += 1;
      const kept = value as KeptDraft | undefined;
      if (state.line === 'open') store(kept);
      else if (state.line === 'unheard') state.leaving = kept;
      else state.waiting = kept ?? null;
      draft.touch();
    },
  };
  const draft: Draft = new Draft({
    environment: {
      now: clock.now,
      after: clock.after,
      bytes(length) {
        ids += 1;
        return new Uint8Array(length).fill(ids);
      },
    },
    choices: choices as Choices,
    chat: 'cht',
    onChange: () => undefined,
  });
  /** Another device drafts, or takes away what stands. */
  const other = (text: string | undefined) => {
    store(text === undefined ? undefined : { id: `other ${text}`, text });
    draft.touch();
  };
  const keep = (text: string) => {
    draft.write(text, null);
    draft.flush();
  };
  return { clock, state, draft, other, keep, shown: draft.shown.get, sets: () => sets };
}

test('what is typed shows at once, and is kept after a pause, or when one types on and on', () => {
  const { clock, state, draft, shown, sets } = stage();
  for (let count = 1; count <= 20; count += 1) {
    draft.write('x'.repeat(count), null);
    expect(shown().text).toHaveLength(count);
    clock.pass(100);
  }
  expect(sets()).toBe(0);
  for (let count = 21; count <= 40; count += 1) {
    draft.write('x'.repeat(count), null);
    clock.pass(100);
  }
  expect(sets()).toBe(1);
  clock.pass(800);
  expect([sets(), state.stored?.text.length]).toEqual([2, 40]);
  expect(clock.timers).toBe(0);
});

test('what another device drafts shows, but never in place of what is being written; it can be taken', () => {
  const { draft, other, shown } = stage();
  other('one');
  expect(shown().text).toBe('one');
  draft.hold(true);
  other('two');
  expect(shown()).toEqual({ text: 'one', replyTo: null, theirs: 'two' });
  draft.write('one and', null);
  draft.flush();
  expect(shown()).toEqual({ text: 'one and', replyTo: null, theirs: 'two' });
  draft.takeTheirs();
  expect(shown()).toEqual({ text: 'two', replyTo: null, theirs: null });
});

test('who looks away sees what stands', () => {
  const { draft, other, shown } = stage();
  draft.hold(true);
  other('theirs');
  expect(shown().text).toBe('');
  draft.hold(false);
  expect(shown()).toEqual({ text: 'theirs', replyTo: null, theirs: null });
});

test('a message takes its draft with it: by its id where it is stored, and not at all where it is another’s', () => {
  const { state, draft, other, keep, shown } = stage();
  keep('hello');
  const id = state.stored?.id;
  expect(draft.send()).toEqual({ draft: id });
  expect(shown().text).toBe('');
  draft.hold(true);
  draft.write('mine', null);
  other('theirs');
  expect(draft.send()).toEqual({});
  expect(shown()).toMatchObject({ text: '', theirs: 'theirs' });
});

test('a draft that has not left does not leave any more, and the stored one that it was made of goes', () => {
  const { state, draft, keep, shown } = stage();
  keep('buy');
  const id = state.stored?.id;
  state.line = 'cut';
  keep('buy milk');
  expect(draft.send()).toEqual({ draft: id });
  expect([state.waiting, shown().text]).toEqual([undefined, '']);
});

test('of a draft that is on its way both go, it and the one before it', () => {
  const { state, draft, keep, shown } = stage();
  keep('buy');
  const before = state.stored?.id;
  state.line = 'unheard';
  keep('buy milk');
  expect(draft.send()).toEqual({ draft: state.leaving?.id, draftBefore: before });
  expect(shown().text).toBe('');
});

test('what another device drafted unseen, below what was sent, stays and shows', () => {
  const { state, draft, other, keep, shown } = stage();
  keep('buy');
  state.line = 'cut';
  keep('buy milk');
  other('buy tea');
  expect(shown().text).toBe('buy milk');
  expect(draft.send()).toEqual({});
  expect(shown().text).toBe('buy tea');
});

test('an emptied field leaves alone what another device drafted meanwhile', () => {
  const { state, draft, other, keep } = stage();
  draft.hold(true);
  keep('a');
  draft.write('', null);
  other('theirs');
  draft.flush();
  expect(state.stored?.text).toBe('theirs');
});

test('what is sent from another device leaves the field also while it has the focus, but not from under a typing hand', () => {
  const { draft, other, keep, shown } = stage();
  other('buy milk');
  draft.hold(true);
  other(undefined);
  expect(shown().text).toBe('');
  keep('buy tea');
  other(undefined);
  expect(shown().text).toBe('');
  keep('buy');
  draft.write('buy jam', null);
  other(undefined);
  expect(shown().text).toBe('buy jam');
});

test('an emptied field takes the draft away; what was begun by somebody else is not kept', () => {
  const { clock, state, draft, sets } = stage();
  draft.write('a', null);
  draft.flush();
  draft.write('', null);
  draft.flush();
  expect(state.stored).toBeUndefined();
  draft.write('private', null);
  draft.clear();
  clock.pass(5000);
  expect([state.stored, sets()]).toEqual([undefined, 2]);
});
