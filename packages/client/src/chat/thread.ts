/** A thread: the window on one chat's messages that a page watches, moved by pages and kept live by events. */
import type { Params, Result } from '@kith/protocol';
import { KithError } from '../errors.ts';
import type { Item, Preview, Thread, Window } from './api.ts';
import type { Entry } from './entry.ts';
import { Live } from './live.ts';
import { applied, joined, messageIn, previewing, type Reading, type Segment, trimmed } from './segment.ts';
import type { Shown } from './shown.ts';
import { type Happened, pageItems } from './told.ts';

type Page = Result<'messages.list'>;
type Where = Omit<Params<'messages.list'>, 'chat' | 'thread' | 'limit'>;

/** Messages of one page. */
const pageMessages = 50;

/** Messages of the page that opens a place. */
const aroundMessages = 80;

/** Items that a thread holds; of more, those of the far end go. */
const itemsMax = 600;

/** Pages that a thread takes anew at most when much was missed; further ones come when they are looked at. */
const refreshedMax = 6;

export interface ThreadMeans {
  readonly root?: string | undefined;
  readonly reading: Omit<Reading, 'root'>;
  readonly shown: Shown;
  /** Own messages that no event has told yet. */
  readonly unsent: () => readonly Entry[];
  readonly list: (params: Where & { limit: number }) => Promise<Page>;
  readonly seqOf: (message: string) => Promise<number>;
  readonly isOpen: () => boolean;
  /** The newest messages, where they are known already, and whether the server has told them in this session. */
  readonly newest: () => { readonly segment: Segment; readonly isLive: boolean } | undefined;
  /** What a page brought is held. */
  readonly onLoaded: () => void;
  /** The end of the chat is here. */
  readonly onNewest: (segment: Segment) => void;
  readonly onClose: (thread: ChatThread) => void;
}

export class ChatThread implements Thread {
  readonly #means: ThreadMeans;
  readonly #window = new Live<Window>((before) => this.#compute(before));
  readonly get = this.#window.get;
  readonly subscribe = this.#window.subscribe;
  #segment: Segment | undefined;
  #state: Window['state'] = 'first';
  #loading: Window['loading'] = null;
  #error: string | null = null;
  #turn = 0;
  /** What happened while a page was on its way, which may be older or newer than each of it. */
  #meanwhile: Happened[] | undefined;
  #isClosed = false;
  /** How often events were missed, and how often that was when what is shown was asked for. */
  #doubts = 0;
  #mended = 0;
  #refreshing: Promise<void> | undefined;

