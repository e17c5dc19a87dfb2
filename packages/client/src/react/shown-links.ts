/** What a client shows while a device is linked, a code or a number, and the calls that bring it. */
import type { Client } from '../client.ts';
import { KithError } from '../errors.ts';
import type { LinkAttempt, LinkOffer } from '../links/links.ts';
import { Cell, type Readable } from '../observable.ts';

/** What is shown. `owner`: whose it is; whoever logs in next here must not see it. */
export interface Shown {
  /** Of a user. */
  readonly offer: { readonly owner: string; readonly it: LinkOffer } | null;
  /** Of a device. */
  readonly attempt: { readonly owner: string; readonly it: LinkAttempt } | null;
  /** The call that is under way. */
  readonly busy: 'create' | 'redeem' | null;
  /** Why the last call failed. */
  readonly error: KithError | null;
}

export const nothingShown: Shown = { offer: null, attempt: null, busy: null, error: null };

const ofClients = new WeakMap<Client, ShownLinks>();

/** One for each client: a page that is left and entered again shows the same code, and none is made twice. */
export function shownLinksOf(client: Client): ShownLinks {
  const links = ofClients.get(client) ?? new ShownLinks(client);
  ofClients.set(client, links);
  return links;
}

export class ShownLinks {
  readonly #client: Client;
  readonly #shown = new Cell(nothingShown);
  #creating: Promise<void> | undefined;
  /** Somebody still waits for the code that is being made. */
  #isWanted = false;
  #redemptions = 0;

  constructor(client: Client) {
    this.#client = client;
  }

  get shown(): Readable<Shown> {
    return this.#shown;
  }

  /** Makes a code, unless one is open or on its way. */
  readonly create = async (): Promise<void> => {
    this.#isWanted = true;
    if (this.#creating === undefined && this.#open() !== undefined) return;
    this.#put({ offer: null, busy: 'create', error: null });
    this.#creating ??= this.#create().finally(() => {
      this.#creating = undefined;
    });
    await this.#creating;
  };

  /** Shows another device's code to the server; the newest call counts. */
  readonly redeem = async (given: { readonly handle: string; readonly code: string }): Promise<void> => {
    this.#redemptions += 1;
    const redemption = this.#redemptions;
    this.#put({ attempt: null, busy: 'redeem', error: null });
    const done = await settled(this.#client.links.redeem(given));
    if (redemption !== this.#redemptions) {
      const { attempt, busy } = this.#shown.get();
      // Nobody waits for it any more; a newer call would have got the same link.
      if (done.ok && attempt === null && busy !== 'redeem') withdraw(done.value);
      return;
    }
    const owner = this.#client.device.get()?.id ?? '';
    this.#put({ busy: null, ...(done.ok ? { attempt: { owner, it: done.value } } : { error: done.error }) });
  };

  /** Puts away what is shown. A code that nobody was let in with dies, and a device that waits is not let in. */
  readonly cancel = (): void => {
    const { attempt } = this.#shown.get();
    const open = this.#open();
    if (open !== undefined) withdraw(open);
    if (attempt?.it.state.get() === 'waiting') withdraw(attempt.it);
    this.#isWanted = false;
    this.#redemptions += 1;
    this.#shown.set(nothingShown);
  };

  async #create(): Promise<void> {
    const done = await settled(this.#client.links.create());
    if (this.#isWanted) {
      const owner = this.#client.user.get()?.id ?? '';
      this.#put({ busy: null, ...(done.ok ? { offer: { owner, it: done.value } } : { error: done.error }) });
    } else if (done.ok) withdraw(done.value);
  }

  #open(): LinkOffer | undefined {
    const { offer } = this.#shown.get();
    if (offer === null || offer.owner !== this.#client.user.get()?.id) return undefined;
    const isOver = offer.it.expiresAt <= this.#client.serverNow();
    return isPending(offer.it.state.get()) && !isOver ? offer.it : undefined;
  }

  #put(change: Partial<Shown>): void {
    this.#shown.set({ ...this.#shown.get(), ...change });
  }
}

/** Whether somebody can still be let in with it. */
export function isPending({ name }: ReturnType<LinkOffer['state']['get']>): boolean {
  return name === 'open' || name === 'redeemed';
}

type Done<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: KithError };

/** What a call came to; a bug is thrown on. */
async function settled<T>(call: Promise<T>): Promise<Done<T>> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    if (error instanceof KithError) return { ok: false, error };
    throw error;
  }
}

/** Where the server is not told, it dies by itself after its minutes. */
function withdraw(shown: LinkOffer | LinkAttempt): void {
  void shown.cancel().catch(() => undefined);
}
