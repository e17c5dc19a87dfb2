/** Requests: the links that wait, as something that a person can answer, each until its time is over. */
import type { Calls } from '../connection/calls.ts';
import type { Environment } from '../environment/environment.ts';
import { type Cancel, Cell, type Readable } from '../observable.ts';
import type { WaitingLink } from '../replica/waiting.ts';
import { kept } from '../same.ts';
import type { LinkRequest } from './links.ts';

export interface RequestMeans {
  readonly environment: Pick<Environment, 'after'>;
  readonly calls: Pick<Calls, 'call'>;
  readonly waiting: Readable<readonly WaitingLink[]>;
  readonly serverNow: () => number;
}

export class Requests implements Readable<readonly LinkRequest[]> {
  readonly #means: RequestMeans;
  readonly #open = new Cell<readonly LinkRequest[]>([]);
  readonly get = this.#open.get;
  readonly subscribe = this.#open.subscribe;
  readonly #unsubscribe: Cancel;
  #timer: Cancel | undefined;

  constructor(means: RequestMeans) {
    this.#means = means;
    this.#unsubscribe = means.waiting.subscribe(() => this.#look());
  }

  close(): void {
    this.#unsubscribe();
    this.#timer?.();
  }

  /** While offline nobody tells that a link expired: the clock does. */
  #look(): void {
    const { environment, waiting, serverNow } = this.#means;
    this.#timer?.();
    this.#timer = undefined;
    const now = serverNow();
    const known = this.get();
    const all = waiting
      .get()
      .filter(({ expiresAt = Infinity }) => now < expiresAt)
      .map((it) => known.find(({ link }) => link === it.link) ?? this.#request(it));
    this.#open.set(kept(known, all));
    const next = Math.min(...all.map(({ expiresAt }) => expiresAt ?? Infinity));
    if (next < Infinity) this.#timer = environment.after(next - now, () => this.#look());
  }

  #request(waiting: WaitingLink): LinkRequest {
    const { calls } = this.#means;
    const { link, expiresAt } = waiting;
    return {
      ...waiting,
      expiresAt: expiresAt ?? null,
      approve: async (number) => void (await calls.call('links.approve', { link, number }, 'timed')),
      deny: async () => void (await calls.call('links.deny', { link }, 'timed')),
    };
  }
}
