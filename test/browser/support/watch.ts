/** Watches one page for everything that a clean page does not do, from before its first script to its last. */
import type { Page } from 'playwright-core';
import type { Allowance } from './allowances.ts';
import { watchInPage } from './watch-in-page.ts';

/** What can be remarked on a page. */
export type Kind =
  | 'console'
  | 'page error'
  | 'failed request'
  | 'policy violation'
  | 'third party'
  | 'layout shift';

export interface Remark {
  readonly kind: Kind;
  readonly says: string;
}

/** Schemes that ask nobody. */
const askNobody = new Set(['data:', 'blob:', 'about:']);

export class Watch {
  readonly #page: Page;
  readonly #origin: URL;
  readonly #remarks: Remark[] = [];
  readonly #allowed: Allowance[] = [];

  /** Begins to watch a page that was opened and not yet used. */
  static async begin(page: Page, url: string): Promise<Watch> {
    const watch = new Watch(page, new URL(url));
    await page.exposeBinding('tellWatch', (_source, remark: Remark) => void watch.#remarks.push(remark));
    await page.addInitScript(watchInPage);
    return watch;
  }

  private constructor(page: Page, origin: URL) {
    this.#page = page;
    this.#origin = origin;
    page.on('console', (message) => {
      const type = message.type();
      if (type === 'error' || type === 'warning') this.#remark('console', `${type}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#remark('page error', error.stack ?? error.message));
    page.on('request', (request) => this.#asked(request.url()));
    page.on('websocket', (socket) => this.#asked(socket.url()));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? 'no reason';
      // A page that is left, or code that changed its mind: nothing went wrong.
      if (why !== 'net::ERR_ABORTED') this.#remark('failed request', `${request.url()}: ${why}`);
    });
  }

  /** From here on this is no fault. */
  allow(...allowances: readonly Allowance[]): void {
    this.#allowed.push(...allowances);
  }

  /** Everything so far that is not allowed. */
  async remarks(): Promise<readonly Remark[]> {
    if (!this.#page.isClosed()) await this.#page.evaluate(() => globalThis.flushWatch?.());
    return this.#remarks.filter(
      ({ kind, says }) =>
        !this.#allowed.some((allowance) => allowance.kinds.includes(kind) && allowance.pattern.test(says)),
    );
  }

  #asked(address: string): void {
    const { protocol, host } = new URL(address);
    if (!askNobody.has(protocol) && host !== this.#origin.host) this.#remark('third party', address);
  }

  #remark(kind: Kind, says: string): void {
    this.#remarks.push({ kind, says });
  }
}
