/** A message as its reader sees it: the row, what it answers, how people reacted to it. */
import type { ChatLine, MessagePreview, MessageView } from '@kith/protocol';
import type { Standing } from '../chats/member-row.ts';
import type { Line, Message } from '../rows.ts';
import type { View } from '../state.ts';
import { maySee, showsAll } from './visible.ts';

/** Characters of a text that a preview shows. */
const previewChars = 200;

/** Under one emoji so many people are named. */
const reactorsNamed = 20;

/** Reactions with one emoji are counted up to here: no chat has more members. */
const reactionsMax = 10_000;

/** Answers to one message are counted up to here. */
const repliesMax = 1_000;

/** Behind every id. */
const idEnd = '\u{10ffff}';

/** A message as this member sees it. */
export function showMessage(view: View, here: Standing, message: Readonly<Message>): MessageView {
  const { id, chatId: chat, seq, at, userId: user, deviceId: device } = message;
  const { text, editedAt, deletedAt, deletedBy } = message;
  const replyTo = answered(view, here, message);
  const mentions = JSON.parse(message.mentions ?? '[]') as string[];
  const reactions = reactionsTo(view, message, here.member.userId);
  const replies = repliesTo(view, here, message);
  const said = { id, chat, seq, at, user, device, text, replyTo, mentions };
  return { ...said, editedAt, deletedAt, deletedBy, reactions, replies };
}

/** Whom a message names. */
export function peopleIn({ user, deletedBy, replyTo, mentions, reactions }: MessageView): (string | null)[] {
  return [user, deletedBy, replyTo?.user ?? null, ...mentions, ...reactions.flatMap(({ users }) => users)];
}

/** The first words of a message. */
export function previewOf({ id, seq, at, userId, text }: Readonly<Message>): MessagePreview {
  // A character is at most two units: what is cut first is never shown.
  const start = text === null ? null : [...text.slice(0, 2 * previewChars)].slice(0, previewChars).join('');
  return { id, seq, at, user: userId, text: start };
}

/** A line as its reader sees it. */
export function showLine({ seq, at, type, userId, byId, data }: Readonly<Line>): ChatLine {
  const { reason, role, title } = JSON.parse(data) as Partial<ChatLine>;
  return {
    seq,
    at,
    type: type as ChatLine['type'],
    user: userId,
    by: byId,
    ...(reason === undefined ? {} : { reason }),
    ...(role === undefined ? {} : { role }),
    ...(title === undefined ? {} : { title }),
  };
}

/** The message that another answers; null also where the member may not read that one. */
function answered(view: View, here: Standing, { chatId, replyTo }: Readonly<Message>): MessagePreview | null {
  const message = replyTo === null ? undefined : view.get('messages', chatId, replyTo);
  return message === undefined || !maySee(view, here, message.seq) ? null : previewOf(message);
}

/** How many messages answer this one, of those that the member may read. */
function repliesTo(view: View, here: Standing, { chatId, seq }: Readonly<Message>): number {
  // Whoever has stayed since reads every answer.
  const since = showsAll(here.chat) ? 0 : here.member.since;
  const answers = [chatId, seq];
  const later = view.count('messages', 'byReply', answers, { above: since - 1, limit: repliesMax });
  if (seq >= since) return later;
  // Answer by answer and not stay by stay: somebody may have come and gone without end.
  const earlier = view.list('messages', 'byReply', answers, { below: since, limit: repliesMax });
  return Math.min(repliesMax, later + earlier.filter((it) => maySee(view, here, it.seq)).length);
}

/** By emoji. */
function reactionsTo(view: View, { chatId, seq }: Readonly<Message>, me: string): MessageView['reactions'] {
  const reactions: MessageView['reactions'] = [];
  for (let last = ''; ; ) {
    // From emoji to emoji: a popular one has as many rows as the chat has members.
    const after = [chatId, seq, last, idEnd];
    const next = view.list('reactions', 'byMessage', [chatId, seq], { after, limit: 1 })[0];
    if (next === undefined) return reactions;
    const { emoji } = next;
    const by = [chatId, seq, emoji];
    reactions.push({
      emoji,
      count: view.count('reactions', 'byEmoji', by, { limit: reactionsMax }),
      mine: view.get('reactions', chatId, seq, emoji, me) !== undefined,
      users: view.list('reactions', 'byEmoji', by, { limit: reactorsNamed }).map(({ userId }) => userId),
    });
    last = emoji;
  }
}
