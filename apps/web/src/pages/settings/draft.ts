/** What a person types into a field that is saved by a button, while the saved text may change from elsewhere: the rule alone. */

export interface Draft {
  /** What was typed; null: nothing, so the saved text shows, whatever it becomes. */
  readonly typed: string | null;
  readonly state: 'resting' | 'saving' | 'saved';
  readonly error: unknown;
}

export const untyped: Draft = { typed: null, state: 'resting', error: null };

export type Step =
  | { readonly name: 'type'; readonly text: string }
  | { readonly name: 'save' }
  | { readonly name: 'saved' }
  | { readonly name: 'failed'; readonly error: unknown }
  /** The saved text is what was typed: it may change from elsewhere again. */
  | { readonly name: 'arrived' };

export function stepped(before: Draft, step: Step): Draft {
  switch (step.name) {
    case 'type':
      return { typed: step.text, state: 'resting', error: null };
    case 'save':
      return { ...before, state: 'saving', error: null };
    case 'saved':
      // Whoever typed on meanwhile has more to save.
      return before.state === 'saving' ? { ...before, state: 'saved' } : before;
    case 'failed':
      return before.state === 'saving' ? { ...before, state: 'resting', error: step.error } : before;
    case 'arrived':
      return { ...before, typed: null };
  }
}

/** Whether there is something to save. */
export function isChanged({ typed, state }: Draft, saved: string): boolean {
  return typed !== null && typed.trim() !== saved && state !== 'saved';
}
