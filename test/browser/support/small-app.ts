/** A small app with settings of its own, which opens without a network: for what the SDK promises to any page. */
import { join } from 'node:path';
import type { BrowserContext, Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { TestDevice } from '../../support/person.ts';
import { withoutNetwork } from './allowances.ts';
import { bundle } from './bundle.ts';
import { holdSockets, type Sockets } from './sockets.ts';
import type { PersonWindow } from './window.ts';

type Value = string | number;

const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Small</title>
<link rel="icon" href="data:,"></head><body><script type="module" src="/small.js"></script></body></html>`;

let script: string | undefined;

const installed = new WeakMap<BrowserContext, Sockets>();

/** Answered on the device itself, as a service worker would: a reload needs no network. Once on a device. */
async function install({ device, url }: PersonWindow): Promise<Sockets> {
  const sockets = installed.get(device) ?? (await holdSockets(device));
  if (installed.has(device)) return sockets;
  installed.set(device, sockets);
  script ??= bundle(join(import.meta.dirname, 'small-app-in-page.ts'));
  const body = script;
  // What no server of this machine has sent is a page from far away to Chromium, which must not call here unasked.
  await device.grantPermissions(['local-network-access'], { origin: url });
  await device.route(`${url}/small?*`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await device.route(`${url}/small.js`, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  return sockets;
}

/** The app in one tab. */
export class SmallApp {
  readonly window: PersonWindow;
  /** Of all tabs of its device. */
  readonly sockets: Sockets;

  /** Opens it in a window that is logged in; every version of it brings its own defaults. */
  static async open(window: PersonWindow, defaults: Readonly<Record<string, Value>>): Promise<SmallApp> {
    window.allow(withoutNetwork);
    const sockets = await install(window);
    await window.goTo(`/small?defaults=${encodeURIComponent(JSON.stringify(defaults))}`);
    return new SmallApp(window, sockets);
  }

  private constructor(window: PersonWindow, sockets: Sockets) {
    this.window = window;
    this.sockets = sockets;
  }

  /** A person types into a field. */
  async edit(key: string, value: Value): Promise<void> {
    await this.window.page.getByRole('textbox', { name: key, exact: true }).fill(String(value));
  }

  /** Waits until a setting shows this value. */
  async shows(key: string, value: Value): Promise<void> {
    await expect.poll(() => this.#output(`${key} shows`).textContent()).toBe(JSON.stringify(value));
  }

  /** Every value of a setting that was rendered since the page was loaded. */
  async rendered(key: string): Promise<readonly Value[]> {
    const texts = await this.window.page.evaluate((it) => globalThis.rendered[it] ?? [], key);
    return texts.map((text) => JSON.parse(text) as Value);
  }

  /** Waits until it is connected and nothing is unsent. */
  async untilSettled(): Promise<void> {
    await expect.poll(() => this.#output('status').textContent()).toBe('live 0');
  }

  /** Waits until the disk holds so many unsent edits: what was not written yet, no crash can spare. */
  async untilKept(count: number): Promise<void> {
    await expect.poll(() => this.window.page.evaluate(keptEdits)).toHaveLength(count);
  }

  /** Takes the network away from its device, and waits until the app knows. */
  async goOffline(): Promise<void> {
    await this.window.device.setOffline(true);
    // Chromium leaves a line that stands.
    this.sockets.cut();
    await expect.poll(() => this.#output('status').textContent()).not.toMatch('live');
  }

  async goOnline(): Promise<void> {
    this.sockets.mend();
    await this.window.device.setOffline(false);
  }

  #output(name: string): Locator {
    return this.window.page.getByRole('status', { name, exact: true });
  }
}

/** Runs in the page: the names of the unsent edits that its browser keeps. */
async function keptEdits(): Promise<readonly string[]> {
  const asked = indexedDB.open('kith');
  await new Promise((resolve, reject) => {
    asked.onsuccess = resolve;
    asked.onerror = reject;
  });
  const keys = asked.result.transaction('kept').objectStore('kept').getAllKeys();
  await new Promise((resolve, reject) => {
    keys.onsuccess = resolve;
    keys.onerror = reject;
  });
  asked.result.close();
  return keys.result.map(String).filter((key) => key.includes(' edit '));
}

interface Stored {
  readonly key: string;
  readonly value: unknown;
}

async function stored({ http }: TestDevice): Promise<readonly Stored[]> {
  return (await http.ok<{ entries: Stored[] }>('settings.get', { app: 'small' })).entries;
}

/** What the server has of the app, by setting. */
export async function storedOf(device: TestDevice): Promise<Readonly<Record<string, unknown>>> {
  return Object.fromEntries((await stored(device)).map(({ key, value }) => [key, value]));
}

/** All that the server has of one setting: its value, who set it and when. */
export async function rowOf(device: TestDevice, key: string): Promise<Stored | undefined> {
  return (await stored(device)).find((it) => it.key === key);
}

/** Every value that a setting of the app was given, newest first: an edit that came twice is here twice. */
export async function givenTo({ http }: TestDevice, key: string): Promise<readonly unknown[]> {
  const { entries } = await http.ok<{ entries: { new?: unknown }[] }>('settings.history', {
    app: 'small',
    key,
  });
  return entries.map((entry) => entry.new);
}
