/** Links: how another device joins the user; both sides of it. The device that is in shows the code ([U2]). */
import type { EventData, Result, WireEvent } from '@kith/protocol';
import type { Calls } from '../connection/calls.ts';
import { type Cancel, Cell, type Readable } from '../observable.ts';

/** How a link ended. */
export type LinkEnd = 'approved' | 'denied' | 'expired';

/** A code that this device shows. */
export interface LinkOffer {
  readonly link: string;
  /** `ABCD-EFGH`, to be typed on the new device. */
  readonly code: string;
  /** The address with handle and code in its fragment, to be shown as a QR code, dark on white. */
  readonly qr: string;
  /** When the code dies: ms since 1970, server's clock. `serverNow()` says how long that is. */
  readonly expiresAt: number;
  /** `open`: nobody has shown it yet; then the device that did; then how it ended. */
  readonly state: Readable<
    { readonly name: 'open' } | ({ readonly name: 'redeemed' } & LinkRequest) | { readonly name: LinkEnd }
  >;
}

/** A device that showed a code and waits to be let in. Any device of the user may answer. */
export interface LinkRequest {
  readonly link: string;
  readonly device: { readonly name: string; readonly platform: string | null };
  /** From where, coarsely; null: not known. */
  readonly network: string | null;
  /** It comes from the network of the device that made the code. */
  readonly sameNetwork: boolean;
  /** When it showed the code: ms since 1970, server's clock. */
  readonly at: number;
  /** Lets it in. `number` is what the new device shows; a wrong one is `link-wrong-number`, the third kills the link. */
  approve(number: string): Promise<void>;
  /** Turns it away. */
  deny(): Promise<void>;
}

/** This device showed a code and waits. */
export interface LinkAttempt {
  readonly link: string;
  /** Two digits, to be typed on the device that showed the code. */
  readonly number: string;
  /** Whose user it is. */
  readonly user: { readonly handle: string };
  /** `waiting`, then how it ended. */
  readonly state: Readable<'waiting' | LinkEnd>;
  /** Resolves when it ended; with `approved` only once the user's state is here. */
  readonly ended: Promise<LinkEnd>;
}

/** Linking, from both sides. */
export interface Links {
  /** Devices that wait to be let in, oldest first. */
  readonly requests: Readable<readonly LinkRequest[]>;
  /** Makes a code for one new device. Three may be open at a time. */
  create(): Promise<LinkOffer>;
  /**
   * Shows a code, by a device that is logged in and has no user. `not-found`: wrong handle or code; `link-expired`;
   * `conflict`: this device has a user already.
   */
  redeem(given: { readonly handle: string; readonly code: string }): Promise<LinkAttempt>;
}

export interface LinkMeans {
  readonly calls: Calls;
  readonly subscribe: (listener: (event: WireEvent) => void) => Cancel;
  /** Resolves when the user's state is here. */
  readonly joined: () => Promise<unknown>;
}

/** Ends that are remembered, for those that come before the answer which they belong to. */
const endsMax = 50;

export class LinkDesk implements Links {
  readonly requests = new Cell<readonly LinkRequest[]>([]);
  readonly #means: LinkMeans;
  readonly #ends = new Cell<ReadonlyMap<string, LinkEnd>>(new Map());

  constructor(means: LinkMeans) {
    this.#means = means;
    means.subscribe((event) => this.#hear(event));
  }

  async create(): Promise<LinkOffer> {
    const made = await this.#means.calls.call('links.create', {}, 'timed');
    const state = new Cell<ReturnType<LinkOffer['state']['get']>>({ name: 'open' });
    const look = () => {
      const end = this.#ends.get().get(made.link);
      const request = this.requests.get().find(({ link }) => link === made.link);
      if (end !== undefined) state.set({ name: end });
      else if (request !== undefined && state.get().name === 'open')
        state.set({ ...request, name: 'redeemed' });
      if (end === undefined) return;
      for (const cancel of cancels) cancel();
    };
    const cancels = [this.requests.subscribe(look), this.#ends.subscribe(look)];
    look();
    return { ...made, state };
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
      let cancel: Cancel | undefined;
      const look = () => {
        const end = this.#ends.get().get(made.link);
        if (end === undefined) return;
        cancel?.();
        const tell = () => {
          state.set(end);
          resolve(end);
        };
        if (end === 'approved') void this.#means.joined().then(tell);
        else tell();
      };
      cancel = this.#ends.subscribe(look);
      look();
    });
    // The events may have been missed: who has a user was let in.
    void this.#means.joined().then(() => this.#end(made.link, 'approved'));
    return { ...made, state, ended };
  }

  /** Nobody is logged in any more. */
  clear(): void {
    this.requests.set([]);
  }

  #hear({ type, data, at }: WireEvent): void {
    switch (type) {
      case 'link.redeemed':
        this.requests.set([...this.requests.get(), this.#request(data as EventData<'link.redeemed'>, at)]);
        return;
      case 'link.approved':
      case 'link.denied':
      case 'link.expired': {
        const { link } = data as EventData<'link.approved'>;
        this.requests.set(this.requests.get().filter((it) => it.link !== link));
        this.#end(link, type.slice('link.'.length) as LinkEnd);
        return;
      }
      default:
    }
  }

  #request({ link, device, network, sameNetwork }: EventData<'link.redeemed'>, at: number): LinkRequest {
    const { calls } = this.#means;
    return {
      link,
      device,
      network,
      sameNetwork,
      at,
      approve: async (number) => void (await calls.call('links.approve', { link, number }, 'timed')),
      deny: async () => void (await calls.call('links.deny', { link }, 'timed')),
    };
  }

  #end(link: string, end: LinkEnd): void {
    if (this.#ends.get().has(link)) return;
    this.#ends.set(new Map([...this.#ends.get(), [link, end] as const].slice(-endsMax)));
  }
}
