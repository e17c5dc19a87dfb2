/** A person's window: one page of one device, watched from its first moment. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { patienceMs } from '../../support/patience.ts';
import type { Allowance } from './allowances.ts';
import { contextOf, type Look, moveClock } from './look.ts';
import { type Remark, Watch } from './watch.ts';

/** How many times slower than it is a page finds the processor: for failures that only busy machines show. */
const slowness = Number(process.env.KITH_TEST_SLOWNESS ?? 1);

async function slow(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
}

export class PersonWindow {
  readonly page: Page;
  /** Where the server is. */
  readonly url: string;
  #look: Look;
  readonly #watch: Watch;
  readonly #tabs: PersonWindow[] = [];

  /** Opens a window on a device of its own: what one device keeps, another does not see. */
  static async open(chromium: Browser, url: string, look: Look): Promise<PersonWindow> {
    const device = await chromium.newContext(contextOf(look));
    device.setDefaultTimeout(patienceMs);
    if (look.clockAheadMs !== 0) await device.addInitScript(moveClock, look.clockAheadMs);
    return PersonWindow.#on(device, url, look);
  }

  static async #on(device: BrowserContext, url: string, look: Look): Promise<PersonWindow> {
    const page = await device.newPage();
    if (slowness > 1) await slow(page);
    return new PersonWindow(page, url, look, await Watch.begin(page, url));
  }

  private constructor(page: Page, url: string, look: Look, watch: Watch) {
    this.page = page;
    this.url = url;
    this.#look = look;
    this.#watch = watch;
  }

  get look(): Look {
    return this.#look;
  }

  /** The device changes its colours, as many do in the evening: the page stays. */
  async turn(theme: Look['theme']): Promise<void> {
    await this.page.emulateMedia({ colorScheme: theme });
    // What fades from one colour to the other is looked at when it has.
    await this.page.evaluate(() => {
      for (const it of document.getAnimations()) if (it instanceof CSSTransition) it.finish();
    });
    this.#look = { ...this.#look, theme };
  }

  /** The device that this window is on. */
  get device(): BrowserContext {
    return this.page.context();
  }

  /** Opens another tab on the same device; it must be clean where this window must. */
  async tab(): Promise<PersonWindow> {
    const tab = await PersonWindow.#on(this.device, this.url, this.look);
    this.#tabs.push(tab);
    return tab;
  }

  /** Loads a page by its path. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.url).href);
  }

  /** From here on this is no fault of the page. */
  allow(...allowances: readonly Allowance[]): void {
    this.#watch.allow(...allowances);
  }

  /** What is to be said against this window and the other tabs of its device. */
  async remarks(): Promise<readonly Remark[]> {
    const all = await Promise.all([this.#watch.remarks(), ...this.#tabs.map((tab) => tab.remarks())]);
    return all.flat();
  }

  /** Nothing went wrong here, nothing moved by itself, nobody else was asked. */
  async expectClean(): Promise<void> {
    const remarks = await this.remarks();
    const lines = [...new Set(remarks.map(({ kind, says }) => `${kind}: ${says}`))];
    if (lines.length > 0) throw new Error(`the window is not clean\n${lines.join('\n')}`);
  }
}
