/** What a message leaves for those whom it mentions or answers: rows of mentions, and of their inboxes. */
import type { Policy } from '../command.ts';
import type { InboxEntry, Message } from '../rows.ts';
import type { State, View } from '../state.ts';
import { everyone, everyoneBut } from './mentions.ts';

/** Leaves notices of a new message. `answered`: who said what it answers. */
export function leaveNotices(
  state: State,
  policy: Policy,
  message: Readonly<Message>,
  { mentions, answered }: { readonly mentions: readonly string[]; readonly answered: string | undefined },
): void {
  for (const target of targetsOf(message, mentions)) putMention(state, message, target);
  const people = peopleOf(state, policy, message, mentions);
  if (answered !== undefined && answered !== message.userId) {
    people.delete(answered);
    const isIn = state.get('members', message.chatId, answered) !== undefined;
    if (isIn) putEntry(state, message, answered, 'reply');
  }
  for (const user of people) putEntry(state, message, user, 'mention');
}

/** Brings the notices of an edited message in step with whom it mentions now; what stays keeps its time. */
export function changeNotices(
  state: State,
  policy: Policy,
  message: Readonly<Message>,
  mentions: readonly string[],
): void {
  const targets = new Set(targetsOf(message, mentions));
  for (const { target } of mentionsLeft(state, message)) {
    if (!targets.delete(target)) state.remove('mentions', message.chatId, target, message.seq);
  }
  for (const target of targets) putMention(state, message, target);
  const people = peopleOf(state, policy, message, mentions);
  for (const entry of entriesLeft(state, message)) {
    if (!people.delete(entry.userId) && entry.kind === 'mention') removeEntry(state, entry);
  }
  for (const user of people) putEntry(state, message, user, 'mention');
}

/** Takes every notice of a message away. */
export function removeNotices(state: State, message: Readonly<Message>): void {
  for (const { target } of mentionsLeft(state, message)) {
    state.remove('mentions', message.chatId, target, message.seq);
  }
  for (const entry of entriesLeft(state, message)) removeEntry(state, entry);
}

/** Targets that are counted: who is meant by `all` is not counted once more by name, and its sender is not meant. */
function targetsOf({ userId }: Readonly<Message>, mentions: readonly string[]): readonly string[] {
  return mentions.includes(everyone) ? [everyone, everyoneBut(userId)] : mentions;
}

/** Whose inbox hears of it; of a channel with more members than a group may have, not all. */
function peopleOf(
  view: View,
  { groupMembers }: Policy,
  { chatId, userId }: Readonly<Message>,
  mentions: readonly string[],
): Set<string> {
  const people = new Set(mentions);
  if (people.delete(everyone)) {
    for (const member of view.list('members', 'byChat', [chatId], { limit: groupMembers })) {
      people.add(member.userId);
    }
  }
  people.delete(userId);
  return people;
}

function mentionsLeft(view: View, { chatId, seq }: Readonly<Message>) {
  return view.list('mentions', 'byMessage', [chatId, seq]);
}

function entriesLeft(view: View, { chatId, seq }: Readonly<Message>) {
  return view.list('inbox', 'byMessage', [chatId, seq]);
}

function putMention(state: State, { chatId, seq }: Readonly<Message>, target: string): void {
  state.put('mentions', { chatId, target, seq });
}

function putEntry(
  state: State,
  { chatId, seq, userId: byId }: Readonly<Message>,
  userId: string,
  kind: InboxEntry['kind'],
): void {
  state.put('inbox', { userId, at: state.now, chatId, seq, kind, byId });
}

function removeEntry(state: State, { userId, at, chatId, seq }: Readonly<InboxEntry>): void {
  state.remove('inbox', userId, at, chatId, seq);
}
