import type { Json } from '@kith/protocol';
import { expect, test } from 'vitest';
import { HandClock } from '../testing/hand-clock.ts';
import type { Choices, KeptDraft } from './choices.ts';
import { Draft } from './draft.ts';

/** A draft on settings that a test holds in its hand. */
function stage() {
  const clock = new HandClock();
  const state: { kept: KeptDraft | undefined; isSaving: boolean } = { kept: undefined, isSaving: false };
  let ids = 0;
  let sets = 0;
  const choices: Pick<Choices, 'draft' | 'set' | 'isDraftSaving'> = {
    draft: () => state.kept,
    isDraftSaving: () => state.isSaving,
    set(_, __, value: Json | undefined) {
      sets += 1;
      state.kept = value as KeptDraft | undefined;
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
  const other = (text: string | undefined) => {
    state.kept = text === undefined ? undefined : { id: `other ${text}`, text };
    draft.touch();
  };
  return { clock, state, draft, other, shown: draft.shown.get, sets: () => sets };
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
  expect([sets(), state.kept?.text.length]).toEqual([2, 40]);
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
  const { state, draft, other, shown } = stage();
  draft.write('hello', null);
  draft.flush();
  const id = state.kept?.id;
  expect(draft.send()).toBe(id);
  expect(shown().text).toBe('');
  draft.hold(true);
  draft.write('mine', null);
  other('theirs');
  expect(draft.send()).toBeUndefined();
  expect(shown()).toMatchObject({ text: '', theirs: 'theirs' });
});

test('a draft that is still on its way is taken back, so that it does not come to stand behind its message', () => {
  const { state, draft } = stage();
  draft.write('hello', null);
  draft.flush();
  state.isSaving = true;
  draft.send();
  expect(state.kept).toBeUndefined();
});

test('an emptied field takes the draft away; what was begun by somebody else is not kept', () => {
  const { clock, state, draft, sets } = stage();
  draft.write('a', null);
  draft.flush();
  draft.write('', null);
  draft.flush();
  expect(state.kept).toBeUndefined();
  draft.write('private', null);
  draft.clear();
  clock.pass(5000);
  expect([state.kept, sets()]).toEqual([undefined, 2]);
});
