/**
 * The draft of an input: what a person has before them while they edit, which no other device rewrites.
 *
 * It shows and decides; what is to be sent is said by whoever drives it. `mine` is the newest value that the text
 * stood for: the one at the beginning, then the last one that was sent.
 */
import type { Problem } from './reading.ts';

/** Another device's value, which waits to be looked at. */
export interface Theirs<V> {
  readonly value: V;
  /** The device that made it; null: it is not known. */
  readonly by: string | null;
}

/** The input shows what is stored, and follows it. */
interface Following {
  readonly name: 'following';
}

/** The input shows this text, whatever is stored. */
export interface Held<V> {
  readonly name: 'held';
  readonly text: string;
  readonly mine: V;
  /** The person changed the text. */
  readonly isTouched: boolean;
  readonly isFocused: boolean;
  /** Why the text is not sent; null: nothing is wrong with it. */
  readonly problem: Problem | 'refused' | null;
  /** The problem has been told: not before the person has left the input, since half an address is no mistake. */
  readonly isTold: boolean;
  readonly theirs: Theirs<V> | null;
}

export type Draft<V> = Following | Held<V>;

export const following: Following = { name: 'following' };

/** The person entered the input, or took hold of the slider. A draft that is still open goes on. */
export function begun<V>(draft: Draft<V>, { text, stored }: { text: string; stored: V }): Draft<V> {
  if (draft.name === 'held') return { ...draft, isFocused: true };
  return {
    name: 'held',
    text,
    mine: stored,
    isTouched: false,
    isFocused: true,
    problem: null,
    isTold: false,
    theirs: null,
  };
}

/** The person changed the text into one that stands for a value. */
export function typed<V>(draft: Draft<V>, { text, value }: { text: string; value: V }): Draft<V> {
  const theirs = draft.name === 'held' ? draft.theirs : null;
  const isFocused = draft.name === 'held' ? draft.isFocused : true;
  const right = { isTouched: true, problem: null, isTold: false } as const;
  return { name: 'held', text, mine: value, isFocused, theirs, ...right };
}

/** The person changed the text into one that is not sent, or that is not yet finished (`problem` null). */
export function mistyped<V>(
  draft: Draft<V>,
  { text, problem, stored }: { text: string; problem: Problem | null; stored: V },
): Draft<V> {
  const held = begun(draft, { text, stored });
  return held.name === 'held' ? { ...held, text, problem, isTouched: true } : held;
}

/** What is stored is this now. What another device made is offered beside the text; the own echo says nothing. */
export function told<V>(draft: Draft<V>, { value, by }: Theirs<V>): Draft<V> {
  if (draft.name === 'following' || Object.is(value, draft.mine)) return draft;
  return { ...draft, theirs: { value, by } };
}

/** The server will never take what was sent: the text stays, and what is stored again is nobody's news. */
export function refused<V>(draft: Draft<V>, { text, stored }: { text: string; stored: V }): Draft<V> {
  const isFocused = draft.name === 'held' && draft.isFocused;
  const wrong = { isTouched: true, problem: 'refused', isTold: true } as const;
  return { name: 'held', text, mine: stored, isFocused, theirs: null, ...wrong };
}

/** The person left the input. It follows again, unless there is something that they typed and that does not stand. */
export function left<V>(draft: Draft<V>, { stored }: { stored: V }): Draft<V> {
  if (draft.name === 'following') return draft;
  const isStored = Object.is(stored, draft.mine) && draft.problem === null;
  if (isStored || !draft.isTouched) return following;
  return { ...draft, isFocused: false, isTold: draft.problem !== null };
}

/** The person took a value, theirs or the own: the offer is over, and the input shows that value. */
export function settled<V>(draft: Draft<V>, { text, value }: { text: string; value: V }): Draft<V> {
  if (draft.name === 'following' || !draft.isFocused) return following;
  return { ...draft, text, mine: value, isTouched: false, problem: null, isTold: false, theirs: null };
}

/** What was typed is not to be stored: the person keeps the text and goes on with it. */
export function kept<V>(draft: Draft<V>): Draft<V> {
  return draft.name === 'held' ? { ...draft, theirs: null } : draft;
}
