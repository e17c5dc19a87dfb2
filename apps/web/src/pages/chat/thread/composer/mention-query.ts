/** What somebody is about to mention, and whom that may be. */
import type { Person } from '@kith/client/chat';

export interface MentionQuery {
  /** Where the `@` stands. */
  readonly from: number;
  /** What was typed behind it, in lower case. */
  readonly typed: string;
}

const shownMax = 6;

/** The mention that the caret is in; null: none. */
export function mentionAt(text: string, caret: number): MentionQuery | null {
  const found = /(?<![\p{L}\p{N}_])@(?<typed>[\p{L}\p{N}._-]{0,32})$/u.exec(text.slice(0, caret));
  return found === null ? null : { from: found.index, typed: (found.groups?.typed ?? '').toLowerCase() };
}

/** People whose handle or name begins so, the closest first. */
export function candidates(people: readonly Person[], typed: string): readonly Person[] {
  const rank = ({ handle, displayName }: Person): number => {
    const name = displayName?.toLowerCase() ?? '';
    if (handle === typed) return 0;
    if (handle.startsWith(typed)) return 1;
    if (name.split(/\s+/).some((word) => word.startsWith(typed)) || name.startsWith(typed)) return 2;
    return handle.includes(typed) ? 3 : 4;
  };
  return people
    .filter((it) => it.deleted !== true)
    .map((person) => ({ person, rank: rank(person) }))
    .filter(({ rank: of }) => of < 4)
    .sort((a, b) => a.rank - b.rank || (a.person.handle < b.person.handle ? -1 : 1))
    .slice(0, shownMax)
    .map(({ person }) => person);
}

/** The text with the mention completed, and where the caret stands then. */
export function completed(
  text: string,
  { from, caret, handle }: { readonly from: number; readonly caret: number; readonly handle: string },
): { readonly text: string; readonly caret: number } {
  const inserted = `@${handle} `;
  return {
    text: text.slice(0, from) + inserted + text.slice(caret).replace(/^ /, ''),
    caret: from + inserted.length,
  };
}
