/** The inbox: what concerns the person, fetched at the first look and again whenever something came that belongs there. */
import type { Result } from '@kith/protocol';
import type { Environment } from '../environment/environment.ts';
import type { Inside } from '../inside.ts';
import type { Cancel } from '../observable.ts';
import type { Chats, InboxEntry } from './api.ts';
import type { Choices } from './choices.ts';
import { Live } from './live.ts';
import type { People } from './people.ts';

type Told = Result<'inbox.list'>['entries'][number];
type Shown = ReturnType<Chats['inbox']['get']>;

/** What comes together is asked for once. */
const togetherMs = 300;

export interface InboxMeans {
  readonly environment: Pick<Environment, 'after'>;
  readonly calls: Inside['calls'];
  readonly people: People;
  readonly choices: Choices;
  /** How far the person has read a chat, and where they came to it; undefined: they are not in it. */
  readonly reading: (chat: string) => { readonly read: number; readonly since: number } | undefined;
}

export class Inbox {
  readonly shown = new Live<Shown>(
    (before) => this.#show(before),
    () => void this.renew(),
  );
  readonly #means: InboxMeans;
  readonly #shownOf = new WeakMap<Told, InboxEntry>();
  #entries: readonly Told[] = [];
  /** Where the next page begins; null: there is none. */
  #next: string | null = null;
  #isLoaded = false;
  #timer: Cancel | undefined;

  constructor(means: InboxMeans) {
    this.#means = means;
  }

  /** Something came, or went, that may belong there. */
  doubt(): void {
    if (!this.shown.isWatched) return;
    this.#timer ??= this.#means.environment.after(togetherMs, () => {
      this.#timer = undefined;
      void this.renew();
    });
  }

  /** The newest entries; older ones are kept as far as they go on from there. */
  async renew(): Promise<void> {
    const answer = await this.#read(undefined);
    if (answer === undefined) return;
    const last = answer.entries.at(-1)?.at;
    const goesOn = answer.next !== null && last !== undefined;
    const older = goesOn ? this.#entries.filter(({ at }) => at < last) : [];
    if (older.length === 0) this.#next = answer.next;
    this.#isLoaded = true;
    this.#put([...answer.entries, ...older]);
  }

  async more(): Promise<void> {
    if (this.#next === null) return;
    const answer = await this.#read(this.#next);
    if (answer === undefined) return;
    this.#next = answer.next;
    this.#put([...this.#entries, ...answer.entries]);
  }

  markSeen(): void {
    const newest = this.#entries[0]?.at ?? 0;
    this.#means.choices.see(newest);
  }

  touch(): void {
    this.shown.touch();
  }

  clear(): void {
    this.#timer?.();
    this.#timer = undefined;
    this.#isLoaded = false;
    this.#next = null;
    this.#put([]);
  }

  async #read(before: string | undefined): Promise<Result<'inbox.list'> | undefined> {
    const answer = await this.#means.calls.call('inbox.list', { before }, 'timed').catch(() => undefined);
    if (answer !== undefined) this.#means.people.take(answer.users);
    return answer;
  }

  #put(entries: readonly Told[]): void {
    this.#entries = entries;
    this.shown.touch();
  }

  /** What was read in its chat is not new, though nobody looked here. */
  #isNew({ at, kind, chat, message }: Told): boolean {
    if (at <= this.#means.choices.seen) return false;
    const reading = this.#means.reading(chat.id);
    if (reading === undefined) return true;
    if (message !== undefined) return message.seq > reading.read;
    return kind === 'request' || reading.read <= reading.since;
  }

  #show(before: Shown | undefined): Shown {
    const entries = this.#entries.map((it): InboxEntry => {
      const known = this.#shownOf.get(it);
      const isNew = this.#isNew(it);
      if (known?.isNew === isNew) return known;
      const entry = { ...it, message: it.message ?? null, isNew };
      this.#shownOf.set(it, entry);
      return entry;
    });
    const unseen = entries.filter(({ isNew }) => isNew).length;
    const isSame =
      before?.entries.length === entries.length && entries.every((it, index) => it === before.entries[index]);
    const next = { unseen, hasMore: this.#next !== null, isLoaded: this.#isLoaded };
    const isAsBefore = isSame && before.hasMore === next.hasMore && before.isLoaded === next.isLoaded;
    return isAsBefore ? before : { entries, ...next };
  }
}
