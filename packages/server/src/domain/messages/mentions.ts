/** Whom a message mentions: whom its sender names, or the handles in its text. */
import { fold, type Refusal, refuse } from '@kith/protocol';
import type { Standing } from '../chats/member-row.ts';
import { may } from '../chats/permissions.ts';
import type { Policy } from '../command.ts';
import type { View } from '../state.ts';

/** Mentions everybody. */
export const everyone = 'all';

/** The target of a message in which this user mentions everybody, for nobody calls themselves. */
export function everyoneBut(user: string): string {
  return `${everyone} but ${user}`;
}

/** `@name`, not within a word or an address; what may follow a handle in a sentence is taken off later. */
const names = /(?<![\p{L}\p{N}\p{M}_@/])@([\p{L}\p{N}\p{M}._-]+)/gu;

/** Signs that may end a handle, and more often end a sentence. */
const trailing = /[._-]+$/;

/** A longer name is nobody's, and is not taken apart: to look for its end may take the square of its length. */
const nameMax = 128;

/** What a message says. */
export interface Said {
  readonly text: string;
  readonly mentions?: readonly string[] | undefined;
}

/** Ids of users, and `all`. Who is not in the chat is left out, and so is the sender. */
export function mentionsOf(
  view: View,
  policy: Policy,
  { chat, member }: Standing,
  { text, mentions }: Said,
): readonly string[] | Refusal {
  const asked = mentions === undefined ? namedIn(view, text, policy.mentions) : [...new Set(mentions)];
  if (asked.length > policy.mentions) {
    return refuse('too-large', { hint: `a message mentions at most ${policy.mentions}` });
  }
  return asked.filter((target) => {
    if (target === everyone) return may(member.role, 'mentionAll', chat.kind);
    return target !== member.userId && view.get('members', chat.id, target) !== undefined;
  });
}

/** Mentions as the row of a message keeps them. */
export function writtenMentions(mentions: readonly string[]): string | null {
  return mentions.length === 0 ? null : JSON.stringify(mentions);
}

/** The users whose handles the text names; as many different names are looked up as may be mentioned. */
function namedIn(view: View, text: string, most: number): readonly string[] {
  if (!text.includes('@')) return [];
  const words = new Set<string>();
  for (const [, word = ''] of text.matchAll(names)) {
    if (words.size === most) break;
    if (word.length <= nameMax) words.add(fold(word));
  }
  const found = [...words].map((word) => {
    const bare = word.replace(trailing, '');
    return targetOf(view, word) ?? (bare === word ? undefined : targetOf(view, bare));
  });
  return [...new Set(found.filter((target) => target !== undefined))];
}

function targetOf(view: View, name: string): string | undefined {
  return name === everyone ? everyone : view.find('users', 'byHandle', name)?.id;
}
