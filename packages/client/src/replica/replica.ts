/** The replica: the state that a device may read, changed by events and snapshots alone, and the cursor that goes with it. */
import type { Notifications, Result, Snapshot, WireEvent } from '@kith/protocol';
import { Cell, Listeners } from '../observable.ts';
import { kept } from '../same.ts';
import { Density } from './density.ts';
import { changed, type Device, fromEntry, gone, joined, looked, seen } from './devices.ts';
import { over, redeemed, type WaitingLink } from './waiting.ts';

/** A person, or whatever owns settings. */
export interface User {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string | null;
}

type Reset = Notifications['reset'];

/** What becomes of the state besides events: it is taken anew, in parts, or a chat's missed events are passed over. */
export type Take =
  | { readonly kind: 'begin'; readonly snapshot: Snapshot; readonly isSameLog: boolean }
  | { readonly kind: 'part'; readonly snapshot: Snapshot }
  | { readonly kind: 'end' }
  | { readonly kind: 'limited'; readonly topic: string; readonly toSeq: number };

type Part = Extract<Result<'sync'>, { readonly reset: unknown }>;
export type SettingRow = Reset['snapshot']['settings'][number];

/** What is said of a snapshot as it begins. */
export interface Taking {
  /** The last event of the user's topic that it tells. */
  readonly userSeq: number;
  /** Its revs count on from those known. */
  readonly isSameLog: boolean;
  /** The name of the log: that of all cursors of it. */
  readonly log: string;
}

/** Who keeps the settings. */
export interface SettingsReplica {
  /** Whose state it is: what is here of another user is nobody's. */
  belongs(user: string | null): void;
  /** A setting has a new value, or none. */
  changed(event: WireEvent<'setting.changed'>): void;
  /** An edit lost whose key's conflicts a person settles. */
  contested(event: WireEvent<'setting.contested'>): void;
  /** A snapshot begins: these rows, and more to come. */
  begin(rows: readonly SettingRow[], taking: Taking): void;
  /** The next part of it. */
  add(rows: readonly SettingRow[]): void;
  /** It is whole: what it did not tell is unset. */
  end(): void;
  /** The user is another one, or nobody: everything belongs to the old one. */
  clear(): void;
}

export interface ReplicaMeans {
  readonly settings: SettingsReplica;
  /** The device that this client is. */
  readonly self: () => string | undefined;
  /** Calls `sync`; rejects with the connection. */
  readonly sync: (since: string | undefined) => Promise<Result<'sync'>>;
  /** An event is missing ([D1]), or the state could not be taken: come back with the last cursor. */
  readonly onFault: () => void;
  /** The state is whole. */
  readonly onWhole: () => void;
  /** The device left its user, or joined one. */
  readonly onDevices: () => void;
}

/** Resets after which the revs that were known mean nothing: the log is another one, or was set back. */
const otherLogs: readonly string[] = ['foreign', 'future', 'rewound'];

/** Events that the inspector keeps. */
const recentMax = 100;

export class Replica {
  readonly user = new Cell<User | null>(null);
  /** The user once all of their state is here. */
  readonly whole = new Cell<User | null>(null);
  readonly devices = new Cell<readonly Device[]>([]);
  /** Links that wait for their number, the oldest first. */
  readonly waiting = new Cell<readonly WaitingLink[]>([]);
  readonly events = new Listeners<WireEvent>();
  readonly takes = new Listeners<Take>();
  /** The last events, the newest last. */
  readonly recent = new Cell<readonly WireEvent[]>([]);
  /** Gaps found since the start: each is a bug of somebody's. */
  gaps = 0;
  readonly #means: ReplicaMeans;
  readonly #density = new Density();
  #cursor: string | undefined;
  /** [R7] The newest position seen while parts of a snapshot are outstanding. */
  #newest: string | undefined;
  #isWhole = false;
  /** What came before the snapshot which it may be in; undefined: none is awaited. */
  #early: (() => void)[] | undefined;
  #take = 0;
  #gapAt: string | undefined;

  constructor(means: ReplicaMeans) {
    this.#means = means;
  }

