/** The members of one chat and what they have read: fetched at the first look, kept in step by events from then on. */
import type { MemberView } from '@kith/protocol';
import type { Inside } from '../inside.ts';
import type { Chat, Member } from './api.ts';
import { Live } from './live.ts';
import type { People } from './people.ts';
import type { Happened } from './told.ts';

type Shown = ReturnType<Chat['members']['get']>;

const nobody: Shown = { list: [], hasMore: false, isLoaded: false };

const noReceipts: ReadonlyMap<string, number> = new Map();

export interface MembersMeans {
  readonly calls: Inside['calls'];
  readonly chat: string;
  readonly people: People;
  /** Whether the person wants to see what others have read. */
  readonly isReceiptShown: () => boolean;
}

export class Members {
  readonly members = new Live<Shown>(
    (before) => this.#show(before),
    () => void this.more(),
  );
  readonly receipts = new Live<ReadonlyMap<string, number>>(
    () => (this.#means.isReceiptShown() ? this.#receipts : noReceipts),
    () => void this.#readReceipts(),
  );
  readonly #means: MembersMeans;
  #members: readonly MemberView[] = [];
  #receipts = noReceipts;
  #hasMore = true;
  #isLoaded = false;
  #reading: Promise<void> | undefined;

  constructor(means: MembersMeans) {
    this.#means = means;
  }

  /** The first page, or the next one. */
  more(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** Events were missed, or the connection is back. */
  renew(): void {
    if (this.members.isWatched) {
      this.#isLoaded = false;
      void this.more();
    }
    if (this.receipts.isWatched) void this.#readReceipts();
  }

  clear(): void {
    this.#isLoaded = false;
    this.#hasMore = true;
    this.#receipts = noReceipts;
    this.receipts.touch();
    this.#put([]);
  }

  event(event: Happened): void {
    switch (event.type) {
      case 'member.joined': {
        const { member } = event.data;
        if (!this.#isLoaded) return;
        this.#put([...this.#members.filter(({ user }) => user.id !== member.user.id), member]);
        return;
      }
      case 'member.left':
        this.#put(this.#members.filter(({ user }) => user.id !== event.data.user));
        return;
      case 'member.role-changed': {
        const { user, role } = event.data;
        this.#put(this.#members.map((it) => (it.user.id === user ? { ...it, role } : it)));
        return;
      }
      case 'receipt.shown':
        this.#receipt(event.data.user, event.data.seq);
        return;
      default:
    }
  }

  touch(): void {
    this.members.touch();
    this.receipts.touch();
  }

  async #read(): Promise<void> {
    const { calls, chat, people } = this.#means;
    const after = this.#isLoaded ? this.#members.at(-1)?.user.id : undefined;
    if (this.#isLoaded && !this.#hasMore) return;
    const answer = await calls.call('members.list', { chat, after }, 'timed').catch(() => undefined);
    if (answer === undefined) return;
    people.meet(answer.members);
    const before = this.#isLoaded ? this.#members : [];
    this.#isLoaded = true;
    this.#hasMore = answer.more;
    const known = new Set(before.map(({ user }) => user.id));
    this.#put([...before, ...answer.members.filter(({ user }) => !known.has(user.id))]);
  }

  async #readReceipts(): Promise<void> {
    const { calls, chat } = this.#means;
    const answer = await calls.call('receipts.list', { chat }, 'timed').catch(() => undefined);
    for (const { user, seq } of answer?.receipts ?? []) this.#receipt(user, seq);
  }

  #receipt(user: string, seq: number): void {
    if ((this.#receipts.get(user) ?? 0) >= seq) return;
    this.#receipts = new Map([...this.#receipts, [user, seq]]);
    this.receipts.touch();
  }

  #put(members: readonly MemberView[]): void {
    this.#members = members;
    this.members.touch();
  }

  #show(before: Shown = nobody): Shown {
    const { people } = this.#means;
    const list = this.#members.map(({ user, role, joinedAt }, index): Member => {
      const person = people.get(user.id) ?? user;
      const old = before.list[index];
      const isOld = old?.user === person && old.role === role && old.joinedAt === joinedAt;
      return isOld ? old : { user: person, role, joinedAt };
    });
    const isSame = list.length === before.list.length && list.every((it, index) => it === before.list[index]);
    const next = { list: isSame ? before.list : list, hasMore: this.#hasMore, isLoaded: this.#isLoaded };
    const isAsBefore =
      next.list === before.list && next.hasMore === before.hasMore && next.isLoaded === before.isLoaded;
    return isAsBefore ? before : next;
  }
}
