/** A machine: one device of the person, with a clock of its own, a disk, and tabs that come, go and crash. */
import type { Client, Environment, Settings, Wake } from '@kith/client';
import type { App } from '@kith/protocol/apps';
import type { Seeded } from '../seeded.ts';
import { app, type Rules } from '../subject.ts';
import type { Agenda } from './agenda.ts';
import { Drive } from './drive.ts';
import type { House } from './house.ts';
import { Locks } from './locks.ts';
import { Seen } from './seen.ts';
import { Wire } from './wire.ts';

/** The SDK under test: its own or that of a mutant. */
export interface Sdk {
  readonly createClient: typeof import('@kith/client').createClient;
  readonly memoryStorage: typeof import('@kith/client').memoryStorage;
}

/** What an app shows where nobody has chosen; no person ever sets a number below 0. */
export const defaults = { a: -1, b: -2, c: -3, d: -4, own: -5, top: -6, pick: -7 };
export type Key = keyof typeof defaults;

/** Keys by which the later edit wins. */
export const keys: readonly Key[] = ['a', 'b', 'c', 'd'];

/** Of `top` the highest value stands; a conflict about `pick` is left to the person. */
const demo: App<typeof defaults> = {
  name: app,
  defaults,
  keys: { top: { policy: 'max' }, pick: { policy: 'manual' } },
};

/** The same for the server. */
export const rules: Rules = {
  top: { policy: 'max', scopes: ['user', 'device', 'class'] },
  pick: { policy: 'manual', scopes: ['user', 'device', 'class'] },
};

export interface Means {
  readonly sdk: Sdk;
  readonly agenda: Agenda;
  readonly house: House;
  readonly random: Seeded;
}

/** A page that is open, for as long as it lives. */
export class Tab {
  readonly client: Client;
  readonly settings: Settings<typeof defaults>;
  readonly seen: Seen;
  isAlive = true;
  readonly wires = new Set<Wire>();
  readonly listeners = new Set<(wake: Wake) => void>();

  constructor(machine: Machine, { sdk, house }: Means) {
    this.client = sdk.createClient({
      url: 'http://house',
      cookie: false,
      storage: machine.storage,
      cache: machine.drive.for(this),
      environment: machine.environmentOf(this),
    });
    this.settings = this.client.settings(demo);
    this.seen = new Seen(this.settings, () => house.world.seq);
  }

  tell(wake: Wake): void {
    for (const listener of [...this.listeners]) listener(wake);
  }
}

export class Machine {
  readonly device: string;
  readonly storage: ReturnType<Sdk['memoryStorage']>;
  readonly drive: Drive;
  /** What is added to true time on this machine's clock. */
  clockError: number;
  isOnline = true;
  /** Tabs that are open. */
  readonly tabs = new Set<Tab>();
  /** Every tab that ever was. */
  readonly all: Tab[] = [];
  readonly #means: Means;
  readonly #locks = new Locks<Tab>();
  readonly #channels = new Set<{ readonly tab: Tab; readonly name: string; hear(message: unknown): void }>();
  #isAsleep = false;
  #late: (() => void)[] = [];

  constructor(device: string, clockError: number, means: Means) {
    this.device = device;
    this.clockError = clockError;
    this.#means = means;
    this.storage = means.sdk.memoryStorage();
    this.drive = new Drive(means.agenda, means.random);
  }

  /** Opens the app, which goes on with the session of before. */
  open(): Tab {
    const tab = new Tab(this, this.#means);
    this.tabs.add(tab);
    this.all.push(tab);
    if (this.all.length === 1) void tab.client.login({ device: this.device, password: 'x' });
    return tab;
  }

  /** Ends a tab: `crash` at once, and what the disk had not taken is lost; else the page is hidden first. */
  end(tab: Tab, crash: boolean): void {
    if (!crash) tab.tell('hidden');
    queueMicrotask(() => {
      tab.isAlive = false;
      this.tabs.delete(tab);
      this.drive.gone(tab, crash);
      for (const wire of tab.wires) wire.close();
      for (const channel of this.#channels) if (channel.tab === tab) this.#channels.delete(channel);
      this.#locks.gone(tab);
    });
  }

  /** The network goes; for long: the machine sleeps as well, but for what a person does. */
  goOffline(isLong: boolean): void {
    this.isOnline = false;
    this.#isAsleep = isLong;
    for (const tab of this.tabs) for (const wire of tab.wires) wire.cut();
  }

  goOnline(): void {
    this.isOnline = true;
    this.wake();
    this.#isAsleep = false;
    for (const tab of this.tabs) tab.tell('online');
  }

  /** Somebody opens the lid: what was due while it slept is done now. */
  wake(): void {
    const late = this.#late;
    this.#late = [];
    for (const task of late) task();
  }

  environmentOf(tab: Tab): Environment {
    const { agenda, random, house } = this.#means;
    const alive = (task: () => void) => () => {
      const run = () => {
        if (tab.isAlive) task();
      };
      if (this.#isAsleep) this.#late.push(run);
      else run();
    };
    return {
      now: () => 1_000_000_000 + agenda.now + this.clockError,
      after: (ms, task) => agenda.after(ms, alive(task)),
      random: () => random.next(),
      bytes: (length) => random.bytes(length) as Uint8Array<ArrayBuffer>,
      post: () =>
        new Promise((resolve, reject) => {
          agenda.after(random.int(1, 100), () => {
            if (!tab.isAlive) return;
            if (this.isOnline) resolve({ status: 200, text: house.post(this.device) });
            else reject(new Error('offline'));
          });
        }),
      openSocket: (_, __, ears) => {
        if (!this.isOnline) {
          agenda.after(
            5,
            alive(() => ears.closed(1006, '')),
          );
          return { send: () => undefined, close: () => undefined };
        }
        const heard = {
          opened: alive(() => ears.opened()),
          heard: (text: string) => alive(() => ears.heard(text))(),
          closed: (code: number, reason: string) => alive(() => ears.closed(code, reason))(),
        };
        const wire = new Wire(this.device, { agenda, random, house, ears: heard });
        tab.wires.add(wire);
        return {
          send: (text) => wire.send(text),
          close: () => {
            tab.wires.delete(wire);
            wire.close();
          },
        };
      },
      onWake: (listener) => {
        tab.listeners.add(listener);
        return () => void tab.listeners.delete(listener);
      },
      exclusively: (name, task) => this.#locks.hold(tab, name, task),
      openChannel: (name, hear) => {
        const channel = { tab, name, hear };
        this.#channels.add(channel);
        return {
          tell: (message) => {
            const text = JSON.stringify(message);
            for (const other of this.#channels) {
              if (other === channel || other.name !== name) continue;
              agenda.after(1, () => {
                if (other.tab.isAlive) other.hear(JSON.parse(text));
              });
            }
          },
          close: () => void this.#channels.delete(channel),
        };
      },
    };
  }
}
