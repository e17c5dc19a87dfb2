/** The server: puts the rooms together, starts them in order, and stops them in the other. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { openApi } from '@kith/protocol/openapi';
import { assert } from '../base/assert.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import { type Random, systemRandom } from '../base/random.ts';
import { Guards } from '../commands/guards.ts';
import type { CommandOptions } from '../commands/handler.ts';
import { createCommands } from '../commands/service.ts';
import { Tokens } from '../commands/tokens.ts';
import { Connections } from '../connection/connections.ts';
import { notification } from '../connection/notifications.ts';
import { Directory } from '../hub/directory.ts';
import { Hub } from '../hub/hub.ts';
import { Presence } from '../hub/presence.ts';
import { Tail } from '../log/tail.ts';
import type { Store } from '../store/port.ts';
import { createHttpDoor } from '../transport/http/door.ts';
import { allowOrigins } from '../transport/origin.ts';
import { remoteBehind } from '../transport/remote.ts';
import { openWebSocketDoor } from '../transport/websocket/door.ts';
import { createAdminServer } from './admin/server.ts';
import type { Config } from './config/config.ts';
import { isPublic } from './config/exposure.ts';
import { ConfigProblem } from './config/problem.ts';
import { publicUrlOf } from './config/public-url.ts';
import { deriveKey } from './data-dir.ts';
import { drain } from './drain.ts';
import { keepHouse } from './housekeeping.ts';
import { createLogger, type Logger } from './logger.ts';
import { storeProbe } from './readiness.ts';
import { openStorage } from './storage.ts';
import { version } from './version.ts';

/** A running server. */
export interface KithServer {
  /** Where people reach it. */
  readonly url: string;
  readonly port: number;
  /** How long it took until the first call could be answered. */
  readonly ready: { readonly ms: number };
  /** Drains and stops: connections are told to come back, calls under way are answered, the store is closed. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly log?: Logger;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** Limits of the HTTP parser (against requests that never end). */
const http = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 8 * 1024,
} as const;

const headersMax = 100;

/** Last seen of many devices is stored with one command in so many ms. */
const seenMs = 1_000;

