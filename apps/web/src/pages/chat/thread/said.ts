/** New messages of others, gathered so that a screen reader is not spoken to faster than one can listen. */

export interface Heard {
  readonly user: string;
  readonly text: string;
}

/** What is said of messages that came together. */
export type Saying =
  | { readonly kind: 'one'; readonly user: string; readonly text: string }
  | { readonly kind: 'by'; readonly user: string; readonly count: number }
  | { readonly kind: 'several'; readonly count: number };

/** So long is gathered before something is said. */
export const gatherMs = 1500;

const charsMax = 200;

export function sayingOf(heard: readonly Heard[]): Saying | null {
  const [first] = heard;
  if (first === undefined) return null;
  const count = heard.length;
  if (count === 1)
    return { kind: 'one', user: first.user, text: [...first.text].slice(0, charsMax).join('') };
  return heard.every(({ user }) => user === first.user)
    ? { kind: 'by', user: first.user, count }
    : { kind: 'several', count };
}
