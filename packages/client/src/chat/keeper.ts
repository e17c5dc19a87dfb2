/** The keeper: what this device keeps of its chats, so that the app opens offline and no unsent message is lost. */
import type { ChatSummary } from '@kith/protocol';
import type { Disk } from '../cache/disk.ts';
import { Shelf } from '../cache/shelf.ts';
import { Tabs } from '../cache/tabs.ts';
import type { Environment } from '../environment/environment.ts';
import type { Cancel, Readable } from '../observable.ts';
import type { Person } from './api.ts';
import type { KeptEntry } from './entry.ts';
import type { Segment } from './segment.ts';

/** Chats whose newest messages are kept. */
const pagesMax = 30;

/** Keys of what belongs to the person, and not to the device. */
const ofUser = ['list', 'page '];

export interface KeptList {
  readonly user: Person;
  readonly chats: readonly ChatSummary[];
  readonly people: readonly Person[];
}

export interface KeeperMeans {
  readonly environment: Environment;
  readonly disk: Disk;
  readonly url: string;
  /** The list as the server told it; undefined: it has not. */
  readonly list: () => KeptList | undefined;
  readonly page: (chat: string) => Segment | undefined;
  readonly onList: (list: KeptList) => void;
  readonly onPage: (chat: string, segment: Segment) => void;
  /** Unsent messages of an earlier life of this device, or of a tab that is gone. */
  readonly onFound: (entries: readonly KeptEntry[]) => void;
}

export class Keeper {
  readonly shelf: Shelf;
  /** Who was here last, where the list was found. */
  self: Person | null = null;
  readonly #means: KeeperMeans;
  #pages = new Set<string>();
  #device: string | undefined;
  readonly #tabs: Tabs;

  constructor(means: KeeperMeans) {
    const { environment, disk, url } = means;
    this.#means = means;
    this.#tabs = new Tabs(environment, disk.isThere ? `kith chats ${url}` : undefined);
    this.shelf = new Shelf(disk, environment);
  }

  /** This tab, for as long as it lives. */
  get tab(): string {
    return this.#tabs.tab;
  }

  /** Keeps for the device that is logged in; `forget` puts away what was shown of the one before. */
  follow(
    device: Readable<{ readonly id: string } | null>,
    means: { forget: () => void; isRevoked: () => boolean },
  ): Cancel {
    const look = () => {
      const id = device.get()?.id;
      if (id === this.#device) return;
      if (this.#device !== undefined) {
        void this.#leave(means.isRevoked());
        means.forget();
      }
      this.#device = id;
      if (id !== undefined) void this.#enter(id);
    };
    look();
    return device.subscribe(look);
  }

  /** The list changed. */
  later(): void {
    if (this.#means.list() !== undefined) this.shelf.writeLate('list', () => this.#means.list());
  }

  /** The newest messages of a chat changed. */
  laterPage(chat: string): void {
    this.#pages.delete(chat);
    this.#pages.add(chat);
    for (const old of this.#pages) {
      if (this.#pages.size <= pagesMax) break;
      this.forgetPage(old);
    }
    this.shelf.writeLate(`page ${chat}`, () => this.#means.page(chat));
  }

  forgetPage(chat: string): void {
    if (this.#pages.delete(chat)) void this.shelf.remove(`page ${chat}`);
  }

  /** The device is not in that user any more; what is unsent stays with the device. */
  forgetUser(): void {
    this.self = null;
    this.#pages = new Set();
    for (const prefix of ofUser) void this.shelf.clear(prefix);
  }

  async close(): Promise<void> {
    await this.shelf.flush();
    await this.#means.disk.settled();
    this.#tabs.close();
  }

  async #enter(device: string): Promise<void> {
    this.shelf.open(`${this.#means.url} ${device}`);
    const isHere = () => this.#device === device;
    const list = await this.shelf.read<KeptList>('list');
    if (list !== undefined && isHere()) {
      this.self = list.user;
      this.#means.onList(list);
    }
    await this.#adopt();
    for (const key of await this.shelf.keys('page ')) {
      const segment = await this.shelf.read<Segment>(key);
      if (segment === undefined || !isHere()) continue;
      const chat = key.slice('page '.length);
      this.#pages.add(chat);
      this.#means.onPage(chat, segment);
    }
  }

  /** What a device that was signed out for good had to say, nobody will ever take. */
  async #leave(isRevoked: boolean): Promise<void> {
    this.self = null;
    this.#pages = new Set();
    const prefixes = isRevoked ? [''] : ofUser;
    const shelf = this.shelf.closed();
    for (const prefix of prefixes) await shelf.clear(prefix);
  }

  /** A tab that lives sends its own. */
  async #adopt(): Promise<void> {
    const keys = await this.shelf.keys('out ');
    const entries = await this.#entries(keys);
    for (const tab of new Set(entries.map((it) => it.tab))) {
      this.#tabs.whenGone(tab, async () => {
        const left = (await this.#entries(keys)).filter((it) => it.tab === tab);
        if (left.length > 0) this.#means.onFound(left);
      });
    }
  }

  async #entries(keys: readonly string[]): Promise<readonly KeptEntry[]> {
    const found = await Promise.all(keys.map((key) => this.shelf.read<KeptEntry>(key)));
    return found.filter((it) => it !== undefined);
  }
}
