/** Who is in which chat, as plain maps: what the deciders of membership must agree with. */
import type { ChatKind, ChatRole, ErrorCode } from '@kith/protocol';

/** Something that somebody tries; people and chats are numbered, chats in the order in which they began. */
export type Move =
  | {
      readonly do: 'create';
      readonly who: number;
      readonly kind: ChatKind;
      readonly others: readonly number[];
    }
  | { readonly do: 'join' | 'leave' | 'delete'; readonly who: number; readonly chat: number }
  | {
      readonly do: 'add' | 'remove' | 'ban' | 'unban';
      readonly who: number;
      readonly chat: number;
      readonly other: number;
    }
  | {
      readonly do: 'setRole';
      readonly who: number;
      readonly chat: number;
      readonly other: number;
      readonly role: ChatRole;
    }
  | { readonly do: 'end account'; readonly who: number };

export interface ModelChat {
  readonly kind: ChatKind;
  readonly pair?: string;
  readonly roles: Map<number, ChatRole>;
  /** Since when each is in. */
  readonly since: Map<number, number>;
  readonly bans: Set<number>;
  /** One text for each event. */
  readonly told: string[];
  readonly stays: { readonly who: number; readonly from: number; to: number | null }[];
  isOver: boolean;
}

type Verdict = ErrorCode | 'accepted';

const ranks: readonly ChatRole[] = ['read-only', 'member', 'admin', 'owner'];

export class MembershipModel {
  readonly chats: ModelChat[] = [];
  readonly gone = new Set<number>();