  /** Whether the state was taken to its end. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** The user of an earlier life, until the server says who it is. */
  restore(user: User): void {
    if (this.user.get() === null && this.#take === 0) this.user.set(user);
  }

  /** Where to resume; undefined: nothing whole is at hand. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** A connection stands; `resumed`: it goes on from the cursor. */
  connected({ resumed, user }: Pick<Result<'hello'>, 'resumed' | 'user'>): void {
    const known = this.user.get();
    if (known !== null && known.id !== user?.id) this.#changeUser(user);
    this.#means.settings.belongs(user?.id ?? null);
    this.#take += 1;
    this.#early = undefined;
    if (!resumed) this.#isWhole = false;
    if (this.#isWhole) this.#means.onWhole();
  }

  /** The connection takes calls. Where the state is not whole and no reset is to come, it is asked for. */
  ready({ resumed }: Pick<Result<'hello'>, 'resumed'>, since: string | undefined): void {
    if (!this.#isWhole && (resumed || since === undefined)) this.#ask();
  }

  event(event: WireEvent): void {
    if (this.#isEarly(() => this.event(event))) return;
    const place = this.#density.take(event.topic, event.seq);
    if (place === 'gap') this.#gap(event);
    if (place !== 'next') return;
    this.#apply(event);
    this.#moveTo(event.cursor);
    this.recent.set([...this.recent.get(), event].slice(-recentMax));
    this.events.tell(event);
  }

  /** [H7] More was missed in a chat than was asked for: its count goes on behind that. */
  limited({ topic, toSeq, cursor }: Notifications['limited']): void {
    if (this.#isEarly(() => this.limited({ topic, fromSeq: 0, toSeq, cursor }))) return;
    if (toSeq > this.#density.last(topic)) {
      this.#density.raise(topic, toSeq);
      this.takes.tell({ kind: 'limited', topic, toSeq });
    }
    this.#moveTo(cursor);
  }

  /** The seq of the last event of a topic that came; 0: none. */
  last(topic: string): number {
    return this.#density.last(topic);
  }

  /** Takes everything anew: now, or with the next connection. */
  retake(): void {
    if (this.#isWhole) this.#ask();
  }

  /** [D7] Nothing visible happened, but the position moved. */
  moved(cursor: string): void {
    if (this.#early === undefined) this.#moveTo(cursor);
  }

  /** [R3] Forget, take this. */
  reset({ reason, snapshot, cursor, more = false }: Reset): void {
    // A server of an earlier time does not tell the links.
    const { user, devices, links = [], topics, settings } = snapshot;
    this.#means.settings.belongs(user?.id ?? null);
    this.#density.start(topics);
    this.user.set(sameUser(this.user.get(), user));
    this.devices.set(devices.map(fromEntry));
    this.waiting.set(links);
    const userSeq = user === null ? 0 : this.#density.last(`user:${user.id}`);
    const isSameLog = !otherLogs.includes(reason);
    this.#means.settings.begin(settings, { userSeq, isSameLog, log: logOf(cursor) });
    this.#startAnew();
    this.takes.tell({ kind: 'begin', snapshot, isSameLog });
    const early = this.#early ?? [];
    this.#early = undefined;
    if (more) this.#fetch(cursor);
    else this.#finish(cursor);
    for (const tell of early) tell();
  }

  presence(data: Parameters<typeof seen>[1]): void {
    this.devices.set(seen(this.devices.get(), data));
  }

  looked(list: Result<'devices.list'>): void {
    this.devices.set(looked(this.devices.get(), list));
  }

  /** Nobody is logged in any more: nothing of theirs stays. */
  clear(): void {
    this.#changeUser(null);
    this.devices.set([]);
    this.recent.set([]);
  }

  /** What was told cannot be right: with the next connection everything is taken anew. */
  distrust(): void {
    this.#startAnew();
  }

  /** While a snapshot is awaited, what comes waits for it. */
  #isEarly(tell: () => void): boolean {
    this.#early?.push(tell);
    return this.#early !== undefined;
  }

  /** [H2] The state, taken after the hello: events that come before it are sorted out by their seq. */
  #ask(): void {
    this.#startAnew();
    this.#early ??= [];
    void this.#part(undefined, ({ reset, cursor, more }) => this.reset({ ...reset, cursor, more }));
  }

  /** [R5] The parts after the first; live events are applied meanwhile ([R6]). */
  #fetch(since: string): void {
    void this.#part(since, ({ reset, cursor, more }) => {
      if (reset.reason !== 'more') this.reset({ ...reset, cursor, more });
      else {
        this.#add(reset.snapshot);
        if (more) this.#fetch(cursor);
        else this.#finish(cursor);
      }
    });
  }

  /** Each part stands at its own moment: what came of its topics before that is in it. */
  #add(snapshot: Snapshot): void {
    this.#means.settings.add(snapshot.settings);
    for (const { topic, seq } of snapshot.topics) this.#density.raise(topic, seq);
    this.takes.tell({ kind: 'part', snapshot });
  }

  /** Takes a part of a snapshot, unless nobody waits for it any more; one that cannot be taken is a fault. */
  async #part(since: string | undefined, take: (part: Part) => void): Promise<void> {
    const turn = this.#take;
    const answer = await this.#means.sync(since).catch(() => undefined);
    if (turn !== this.#take) return;
    try {
      // The same place again would be asked for without end.
      const isNone = answer === undefined || !('reset' in answer) || (answer.more && answer.cursor === since);
      if (isNone) throw new TypeError('this is no state');
      take(answer);
    } catch {
      this.#startAnew();
      this.#means.onFault();
    }
  }

  /** What is on its way for the state as it was is nobody's any more. */
  #startAnew(): void {
    this.#take += 1;
    this.#cursor = undefined;
    this.#newest = undefined;
    this.#isWhole = false;
  }

