/** Who may do what in a chat: one table of the least role by action and kind; nothing else decides it. */
import { type ChatKind, type ChatRole, chatRole, type Refusal, refuse } from '@kith/protocol';

/** The least role that may; null: nobody may, in this kind of chat. */
type Least = Readonly<Record<ChatKind, ChatRole | null>>;

const everyone: Least = { direct: 'read-only', group: 'read-only', channel: 'read-only' };
const speakers: Least = { direct: 'member', group: 'member', channel: 'member' };
const admins: Least = { direct: null, group: 'admin', channel: 'admin' };

/** The permissions table. */
export const permissions = {
  /** See the chat: its messages, its members, what was read; and keep an own read position. */
  read: everyone,
  send: speakers,
  react: speakers,
  type: speakers,
  /** Edit what one said oneself. */
  edit: speakers,
  /** Take back what one said oneself. */
  withdraw: everyone,
  /** Take back what others said. */
  moderate: admins,
  /** Mention everybody. */
  mentionAll: admins,
  /** Give another title, purpose or listing. */
  update: admins,
  add: { direct: null, group: 'member', channel: 'admin' },
  /** Take out and keep out, as `outranks` allows; see who is kept out. */
  remove: admins,
  ban: admins,
  /** Give others another role, as `mayGive` allows. */
  setRole: admins,
  invite: admins,
  leave: { direct: null, group: 'read-only', channel: 'read-only' },
  delete: { direct: null, group: 'owner', channel: 'owner' },
  /** Accept what a stranger began. */
  accept: { direct: 'member', group: null, channel: null },
} as const satisfies Record<string, Least>;

export type Action = keyof typeof permissions;

/** From the most to the least. */
const order = chatRole.options;

/** Says whether a role is at least as much as another. */
function reaches(role: ChatRole, least: ChatRole): boolean {
  return order.indexOf(role) <= order.indexOf(least);
}

/** Says whether a member of this role may do this in a chat of this kind. */
export function may(role: ChatRole, action: Action, kind: ChatKind): boolean {
  const least = permissions[action][kind];
  return least !== null && reaches(role, least);
}

/** Says whether a member may take out one of another role: owners anybody, others who is less than they are. */
export function outranks(role: ChatRole, other: ChatRole): boolean {
  return role === 'owner' || !reaches(other, role);
}

/** Says whether a member may give another one, who has the role `from`, the role `to`. */
export function mayGive(role: ChatRole, { from, to }: { from: ChatRole; to: ChatRole }): boolean {
  return role === 'owner' || (outranks(role, from) && outranks(role, to));
}

/** The refusal of what a member may not do. */
export const notAllowed: Refusal = refuse('forbidden', { hint: 'your role in this chat does not allow it' });
