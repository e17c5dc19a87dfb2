/** What the chats of a client look like from outside: every readable and every command of `@kith/client/chat`. */
import type { LocalCache } from '../cache/cache.ts';
import type { Readable } from '../observable.ts';

export type ChatKind = 'direct' | 'group' | 'channel';
export type ChatRole = 'owner' | 'admin' | 'member' | 'read-only';

/** A person. */
export interface Person {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string | null;
  readonly deleted?: true | undefined;
}

/** A member of a chat. */
export interface Member {
  readonly user: Person;
  readonly role: ChatRole;
  readonly joinedAt: number;
}

/** The first words of a message. `text: null`: deleted. `user: ''`: what a reply answers is being asked for. */
export interface Preview {
  readonly id: string;
  readonly seq: number;
  readonly at: number;
  readonly user: string;
  readonly text: string | null;
}

/** A chat as a list shows it. */
export interface ChatEntry {
  readonly id: string;
  readonly kind: ChatKind;
  readonly title: string | null;
  readonly purpose: string | null;
  readonly history: 'all' | 'joined';
  readonly listed: boolean;
  readonly memberCount: number;
  /** One's own role. */
  readonly role: ChatRole;
  /** Read up to here. */
  readonly read: number;
  /** Messages of others behind that; `unreadMax` (1,000) stands for as many and more. */
  readonly unread: number;
  readonly mentions: number;
  readonly lastMessage: Preview | null;
  /** When something was last said, or the chat began. */
  readonly at: number;
  /** Of a direct chat: the other person, or oneself (notes). */
  readonly partner: Person | null;
  readonly presence: 'online' | 'away' | 'offline' | null;
  /** A stranger began it, and asks. */
  readonly isRequest: boolean;
  readonly isMuted: boolean;
  readonly isPinned: boolean;
  readonly isArchived: boolean;
  /** What was begun to be written here, on whatever device. */
  readonly draft: string | null;
  /** Own messages that are not sent yet, and those that failed. */
  readonly unsent: number;
  readonly failed: number;
  /** Who writes now, others only. */
  readonly typing: readonly Person[];
}

/** Reactions with one emoji. */
export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  readonly mine: boolean;
  /** The first twenty. */
  readonly users: readonly string[];
}

/**
 * How far an own message is. `unconfirmed`: sent, and the answer was lost; it is sent again by itself, once at most
 * stored. `failed`: the server will not take it; `error` says why.
 */
export type SendState = 'queued' | 'sending' | 'unconfirmed' | 'failed' | 'sent';

/** A message in a thread. */
export interface Message {
  readonly kind: 'message';
  /** The server's id, or, until it is sent, the client's own; stable as a key: see `key`. */
  readonly id: string;
  /** The same from the first moment on, also when the message is sent. */
  readonly key: string;
  /** Null until it is sent. */
  readonly seq: number | null;
  readonly at: number;
  readonly user: string;
  readonly isOwn: boolean;
  /** Null: deleted. */
  readonly text: string | null;
  readonly replyTo: Preview | null;
  readonly mentions: readonly string[];
  /** Whether it mentions oneself, by name or by all. */
  readonly mentionsMe: boolean;
  readonly editedAt: number | null;
  readonly deletedBy: string | null;
  readonly reactions: readonly Reaction[];
  readonly replies: number;
  readonly state: SendState;
  /** A code of the error table. */
  readonly error: string | null;
  /** An own edit or deletion that is on its way. */
  readonly pending: 'edit' | 'delete' | null;
}

/** Something else that happened: who came and went, what the chat is called. */
export interface Line {
  readonly kind: 'line';
  readonly key: string;
  readonly seq: number;
  readonly at: number;
  readonly type: 'chat.created' | 'chat.updated' | 'member.joined' | 'member.left' | 'member.role-changed';
  readonly user: string | null;
  readonly by: string | null;
  readonly reason: string | null;
  readonly role: ChatRole | null;
  readonly title: string | null;
}

export type Item = Message | Line;