  /** Does it, if it may be done, and says what the answer is. */
  try(move: Move): Verdict {
    if (this.gone.has(move.who)) return 'device-revoked';
    switch (move.do) {
      case 'create':
        return this.#create(move);
      case 'end account':
        return this.#endAccount(move.who);
      case 'join':
        return this.#among(move, (chat) => this.#join(chat, move.who));
      case 'leave':
        return this.#within(move, (chat) => this.#leave(chat, move.who));
      case 'delete':
        return this.#within(move, (chat, role) => (role === 'owner' ? this.#delete(chat) : 'forbidden'));
      case 'add':
        return this.#within(move, (chat, role) => this.#add(chat, role, move.other));
      case 'remove':
      case 'ban':
        return this.#within(move, (chat, role) => this.#remove(chat, role, move));
      case 'unban':
        return this.#within(move, (chat, role) => {
          if (!isAtLeast(role, 'admin')) return 'forbidden';
          chat.bans.delete(move.other);
          return 'accepted';
        });
      case 'setRole':
        return this.#within(move, (chat, role) => this.#setRole(chat, role, move));
    }
  }

  /** In a chat that is there. */
  #among({ chat: number }: { chat: number }, then: (chat: ModelChat) => Verdict): Verdict {
    const chat = this.chats[number];
    return chat === undefined || chat.isOver ? 'not-found' : then(chat);
  }

  /** By a member of a group or channel. */
  #within(move: { chat: number; who: number }, then: (chat: ModelChat, role: ChatRole) => Verdict): Verdict {
    return this.#among(move, (chat) => {
      const role = chat.roles.get(move.who);
      if (role === undefined) return 'not-found';
      return chat.kind === 'direct' ? 'forbidden' : then(chat, role);
    });
  }

  #create({ who, kind, others: named }: Extract<Move, { do: 'create' }>): Verdict {
    const others = named.filter((other, index) => other !== who && named.indexOf(other) === index);
    const pair = `${Math.min(who, ...named)} ${Math.max(who, ...named)}`;
    if (kind === 'direct' && this.chats.some((it) => it.pair === pair)) return 'accepted';
    if (others.some((it) => this.gone.has(it))) return 'not-found';
    const chat: ModelChat = {
      kind,
      ...(kind === 'direct' ? { pair } : {}),
      roles: new Map(),
      since: new Map(),
      bans: new Set(),
      told: [],
      stays: [],
      isOver: false,
    };
    this.chats.push(chat);
    this.#enter(chat, who, { role: kind === 'direct' ? 'member' : 'owner', reason: 'created' });
    chat.told.push('chat.created');
    for (const other of others) this.#enter(chat, other, { role: 'member', reason: 'created' });
    return 'accepted';
  }

  #join(chat: ModelChat, who: number): Verdict {
    if (chat.roles.has(who)) return 'accepted';
    if (chat.kind !== 'channel') return 'not-found';
    if (chat.bans.has(who)) return 'forbidden';
    this.#enter(chat, who, { role: 'member', reason: 'joined' });
    return 'accepted';
  }

  #leave(chat: ModelChat, who: number): Verdict {
    if (isLastOwner(chat, who) && chat.roles.size > 1) return 'conflict';
    this.#exit(chat, who, 'left');
    return 'accepted';
  }

  #delete(chat: ModelChat): Verdict {
    chat.told.push('chat.deleted');
    for (const stay of chat.stays) stay.to ??= chat.told.length;
    chat.roles.clear();
    chat.isOver = true;
    return 'accepted';
  }

  #add(chat: ModelChat, role: ChatRole, other: number): Verdict {
    if (!isAtLeast(role, chat.kind === 'channel' ? 'admin' : 'member')) return 'forbidden';
    if (chat.roles.has(other)) return 'accepted';
    if (this.gone.has(other)) return 'not-found';
    if (chat.bans.has(other)) return 'conflict';
    this.#enter(chat, other, { role: 'member', reason: 'added' });
    return 'accepted';
  }

  #remove(
    chat: ModelChat,
    role: ChatRole,
    move: Extract<Move, { do: 'remove' | 'ban' | 'add' | 'unban' }>,
  ): Verdict {
    const { other, who } = move;
    const bans = move.do === 'ban';
    if (!isAtLeast(role, 'admin')) return 'forbidden';
    if (other === who) return 'conflict';
    const theirs = chat.roles.get(other);
    if (theirs === undefined) {
      if (!bans || this.gone.has(other)) return 'not-found';
      chat.bans.add(other);
      return 'accepted';
    }
    if (role !== 'owner' && isAtLeast(theirs, role)) return 'forbidden';
    if (bans) chat.bans.add(other);
    this.#exit(chat, other, bans ? 'banned' : 'removed');
    return 'accepted';
  }

  #setRole(chat: ModelChat, role: ChatRole, { other, role: to }: Extract<Move, { do: 'setRole' }>): Verdict {
    if (!isAtLeast(role, 'admin')) return 'forbidden';
    const from = chat.roles.get(other);
    if (from === undefined) return 'not-found';
    if (role !== 'owner' && (isAtLeast(from, role) || isAtLeast(to, role))) return 'forbidden';
    if (from === to) return 'accepted';
    if (isLastOwner(chat, other)) return 'conflict';
    this.#give(chat, other, to);
    return 'accepted';
  }

  #endAccount(who: number): Verdict {
    for (const chat of this.chats) {
      if (!chat.roles.has(who)) continue;
      if (isLastOwner(chat, who)) this.#inherit(chat, who);
      this.#exit(chat, who, 'deleted');
    }
    this.gone.add(who);
    return 'accepted';
  }

  #inherit(chat: ModelChat, who: number): void {
    const rest = [...chat.roles].filter(([user]) => user !== who);
    const [heir] = rest.sort(
      ([a, roleA], [b, roleB]) =>
        ranks.indexOf(roleB) - ranks.indexOf(roleA) || (chat.since.get(a) ?? 0) - (chat.since.get(b) ?? 0),
    );
    if (heir !== undefined) this.#give(chat, heir[0], 'owner');
  }

  #enter(chat: ModelChat, who: number, { role, reason }: { role: ChatRole; reason: string }): void {
    chat.told.push(`member.joined ${who} ${reason}`);
    chat.roles.set(who, role);
    chat.since.set(who, chat.told.length);
    chat.stays.push({ who, from: chat.told.length, to: null });
  }

  #exit(chat: ModelChat, who: number, reason: string): void {
    chat.told.push(`member.left ${who} ${reason}`);
    chat.roles.delete(who);
    for (const stay of chat.stays) if (stay.who === who) stay.to ??= chat.told.length;
    if (chat.roles.size === 0) chat.isOver = true;
  }

  #give(chat: ModelChat, who: number, role: ChatRole): void {
    chat.told.push(`member.role-changed ${who} ${role}`);
    chat.roles.set(who, role);
  }
}

function isAtLeast(role: ChatRole, least: ChatRole): boolean {
  return ranks.indexOf(role) >= ranks.indexOf(least);
}

function isLastOwner({ roles }: ModelChat, who: number): boolean {
  return roles.get(who) === 'owner' && [...roles.values()].filter((it) => it === 'owner').length === 1;
}
