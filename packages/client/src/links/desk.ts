/** The desk: where codes are made and shown, and each is followed to its end. */
import type { EventData, Result, WireEvent } from '@kith/protocol';
import type { Calls } from '../connection/calls.ts';
import type { Environment } from '../environment/environment.ts';
import { type Cancel, Cell, type Readable } from '../observable.ts';
import type { User } from '../replica/replica.ts';
import type { LinkAttempt, LinkEnd, LinkOffer, LinkRequest, Links } from './links.ts';

export interface LinkMeans {
  readonly environment: Pick<Environment, 'after'>;
  readonly calls: Pick<Calls, 'call'>;
  readonly serverNow: () => number;
  readonly requests: Readable<readonly LinkRequest[]>;
  readonly subscribe: (listener: (event: WireEvent) => void) => Cancel;
  /** The user, once all of their state is here. */
  readonly user: Readable<User | null>;
}

/** Ends that are remembered, for those that come before the answer which they belong to. */
const endsMax = 50;

export class LinkDesk implements Links {
  readonly requests: Readable<readonly LinkRequest[]>;
  readonly #means: LinkMeans;
  readonly #ends = new Cell<ReadonlyMap<string, LinkEnd>>(new Map());
  readonly #timers = new Map<string, Cancel>();

  constructor(means: LinkMeans) {
    this.#means = means;
    this.requests = means.requests;
    means.subscribe((event) => this.#hear(event));
  }

  close(): void {
    for (const stop of this.#timers.values()) stop();
  }

  async create(): Promise<LinkOffer> {
    const made = await this.#means.calls.call('links.create', {}, 'timed');
    const { link, expiresAt } = made;
    const state = new Cell<ReturnType<LinkOffer['state']['get']>>({ name: 'open' });
    const look = () => {
      const end = this.#ends.get().get(link);
      const request = this.requests.get().find((it) => it.link === link);
      if (end !== undefined) state.set({ name: end });
      else if (request !== undefined && state.get().name === 'open')
        state.set({ ...request, name: 'redeemed' });
      if (end === undefined) return;
      for (const cancel of cancels) cancel();
    };
    const cancels = [this.requests.subscribe(look), this.#ends.subscribe(look)];
    look();
    const lapse = () => {
      const left = expiresAt - this.#means.serverNow();
      // What became of one that was shown is told; of the others no event tells.
      if (state.get().name !== 'open') this.#timers.delete(link);
      else if (left <= 0) this.#end(link, 'expired');
      else this.#timers.set(link, this.#means.environment.after(left, lapse));
    };
    lapse();
    return { ...made, state, cancel: () => this.#withdraw('links.deny', link) };
  }

  async redeem(given: { handle: string; code: string }): Promise<LinkAttempt> {
    const { handle, code } = given;
    const made: Result<'links.redeem'> = await this.#means.calls.call(
      'links.redeem',
      { handle, code },
      'timed',
    );
    const state = new Cell<'waiting' | LinkEnd>('waiting');
    const ended = new Promise<LinkEnd>((resolve) => {
      const look = () => {
        const user = this.#means.user.get();
        // The events may have been missed: who is in that user was let in, and nobody is let into a second one.
        if (user !== null) this.#end(made.link, user.handle === made.user.handle ? 'approved' : 'expired');
        const end = this.#ends.get().get(made.link);
        if (end === undefined || (end === 'approved' && user === null)) return;
        for (const cancel of cancels) cancel();
        state.set(end);
        resolve(end);
      };
      const cancels = [this.#ends.subscribe(look), this.#means.user.subscribe(look)];
      look();
    });
    return { ...made, state, ended, cancel: () => this.#withdraw('links.cancel', made.link) };
  }

  /** No event tells the end of a code that nobody has shown, and none comes soon while this device is away. */
  async #withdraw(method: 'links.deny' | 'links.cancel', link: string): Promise<void> {
    await this.#means.calls.call(method, { link }, 'timed');
    this.#end(link, 'denied');
  }

  #hear({ type, data }: WireEvent): void {
    if (type === 'link.approved' || type === 'link.denied' || type === 'link.expired') {
      const { link } = data as EventData<typeof type>;
      this.#end(link, type.slice('link.'.length) as LinkEnd);
    }
  }

  #end(link: string, end: LinkEnd): void {
    if (this.#ends.get().has(link)) return;
    this.#timers.get(link)?.();
    this.#timers.delete(link);
    this.#ends.set(new Map([...this.#ends.get(), [link, end] as const].slice(-endsMax)));
  }
}
