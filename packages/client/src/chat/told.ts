/** What the server tells of messages, as a segment holds it: a message or a line, and how events change one. */
import type { EventData, MessageView, Result, WireEvent } from '@kith/protocol';
import type { Line, Preview, Reaction } from './api.ts';

/** A message as the server told it. */
export interface ToldMessage extends MessageView {
  readonly kind: 'message';
}

export type Told = ToldMessage | Line;

/** An event of a known type, each with its data. */
export type Happened = { [T in WireEvent['type']]: WireEvent<T> }[WireEvent['type']];

/** Characters that a preview shows. */
const previewChars = 200;

/** People whom a reaction names. */
const reactorsMax = 20;

export function previewOf({ id, seq, at, user, text }: Omit<Preview, never>): Preview {
  return { id, seq, at, user, text: text === null ? null : shortened(text) };
}

function shortened(text: string): string {
  const isShort = text.length <= previewChars;
  return isShort ? text : [...text.slice(0, 2 * previewChars)].slice(0, previewChars).join('');
}

/** What a reply answers, where nobody has told more than its id. */
export function unknownPreview(id: string): Preview {
  return { id, seq: 0, at: 0, user: '', text: '' };
}

export function toldMessage(view: MessageView): ToldMessage {
  return { kind: 'message', ...view };
}

export function sentMessage(
  { at, actor, data }: WireEvent<'message.sent'>,
  replyTo: Preview | null,
): ToldMessage {
  return {
    kind: 'message',
    id: data.id,
    chat: data.chat,
    seq: data.seq,
    at,
    user: actor.user ?? '',
    device: actor.device,
    text: data.deleted === true ? null : data.text,
    replyTo,
    mentions: data.mentions ?? [],
    editedAt: null,
    deletedAt: null,
    deletedBy: null,
    reactions: [],
    replies: 0,
  };
}

/** What was told later stands: a page may know more than the event that follows it. */
export function edited(message: ToldMessage, { at, data }: WireEvent<'message.edited'>): ToldMessage {
  if (message.text === null || (message.editedAt ?? 0) > at || data.deleted === true) return message;
  return { ...message, text: data.text, mentions: data.mentions ?? [], editedAt: at };
}

export function deleted(message: ToldMessage, { at, data }: WireEvent<'message.deleted'>): ToldMessage {
  if (message.text === null && message.deletedAt !== null) return message;
  return { ...message, text: null, mentions: [], reactions: [], deletedAt: at, deletedBy: data.by };
}

export function reacted(
  message: ToldMessage,
  {
    type,
    data,
  }: Pick<WireEvent<'reaction.added'> | WireEvent<'reaction.removed'>, 'type'> & {
    readonly data: Pick<EventData<'reaction.added'>, 'user' | 'emoji'>;
  },
  me: string | undefined,
): ToldMessage {
  const { user, emoji } = data;
  const isAdded = type === 'reaction.added';
  const before = message.reactions.find((it) => it.emoji === emoji);
  if (isHere(before, user, me) === isAdded || message.text === null) return message;
  if (before === undefined) {
    const fresh = { emoji, count: 1, mine: user === me, users: [user] };
    return { ...message, reactions: [...message.reactions, fresh] };
  }
  const users = isAdded
    ? [...before.users, user].slice(0, reactorsMax)
    : before.users.filter((it) => it !== user);
  const count = before.count + (isAdded ? 1 : -1);
  const mine = user === me ? isAdded : before.mine;
  const reactions = message.reactions.map((it) => (it === before ? { emoji, count, mine, users } : it));
  return { ...message, reactions: reactions.filter((it) => it.count > 0) };
}

/** Who stands behind the first twenty is not named: then the event itself is believed. */
function isHere(reaction: Reaction | undefined, user: string, me: string | undefined): boolean | undefined {
  if (reaction === undefined) return false;
  if (user === me) return reaction.mine;
  if (reaction.users.includes(user)) return true;
  return reaction.count > reaction.users.length ? undefined : false;
}

/** What an event is as a line of the chat; undefined: none. */
export function lineIn(event: Happened): Line | undefined {
  const { seq, at, actor } = event;
  const line = { kind: 'line', key: `line ${seq}`, seq, at, user: null, by: actor.user } as const;
  const rest = { reason: null, role: null, title: null };
  switch (event.type) {
    case 'chat.created':
      return { ...line, ...rest, type: event.type, title: event.data.title };
    case 'chat.updated':
      return { ...line, ...rest, type: event.type, title: event.data.title ?? null };
    case 'member.joined': {
      const { user, by, reason } = event.data;
      return { ...line, ...rest, type: event.type, user, by, reason };
    }
    case 'member.left':
      return {
        ...line,
        ...rest,
        type: event.type,
        user: event.data.user,
        by: event.data.by,
        reason: event.data.reason,
      };
    case 'member.role-changed':
      return {
        ...line,
        ...rest,
        type: event.type,
        user: event.data.user,
        by: event.data.by,
        role: event.data.role,
      };
    default:
      return undefined;
  }
}

/** The messages and lines of a page, by their place. */
export function pageItems({ messages, lines }: Result<'messages.list'>): readonly Told[] {
  const told = lines.map(
    ({ reason = null, role = null, title = null, ...line }): Line => ({
      kind: 'line',
      key: `line ${line.seq}`,
      ...line,
      reason,
      role,
      title,
    }),
  );
  return [...messages.map(toldMessage), ...told].sort((a, b) => a.seq - b.seq);
}
