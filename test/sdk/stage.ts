/** The stage of the SDK's contract tests: clients of one person, ways to wait, and a world that a test can bend. */
import {
  type Client,
  type ClientOptions,
  createClient,
  type Environment,
  nativeEnvironment,
  type Readable,
  type Socket,
  type Status,
} from '@kith/client';
import type { Clock } from '../../packages/server/src/base/clock.ts';
import { within } from '../support/patience.ts';
import { fresh } from '../support/person.ts';

/** Resolves with the first value, now or later, that `holds`; fails with the last one. */
export async function eventually<T, U extends T>(
  readable: Readable<T>,
  holds: ((value: T) => value is U) | ((value: T) => boolean),
): Promise<U> {
  let cancel: (() => void) | undefined;
  const found = new Promise<U>((resolve) => {
    const look = () => {
      const value = readable.get();
      if (holds(value)) resolve(value as U);
    };
    cancel = readable.subscribe(look);
    look();
  });
  try {
    return await within(found, () => `it stayed ${JSON.stringify(readable.get())}`);
  } finally {
    cancel?.();
  }
}

/** Resolves once the client has this status. */
export function become<N extends Status['name']>(
  client: Pick<Client, 'status'>,
  name: N,
): Promise<Extract<Status, { name: N }>> {
  return eventually(client.status, (it): it is Extract<Status, { name: N }> => it.name === name);
}

/** A value of an observed thing, without its subscription: each turn it is looked at anew. */
export function watch<T>(
  changes: { subscribe: (listener: () => void) => () => void },
  get: () => T,
): Readable<T> {
  return { get, subscribe: changes.subscribe };
}

/** A password that is nobody's. */
export const password = 'correct horse battery';

/** A client with a device of its own, logged in. */
export async function registered(
  url: string,
  options: Partial<ClientOptions> & { readonly name?: string } = {},
): Promise<Client> {
  const { name = fresh('Device'), ...rest } = options;
  const client = createClient({ url, ...rest });
  await client.register({ name, password });
  return client;
}

/** The first device of a new user. */
export async function person(
  url: string,
  options: Partial<ClientOptions> & { readonly name?: string } = {},
): Promise<Client> {
  const client = await registered(url, options);
  await client.createUser({ handle: fresh('p') });
  await become(client, 'live');
  return client;
}

/** Has another client's device join by code and number, as two people with two screens do. */
export async function link(existing: Client, joining: Client): Promise<void> {
  const { code } = await existing.links.create();
  const handle = existing.user.get()?.handle ?? '';
  const attempt = await joining.links.redeem({ handle, code });
  const [request] = await eventually(existing.links.requests, (it) => it.length > 0);
  if (request === undefined) throw new Error('no request');
  await request.approve(attempt.number);
  await attempt.ended;
}

/** Another device of the same user. */
export async function another(
  existing: Client,
  url: string,
  options: Partial<ClientOptions> & { readonly name?: string } = {},
): Promise<Client> {
  const client = await registered(url, options);
  await link(existing, client);
  return client;
}

/** An environment whose sockets a test can count and cut, and whose clock it may bring. */
export interface BentWorld {
  readonly environment: Environment;
  /** Sockets opened so far. */
  readonly opened: number;
  /** Frames that the client sent. */
  readonly sent: Readable<readonly string[]>;
  /** Sockets are gone without a word, and new ones do not open until told. */
  cut(options?: { readonly offline?: boolean }): void;
  /** Sockets open again, and requests go through. */
  back(): void;
  /** Changes what is heard. */
  bend(hear: (text: string) => string | undefined): void;
  wake(): void;
}

/** `clockErrorMs`: what this machine's clock is wrong by. */
export function bentWorld({
  clock,
  clockErrorMs = 0,
}: {
  clock?: Clock;
  clockErrorMs?: number;
} = {}): BentWorld {
  const sockets = new Set<{ cut(): void }>();
  let sent: readonly string[] = [];
  const watchers = new Set<() => void>();
  const wakes = new Set<() => void>();
  let hear: (text: string) => string | undefined = (text) => text;
  let isOffline = false;
  let opened = 0;
  const environment: Environment = {
    ...nativeEnvironment,
    ...(clock === undefined ? {} : { after: (ms, task) => clock.after(ms, task) }),
    now: () => (clock?.now() ?? nativeEnvironment.now()) + clockErrorMs,
    post: (url, call) =>
      isOffline ? Promise.reject(new Error('offline')) : nativeEnvironment.post(url, call),
    openSocket(url, protocol, ears): Socket {
      opened += 1;
      let isGone = false;
      const entry = {
        cut() {
          if (isGone) return;
          isGone = true;
          sockets.delete(entry);
          socket.close();
          ears.closed(1006, '');
        },
      };
      const socket = nativeEnvironment.openSocket(isOffline ? 'ws://127.0.0.1:1' : url, protocol, {
        opened: () => isGone || ears.opened(),
        heard(text) {
          const heard = isGone ? undefined : hear(text);
          if (heard !== undefined) ears.heard(heard);
        },
        closed(code, reason) {
          sockets.delete(entry);
          if (!isGone) ears.closed(code, reason);
          isGone = true;
        },
      });
      sockets.add(entry);
      return {
        send(text) {
          if (isGone) return;
          sent = [...sent, text];
          socket.send(text);
          for (const tell of [...watchers]) tell();
        },
        close: () => socket.close(),
      };
    },
    onWake(listener) {
      const wake = () => listener('visible');
      wakes.add(wake);
      return () => void wakes.delete(wake);
    },
  };
  return {
    environment,
    sent: {
      get: () => sent,
      subscribe(tell) {
        watchers.add(tell);
        return () => void watchers.delete(tell);
      },
    },
    get opened() {
      return opened;
    },
    cut({ offline = false } = {}) {
      isOffline = offline;
      for (const entry of [...sockets]) entry.cut();
    },
    back() {
      isOffline = false;
    },
    bend(next) {
      hear = next;
    },
    wake() {
      for (const wake of [...wakes]) wake();
    },
  };
}