  constructor(means: ThreadMeans) {
    this.#means = means;
    const newest = means.root === undefined ? means.newest() : undefined;
    if (newest !== undefined) {
      this.#segment = newest.segment;
      this.#state = newest.isLive ? 'live' : 'cached';
    }
    if (this.#state !== 'live') void this.refresh();
  }

  get segment(): Segment | undefined {
    return this.#segment;
  }

  /** What the cache of this device has, until the server speaks. */
  restore(segment: Segment): void {
    if (this.#segment !== undefined || this.#means.root !== undefined) return;
    this.#segment = segment;
    this.#state = 'cached';
    this.#window.touch();
  }

  /** What is shown beside the segment changed. */
  touch(): void {
    this.#window.touch();
  }

  event(event: Happened): void {
    this.#meanwhile?.push(event);
    this.#hold(this.#segment && this.#apply(this.#segment, event));
  }

  previewed(preview: Preview): void {
    this.#hold(this.#segment && previewing(this.#segment, preview));
  }

  /** Nothing more can be read here. */
  drop(): void {
    this.#turn += 1;
    this.#segment = undefined;
    this.#state = 'first';
    this.#window.touch();
  }

  /** Events were missed. It shows as it was until it was taken anew, now or with the next connection. */
  doubt(): void {
    this.#doubts += 1;
    // Whoever is on the way to another place is taken there first.
    if (this.#loading !== 'around') void this.refresh();
  }

  /** Takes anew what was not told by the server in this session, or may be old. */
  renew(): void {
    if (this.#state !== 'live' || this.isDoubted) void this.refresh();
  }

  refresh(): Promise<void> {
    const old = this.#segment;
    const refreshing = this.#load(null, async () => {
      if (old === undefined || !old.hasAfter) return this.#latestBackTo(old?.items[0]?.seq);
      return this.#forward((old.items[0]?.seq ?? 1) - 1, old.items.at(-1)?.seq ?? 0);
    }).finally(() => {
      if (this.#refreshing === refreshing) this.#refreshing = undefined;
    });
    this.#refreshing = refreshing;
    return refreshing;
  }

  async before(): Promise<void> {
    while (this.#refreshing !== undefined) await this.#refreshing;
    const first = this.#segment?.items[0];
    if (first === undefined || this.#segment?.hasBefore !== true || this.#loading !== null) return;
    await this.#load('before', async () => {
      const page = await this.#means.list({ before: first.seq, limit: pageMessages });
      const items = joined(pageItems(page), this.#segment?.items ?? []);
      const hasAfter = this.#segment?.hasAfter ?? false;
      return trimmed({ items, hasBefore: page.hasBefore, hasAfter }, itemsMax, 'start');
    });
  }

  async after(): Promise<void> {
    while (this.#refreshing !== undefined) await this.#refreshing;
    const last = this.#segment?.items.at(-1);
    if (last === undefined || this.#segment?.hasAfter !== true || this.#loading !== null) return;
    await this.#load('after', async () => {
      const page = await this.#means.list({ after: last.seq, limit: pageMessages });
      const items = joined(this.#segment?.items ?? [], pageItems(page));
      const hasBefore = this.#segment?.hasBefore ?? false;
      return trimmed({ items, hasBefore, hasAfter: page.hasAfter }, itemsMax, 'end');
    });
  }

  async around(place: number | string): Promise<void> {
    if (place === 'latest') return this.latest();
    if (this.#isHere(place)) return;
    await this.#load('around', async () => {
      const around = typeof place === 'number' ? place : await this.#means.seqOf(place);
      return segmentOf(await this.#means.list({ around, limit: aroundMessages }));
    });
  }

  async latest(): Promise<void> {
    if (this.#segment?.hasAfter === false && this.#state === 'live' && !this.isDoubted) return;
    const newest = this.#means.root === undefined ? this.#means.newest() : undefined;
    if (newest?.isLive === true) {
      this.#turn += 1;
      this.#loading = null;
      this.#error = null;
      this.#mended = this.#doubts;
      this.#state = 'live';
      this.#hold(newest.segment);
    } else await this.#load('around', () => this.#latestBackTo(undefined));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#turn += 1;
    this.#means.onClose(this);
  }

  #isHere(place: number | string): boolean {
    const segment = this.#segment;
    if (segment === undefined || this.#state !== 'live') return false;
    if (typeof place === 'string') return messageIn(segment, place) !== undefined;
    const { items, hasBefore, hasAfter } = segment;
    const [first, last] = [items[0]?.seq ?? 0, items.at(-1)?.seq ?? 0];
    return (place >= first || !hasBefore) && (place <= last || !hasAfter);
  }

  /** The end of the chat; and older pages, as far back as was shown. */
  async #latestBackTo(seq: number | undefined): Promise<Segment> {
    let segment = segmentOf(await this.#means.list({ limit: pageMessages }));
    for (let pages = 1; pages < refreshedMax && seq !== undefined; pages += 1) {
      const first = segment.items[0]?.seq ?? 0;
      if (!segment.hasBefore || first <= seq) break;
      const page = await this.#means.list({ before: first, limit: 2 * pageMessages });
      segment = { ...segment, items: joined(pageItems(page), segment.items), hasBefore: page.hasBefore };
    }
    return segment;
  }

  async #forward(from: number, to: number): Promise<Segment> {
    let segment: Segment = { items: [], hasBefore: from > 0, hasAfter: true };
    for (let pages = 0; pages < refreshedMax && segment.hasAfter; pages += 1) {
      const last = segment.items.at(-1)?.seq ?? from;
      if (last >= to) break;
      const page = await this.#means.list({ after: last, limit: 2 * pageMessages });
      const hasBefore = pages === 0 ? page.hasBefore : segment.hasBefore;
      segment = { items: joined(segment.items, pageItems(page)), hasBefore, hasAfter: page.hasAfter };
    }
    return segment;
  }

  /** One at a time: who goes elsewhere does not wait for what was asked before. */
  async #load(loading: Window['loading'], take: () => Promise<Segment>): Promise<void> {
    // What nobody asked for comes by itself once there is a connection.
    if (this.#isClosed || (loading === null && !this.#means.isOpen())) return;
    this.#turn += 1;
    const turn = this.#turn;
    this.#loading = loading;
    this.#error = null;
    const doubts = this.#doubts;
    const meanwhile: Happened[] = [];
    this.#meanwhile = meanwhile;
    this.#window.touch();
    try {
      const taken = await take();
      if (turn !== this.#turn) return;
      this.#state = 'live';
      if (loading === null || loading === 'around') this.#mended = doubts;
      this.#hold(meanwhile.reduce((it, event) => this.#apply(it, event), taken));
      this.#means.onLoaded();
    } catch (error) {
      if (turn === this.#turn && (loading !== null || this.#means.isOpen())) this.#error = codeOf(error);
    } finally {
      if (turn === this.#turn) {
        this.#loading = null;
        this.#meanwhile = undefined;
        this.#window.touch();
        if (loading === 'around' && this.isDoubted) void this.refresh();
      }
    }
  }

  /** Events were missed since it was taken: what is shown may be old. */
  get isDoubted(): boolean {
    return this.#mended < this.#doubts;
  }

  #apply(segment: Segment, event: Happened): Segment {
    const next = applied(segment, event, { ...this.#means.reading, root: this.#means.root });
    // Whoever looks at the end keeps the end.
    return next.hasAfter ? next : trimmed(next, itemsMax, 'end');
  }

  #hold(segment: Segment | undefined): void {
    if (segment === this.#segment || segment === undefined) return;
    this.#segment = segment;
    const isWhole = this.#state === 'live' && !this.isDoubted;
    if (!segment.hasAfter && isWhole && this.#means.root === undefined) this.#means.onNewest(segment);
    this.#window.touch();
  }

  #has(message: string | undefined): boolean {
    if (message === undefined || this.#segment === undefined) return false;
    return messageIn(this.#segment, message) !== undefined;
  }

  #compute(before: Window | undefined): Window {
    const { shown, unsent } = this.#means;
    const { items = [], hasBefore = false, hasAfter = false } = this.#segment ?? {};
    const isHere = (it: Entry) => this.#has(it.claimed ?? it.stored?.id);
    const own = hasAfter ? [] : unsent().filter((it) => !isHere(it));
    const all = [...items.map((it) => shown.item(it)), ...own.map((it) => shown.entry(it))];
    const window: Window = {
      items: before !== undefined && isSameList(before.items, all) ? before.items : all,
      hasBefore,
      hasAfter,
      state: this.#state,
      loading: this.#loading,
      error: this.#error,
    };
    const isAsBefore =
      before !== undefined &&
      (Object.keys(window) as (keyof Window)[]).every((key) => window[key] === before[key]);
    return isAsBefore ? before : window;
  }
}

function segmentOf(page: Page): Segment {
  return { items: pageItems(page), hasBefore: page.hasBefore, hasAfter: page.hasAfter };
}

function isSameList(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((it, index) => it === b[index]);
}

function codeOf(error: unknown): string {
  return error instanceof KithError ? error.code : 'internal';
}
