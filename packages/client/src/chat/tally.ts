/** What is unread in one chat: the server's count of a moment, carried on by events as the server itself would count. */

export interface Counts {
  readonly unread: number;
  readonly mentions: number;
}

/** What is held of a chat: counts between two seqs (the lower one outside), or undefined where not all is held. */
export type CountHeld = (from: number, to: number) => Counts | undefined;

/** As far as the server counts where it does not publish it. */
const usualMax = 1000;

/**
 * Knows every message of others behind `floor` one by one; between the read position and the floor it has the
 * server's numbers alone. Where those can no longer be right, `isUnsure` says that the server must be asked.
 */
export class Tally {
  read: number;
  isUnsure = false;
  readonly #since: number;
  readonly #held: CountHeld;
  readonly #max: number;
  #floor: number;
  #base: Counts;
  /** Seqs of what others said, and whether it mentions. */
  #heard = new Map<number, boolean>();

  constructor(
    told: { readonly since: number; readonly read: number; readonly seq: number } & Counts,
    { held = () => undefined, max = usualMax }: { held?: CountHeld; max?: number | undefined } = {},
  ) {
    this.#since = told.since;
    this.read = told.read;
    this.#floor = told.seq;
    this.#base = { unread: told.unread, mentions: told.mentions };
    this.#held = held;
    this.#max = max;
  }

  /** How many are unread, were it read up to `at`. */
  counts(at: number = this.read): Counts {
    const { unread, mentions } = this.#sum(Math.max(at, this.#since)).counts;
    return { unread: Math.min(unread, this.#max), mentions: Math.min(mentions, this.#max) };
  }

  /** Somebody else said something. */
  said(seq: number, mentionsMe: boolean): void {
    if (seq <= this.#floor) return;
    this.#heard.set(seq, mentionsMe);
    if (this.#heard.size > this.#max) this.#settle();
  }

  /** It mentions others now. */
  edited(seq: number, mentionsMe: boolean): void {
    if (this.#heard.has(seq)) this.#heard.set(seq, mentionsMe);
    else this.#doubt(seq);
  }

  deleted(seq: number): void {
    if (!this.#heard.delete(seq)) this.#doubt(seq);
  }

  /** The person has read up to here, or wants it unread from behind here. */
  marked(at: number): void {
    const { counts, isSure } = this.#sum(Math.max(at, this.#since));
    this.isUnsure ||= !isSure;
    const floor = Math.max(this.#floor, at);
    const behind = [...this.#heard].filter(([seq]) => seq > floor);
    this.#base = minus(counts, countsOf(behind.map(([, mentionsMe]) => mentionsMe)));
    this.#heard = new Map(behind);
    this.#floor = floor;
    this.read = at;
  }

  /** All that was heard counts as the server's number from here on. */
  #settle(): void {
    const last = Math.max(...this.#heard.keys());
    this.#base = this.counts();
    this.#heard.clear();
    this.#floor = last;
  }

  #sum(at: number): { readonly counts: Counts; readonly isSure: boolean } {
    const heard = countsOf([...this.#heard].filter(([seq]) => seq > at).map(([, mentionsMe]) => mentionsMe));
    if (at >= this.#floor) return { counts: heard, isSure: true };
    const start = Math.max(this.read, this.#since);
    if (at === start) return { counts: plus(this.#base, heard), isSure: true };
    const held = this.#held(at, this.#floor);
    if (held !== undefined) return { counts: plus(held, heard), isSure: true };
    const isNothing = at > start && this.#base.unread === 0;
    return { counts: plus(this.#base, heard), isSure: isNothing };
  }

  #doubt(seq: number): void {
    if (seq > Math.max(this.read, this.#since) && seq <= this.#floor && this.#base.unread > 0)
      this.isUnsure = true;
  }
}

function countsOf(mentions: readonly boolean[]): Counts {
  return { unread: mentions.length, mentions: mentions.filter((it) => it).length };
}

function plus(a: Counts, b: Counts): Counts {
  return { unread: a.unread + b.unread, mentions: a.mentions + b.mentions };
}

function minus(a: Counts, b: Counts): Counts {
  return { unread: Math.max(0, a.unread - b.unread), mentions: Math.max(0, a.mentions - b.mentions) };
}