  #finish(cursor: string): void {
    this.#isWhole = true;
    this.#cursor = this.#newest ?? cursor;
    this.#means.settings.end();
    this.takes.tell({ kind: 'end' });
    this.whole.set(this.user.get());
    this.#means.onWhole();
  }

  /** [D6] The cursor goes with the state, never before it. */
  #moveTo(cursor: string): void {
    if (this.#isWhole) this.#cursor = cursor;
    else this.#newest = cursor;
  }

  /** A second gap at the same place is not helped by coming back to it: then everything is taken anew. */
  #gap(event: WireEvent): void {
    this.gaps += 1;
    if (this.#gapAt === event.cursor) this.#cursor = undefined;
    this.#gapAt = event.cursor;
    this.#means.onFault();
  }

  #changeUser(user: User | null): void {
    this.whole.set(null);
    this.#means.settings.clear();
    this.#startAnew();
    this.#early = undefined;
    this.#density.start([]);
    this.user.set(user);
    this.waiting.set([]);
  }

  /** This device is in no user any more. The connection is closed next, and goes on from this very event. */
  #leave(): void {
    this.whole.set(null);
    this.user.set(null);
    this.devices.set(this.devices.get().filter(({ current }) => current));
    this.waiting.set([]);
    this.#means.settings.clear();
  }

  #apply(happened: WireEvent): void {
    const event = happened as Told;
    const self = this.#means.self();
    switch (event.type) {
      case 'device.joined':
        if (event.data.device.id === self) {
          // [L8] The user's topic is read from here on; what it was before is in a snapshot.
          if (!event.topic.startsWith('user:')) this.#ask();
        } else this.devices.set(joined(this.devices.get(), event.data, event.at));
        this.#means.onDevices();
        return;
      case 'device.left':
        if (event.data.device.id !== self) this.devices.set(gone(this.devices.get(), event.data.device.id));
        else if (this.user.get() !== null) this.#leave();
        return;
      case 'device.revoked':
        // The own end comes with the close that says who did it: until then nobody is told of a device without a user.
        if (event.data.device.id !== self) this.devices.set(gone(this.devices.get(), event.data.device.id));
        return;
      case 'device.renamed':
      case 'device.described':
        this.devices.set(changed(this.devices.get(), event.data));
        return;
      case 'link.redeemed':
        this.waiting.set(redeemed(this.waiting.get(), event.data, event.at));
        return;
      case 'link.approved':
      case 'link.denied':
      case 'link.expired':
        this.waiting.set(over(this.waiting.get(), event.data));
        return;
      case 'user.updated':
        this.user.set(sameUser(this.user.get(), event.data.user));
        return;
      case 'setting.changed':
        this.#means.settings.changed(event);
        return;
      case 'setting.contested':
        this.#means.settings.contested(event);
        return;
      case 'member.left':
        if (event.data.user === this.user.get()?.id) this.#density.forget(event.topic);
        return;
      case 'chat.deleted':
        this.#density.forget(event.topic);
        return;
      default:
    }
  }
}

/** An event of a known type, each with its data. */
type Told = { [T in WireEvent['type']]: WireEvent<T> }[WireEvent['type']];

/** A cursor begins with the name of its log. */
function logOf(cursor: string): string {
  return cursor.split('.', 1)[0] ?? '';
}

function sameUser(known: User | null, user: User | null): User | null {
  return known !== null && user !== null ? kept(known, user) : user;
}