/** Starts a server. Throws `ConfigProblem` and `DatabaseRefused`. */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<KithServer> {
  const { clock = systemClock, random = systemRandom } = options;
  const log = options.log ?? createLogger({ level: config.logLevel, format: config.logFormat });
  const began = clock.monotonic();
  const storage = await openStorage(config);
  const { store, dir, secret } = storage;
  const listener = createServer(http);
  listener.maxHeadersCount = headersMax;
  // The port must be known before the rooms that name it; who comes that early is asked to come again.
  let answer: RequestListener = (_, response) => response.writeHead(503, { 'retry-after': '1' }).end();
  listener.on('request', (request, response) => answer(request, response));
  try {
    const port = await listen(listener, config);
    const url = publicUrlOf(config, port);
    const onBug = (error: unknown, where = 'server') => log.error({ err: error, where }, 'a bug of ours');
    const rooms = await openRooms({
      config,
      store,
      clock,
      random,
      url,
      onBug,
      seal: deriveKey(secret, 'seal'),
    });
    const { connections, tokens, presence, tail } = rooms;
    const originAllowed = allowOrigins(originsOf(config, port));
    const findRemote = remoteBehind(config.trustedProxies);
    const { limits } = config;
    let isDraining = false;
    const canStore = storeProbe(store, clock);
    const door = createHttpDoor({
      ...rooms,
      random,
      limits,
      originAllowed,
      findRemote,
      onBug,
      secureCookies: url.startsWith('https:'),
      openApi: openApi({ url }),
      keySet: () => tokens.keySet,
      isReady: async () => !isDraining && (await canStore()),
    });
    const respond = getRequestListener(door.fetch, { overrideGlobalObjects: false });
    answer = (request, response) => void respond(request, response);
    openWebSocketDoor(listener, { ...rooms, clock, random, limits, originAllowed, findRemote });
    const startedAt = clock.now();
    const admin = await createAdminServer({
      store,
      dir,
      clock,
      publicUrl: url,
      secretInDir: config.secret === null,
      exposed: isPublic({ host: config.host, publicUrl: config.publicUrl }),
      onBug,
      status: () => ({
        version,
        url,
        uptimeMs: clock.now() - startedAt,
        head: tail.head.offset,
        connections: connections.registry.all.size,
        devicesOnline: presence.size,
      }),
    });
    const stopHousekeeping = keepHouse({
      store,
      tail,
      clock,
      retentionDays: config.retentionDays,
      onError: (error, task) => log.warn({ err: error, task }, 'housekeeping failed and will be tried again'),
    });
    const close = async () => {
      isDraining = true;
      stopHousekeeping();
      const closed = new Promise((done) => listener.close(done));
      await drain(connections, clock);
      listener.closeIdleConnections();
      await closed;
      await admin.close();
      connections.close();
      presence.close();
      rooms.close();
      tokens.close();
      tail.close();
      await store.close();
    };
    let closing: Promise<void> | undefined;
    return {
      url,
      port,
      ready: { ms: clock.monotonic() - began },
      close() {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    listener.close();
    await store.close();
    throw error;
  }
}

interface RoomOptions {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly url: string;
  readonly seal: Uint8Array;
  readonly onBug: (error: unknown, where?: string) => void;
}

/** Opens the rooms from the log to the connections. The order in which they follow the tail matters. */
async function openRooms({ config, store, clock, random, url, seal, onBug }: RoomOptions) {
  const { limits, openJoin, rateLimits } = config;
  const options: CommandOptions = { publicUrl: url, openJoin, rateLimits, limits };
  const tail = new Tail(store);
  const directory = new Directory(store);
  tail.follow((events) => directory.take(events));
  const hub = new Hub(clock);
  const guards = new Guards({ clock, limits, on: rateLimits });
  const tokens = await Tokens.open({
    store,
    clock,
    seal,
    issuer: url,
    onError: (error) => onBug(error, 'tokens'),
  });
  const seen = new Map<string, number>();
  const stopSeen = clock.every(seenMs, () => storeSeen(store, seen, onBug));
  const presence = new Presence({
    clock,
    storeSeen: (devices) => {
      for (const { id, at } of devices) seen.set(id, at);
    },
    tell: (topic, device, data) => {
      const from = { user: data.user, device: device === '' ? null : device };
      hub.signal(
        topic,
        `presence ${device}`,
        notification('signal', { type: 'presence', topic, from, data }),
      );
    },
  });
  const means = { store, tail, directory, presence, tokens, guards, clock, random, options };
  const commands = createCommands(means, onBug);
  const connections = new Connections({ ...means, hub, commands }, onBug);
  const close = () => {
    stopSeen();
    storeSeen(store, seen, onBug);
  };
  return { tail, hub, guards, tokens, presence, commands, connections, close };
}

function storeSeen(
  store: Store,
  seen: Map<string, number>,
  onBug: (error: unknown, where: string) => void,
): void {
  if (seen.size === 0) return;
  const devices = [...seen].map(([id, at]) => ({ id, at }));
  seen.clear();
  store
    .execute({ name: 'devices.seen', params: { devices }, actor: { kind: 'system' } })
    .catch((error: unknown) => onBug(error, 'last seen'));
}

async function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(portProblem(cause, host, port)));
    server.listen({ host, port, backlog: 1024 }, resolve);
  });
  const address = server.address();
  assert(address !== null && typeof address === 'object', 'a listening server has an address');
  return address.port;
}

function portProblem(cause: NodeJS.ErrnoException, host: string, port: number): ConfigProblem {
  const inUse = cause.code === 'EADDRINUSE';
  return new ConfigProblem({
    code: 'port',
    message: inUse ? `Port ${port} is in use.` : `Cannot listen on ${host}:${port} (${cause.code}).`,
    fix: inUse
      ? 'stop what listens there, or set KITH_PORT to a free port'
      : 'set KITH_HOST to an address of this machine',
    cause,
  });
}

/** The origins that may call: those configured, else the public one, else this machine's. */
function originsOf({ allowedOrigins, publicUrl }: Config, port: number): readonly string[] {
  if (allowedOrigins.length > 0) return allowedOrigins;
  if (publicUrl !== null) return [new URL(publicUrl).origin];
  return [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
}