/** A part of a chat's messages, live where it reaches the end. */
export interface Window {
  /** Oldest first; own unsent messages stand at the end. */
  readonly items: readonly Item[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  /** `first`: nothing is known yet; `cached`: from this device, the server has not been asked. */
  readonly state: 'first' | 'cached' | 'live';
  readonly loading: 'before' | 'after' | 'around' | null;
  /** Why the last page did not come; a call of the same kind tries again. */
  readonly error: string | null;
}

/** The messages of one chat as a page watches them. Close it when the page goes. */
export interface Thread extends Readable<Window> {
  /** Fetches older messages; what is there stays. */
  before(): Promise<void>;
  after(): Promise<void>;
  /** Goes to a place: a seq, or the id of a message; `latest` to the end. */
  around(place: number | string): Promise<void>;
  latest(): Promise<void>;
  close(): void;
}

/** What one has begun to write in a chat. */
export interface DraftField {
  readonly text: string;
  readonly replyTo: string | null;
  /** Another device wrote another draft while this one was edited here. */
  readonly theirs: string | null;
}

export interface SendOptions {
  readonly replyTo?: string | undefined;
  readonly mentions?: readonly string[] | undefined;
}

/** One chat: its entry, its thread and every command on it. Commands reject with `KithError`, sending does not. */
export interface Chat {
  readonly id: string;
  /** Null: not a member, or not known yet. */
  readonly entry: Readable<ChatEntry | null>;
  /** Fetched at the first look, then live. */
  readonly members: Readable<{
    readonly list: readonly Member[];
    readonly hasMore: boolean;
    readonly isLoaded: boolean;
  }>;
  moreMembers(): Promise<void>;
  /** Who has read up to where, where people show it: user id to seq. */
  readonly receipts: Readable<ReadonlyMap<string, number>>;
  thread(): Thread;
  /** The answers to a message. */
  replies(message: string): Thread;
  /** Shows at once, is kept on this device, and is sent when that is possible. */
  send(text: string, options?: SendOptions): Message;
  /** Sends a message that failed again; its text is never lost by itself. */
  retry(key: string): void;
  /** Takes a message back that was not sent. */
  discard(key: string): void;
  edit(message: string, text: string): Promise<void>;
  delete(message: string): Promise<void>;
  react(message: string, emoji: string, remove?: boolean): Promise<void>;
  /** Earlier texts, oldest first. */
  history(message: string): Promise<readonly { readonly text: string; readonly at: number }[]>;
  markRead(seq: number): void;
  /** Everything from this message on is unread again. */
  markUnread(seq: number): void;
  /** Call it on every key: it tells the others at most once in three seconds. */
  typing(): void;
  stopTyping(): void;
  readonly draft: Readable<DraftField>;
  setDraft(text: string, replyTo?: string | null): void;
  /** While a person writes, what another device drafts does not replace it. */
  holdDraft(hold: boolean): void;
  takeTheirs(): void;
  update(change: { title?: string | null; purpose?: string | null; listed?: boolean }): Promise<void>;
  leave(): Promise<void>;
  remove(): Promise<void>;
  accept(): Promise<void>;
  addMember(user: string): Promise<void>;
  removeMember(user: string, options?: { ban?: boolean }): Promise<void>;
  unban(user: string): Promise<void>;
  bans(): Promise<readonly { readonly user: Person; readonly at: number }[]>;
  setRole(user: string, role: ChatRole): Promise<void>;
  createInvite(options?: {
    expiresInMs?: number | null;
    uses?: number | null;
  }): Promise<Invite & { token: string; url: string }>;
  invites(): Promise<readonly Invite[]>;
  revokeInvite(invite: string): Promise<void>;
  mute(until: number | null): void;
  unmute(): void;
  pin(pinned: boolean): void;
  archive(archived: boolean): void;
}

export interface Invite {
  readonly invite: string;
  readonly by: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly usesLeft: number | null;
}

/** Something that concerns the person. */
export interface InboxEntry {
  readonly kind: 'mention' | 'reply' | 'added' | 'request';
  readonly at: number;
  readonly chat: { readonly id: string; readonly kind: ChatKind; readonly title: string | null };
  readonly by: string | null;
  readonly message: Preview | null;
  readonly isNew: boolean;
}

/** A message that a search found. */
export interface Hit extends Message {
  readonly chat: string;
}

/** The chats of a client. */
export interface Chats {
  /** Who one is: as the server says, and until then as the cache of this device remembers. Also offline. */
  readonly self: Readable<Person | null>;
  /** Pinned first, then the newest; archived ones and requests too: filter by their flags. */
  readonly list: Readable<readonly ChatEntry[]>;
  /** False until the server, or the cache of this device, has said which chats there are. */
  readonly isLoaded: Readable<boolean>;
  /** Over all chats that are neither muted nor archived. */
  readonly unread: Readable<{ readonly chats: number; readonly messages: number; readonly mentions: number }>;
  readonly inbox: Readable<{
    readonly entries: readonly InboxEntry[];
    readonly unseen: number;
    readonly hasMore: boolean;
    readonly isLoaded: boolean;
  }>;
  moreInbox(): Promise<void>;
  markInboxSeen(): void;
  /** The same object for the same id. */
  chat(id: string): Chat;
  /** A person by id, as far as is known; asks the server where nothing is. */
  person(id: string): Readable<Person | null>;
  /** How a person with whom a chat is shared is present. */
  presence(user: string): Readable<'online' | 'away' | 'offline'>;
  direct(user: string): Promise<Chat>;
  create(options: {
    kind: 'group' | 'channel';
    title?: string;
    purpose?: string;
    members?: readonly string[];
    history?: 'all' | 'joined';
    listed?: boolean;
  }): Promise<Chat>;
  join(chat: string): Promise<Chat>;
  joinByInvite(token: string): Promise<Chat>;
  invited(token: string): Promise<{
    chat: Pick<ChatEntry, 'id' | 'kind' | 'title' | 'purpose' | 'memberCount'>;
    by: string;
    joined: boolean;
  }>;
  discover(options?: { query?: string; after?: string }): Promise<{
    readonly chats: readonly (Pick<ChatEntry, 'id' | 'kind' | 'title' | 'purpose' | 'memberCount'> & {
      readonly joined: boolean;
    })[];
    /** Give it as `after` for the next page; null: there is none. */
    readonly next: string | null;
  }>;
  search(
    query: string,
    options?: { chat?: string; before?: string; limit?: number },
  ): Promise<{
    readonly hits: readonly Hit[];
    readonly next: string | null;
  }>;
  find(handle: string): Promise<Person>;
  /** New incoming messages, for notices and for the announcer: not one's own, not of muted chats. */
  readonly arrivals: {
    subscribe(listener: (message: Message & { readonly chat: string }) => void): () => void;
  };
  block(user: string): void;
  unblock(user: string): void;
  readonly blocked: Readable<readonly string[]>;
  /** Everything stored of the person, as it comes. */
  export(): AsyncIterable<{ readonly section: string; readonly items: readonly Record<string, unknown>[] }>;
  deleteAccount(handle: string): Promise<void>;
  /** Ends everything at once; resolves when all that is unsent is kept on this device. */
  close(): Promise<void>;
}

export interface ChatsOptions {
  /** Keeps recent chats and unsent messages on this device. Default: the cache of the client. Null: nothing is kept. */
  readonly cache?: LocalCache | null;
}
