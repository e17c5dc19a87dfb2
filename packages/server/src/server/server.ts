/** The server: opens the store, the rooms and the doors in order, and closes them in the other. */
import { getRequestListener } from '@hono/node-server';
import { contractLevel } from '@kith/protocol';
import { openApi } from '@kith/protocol/openapi';
import { addressMatcher } from '../base/cidr.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import { type Random, systemRandom } from '../base/random.ts';
import type { Commands } from '../commands/service.ts';
import { createHttpDoor } from '../transport/http/door.ts';
import { Exchanges } from '../transport/http/exchanges.ts';
import { answerUnreadable, unreadableTarget } from '../transport/http/unreadable.ts';
import { allowOrigins } from '../transport/origin.ts';
import { remoteBehind } from '../transport/remote.ts';
import { createWebDoor } from '../transport/web/door.ts';
import { createUnbuiltDoor } from '../transport/web/unbuilt.ts';
import { openWebSocketDoor } from '../transport/websocket/door.ts';
import { type AdminServer, createAdminServer } from './admin/server.ts';
import { openApps } from './apps/open.ts';
import type { Config } from './config/config.ts';
import { isPublic } from './config/exposure.ts';
import { publicUrlOf } from './config/public-url.ts';
import { type DataDir, deriveKey } from './data-dir.ts';
import { drain } from './drain.ts';
import { keepHouse } from './housekeeping.ts';
import { offeredAddresses } from './lan.ts';
import { type Listening, listen } from './listening.ts';
import { createLogger, type Logger } from './logger.ts';
import type { Metrics } from './metrics/metrics.ts';
import { allowedOrigins, ownOrigins } from './origins.ts';
import { proveWritable, storeProbe } from './readiness.ts';
import { openRooms, type RoomOptions, type Rooms } from './rooms.ts';
import type { SocketBounds } from './sockets.ts';
import { openStorage, type Storage } from './storage.ts';
import { version } from './version.ts';
import { weatherReport } from './weather.ts';
import { openWebClient, type WebClient } from './web-client.ts';

/** A running server. */
export interface KithServer {
  /** Where people reach it. */
  readonly url: string;
  readonly port: number;
  /** Where its own network reaches it, the most likely address first; empty without `--lan`. */
  readonly lanUrls: readonly string[];
  /** Where its metrics are, if they are on. */
  readonly metricsUrl?: string;
  /** How long it took until the first call could be answered. */
  readonly ready: { readonly ms: number };
  /** Resolves when the store cannot go on, with the reason. Only a new start helps; until then nothing is stored. */
  readonly halted: Promise<unknown>;
  /** Drains and stops: connections are told to come back, calls under way are answered, the store is closed. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly log?: Logger;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** Starts a server. Throws `ConfigProblem`, `ConfigProblems` and `DatabaseRefused`. */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<KithServer> {
  const { clock = systemClock, random = systemRandom } = options;
  const log = options.log ?? createLogger({ level: config.logLevel, format: config.logFormat });
  const onBug = (error: unknown, where = 'server') => log.error({ err: error, where }, 'a bug of ours');
  const onWeather = weatherReport(log, clock);
  const began = clock.monotonic();
  const loaded = await openApps(config);
  const web = openWebClient(config);
  const lan = offeredAddresses(config);
  if (web.missing !== undefined) log.warn(web.missing);
  const listening = await listen({ ...config, bounds: socketBounds(config), headers: secureOnly(config) });
  const { port } = listening;
  const lanUrls = lan.map((address) => publicUrlOf({ publicUrl: null, host: address, port }));
  // Its files need nothing of what opens below, which may take a while.
  openWebDoor(web, { config, listening, lanUrls });
  const opened: Listening[] = [listening];
  let storage: Storage | undefined;
  try {
    storage = await openStorage(config, loaded.facts);
    const { dir, secret } = storage;
    await proveWritable(storage.store, dir.database);
    const apps = await loaded.record(storage.store);
    const url = lanUrls[0] ?? publicUrlOf(config, port);
    const metrics = await openMetrics(config, clock);
    if (metrics !== undefined) opened.push(metrics.listening);
    const store = metrics?.observeStore(storage.store) ?? storage.store;
    const seal = deriveKey(secret, 'seal');
    const observe = metrics && { observe: (commands: Commands) => metrics.observeCommands(commands) };
    const opening: RoomOptions = {
      config,
      store,
      apps,
      clock,
      random,
      url,
      seal,
      onBug,
      onWeather,
      ...observe,
    };
    const rooms = await openRooms(opening);
    const life = { isDraining: false };
    openDoors({ ...opening, rooms, listening, lanUrls, isDraining: () => life.isDraining });
    metrics?.observeHttp(listening.server);
    metrics?.tell(rooms, onBug);
    const told = metrics && { metricsUrl: metrics.url };
    const admin = await openAdmin({ ...opening, rooms, dir, ...told });
    const { retentionDays } = config;
    const stopHousekeeping = keepHouse({
      ...rooms,
      retentionDays,
      onError: (error, task) => log.warn({ err: error, task }, 'housekeeping failed and will be tried again'),
    });
    const stop = async () => {
      life.isDraining = true;
      stopHousekeeping();
      // HTTP goes on meanwhile: whoever balances load must be able to ask, and hear that this node is not ready.
      await drain(rooms.connections, clock);
      await listening.close();
      await admin.close();
      await metrics?.listening.close();
      rooms.close();
      await store.close();
    };
    const ready = { ms: clock.monotonic() - began };
    let stopping: Promise<void> | undefined;
    const halted = new Promise<unknown>((halt) => store.onHalt(halt));
    return {
      url,
      port,
      lanUrls,
      ...told,
      ready,
      halted,
      close() {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    for (const listening of opened) await listening.close();
    await storage?.store.close();
    throw error;
  }
}

/** Loaded only where somebody watches: who does not pays nothing for it. */
async function openMetrics({ metricsPort }: Config, clock: Clock): Promise<Metrics | undefined> {
  if (metricsPort === null) return undefined;
  const metrics = await import('./metrics/metrics.ts');
  return metrics.openMetrics(metricsPort, clock);
}

interface DoorOptions extends RoomOptions {
  readonly rooms: Rooms;
  readonly listening: Listening;
  readonly lanUrls: readonly string[];
  readonly isDraining: () => boolean;
}

/** What calls over HTTP may hold is this part of what may wait for all readers. */
const httpShare = 4;

function openDoors({
  config,
  clock,
  random,
  url,
  onBug,
  rooms,
  listening,
  lanUrls,
  isDraining,
}: DoorOptions): void {
  const { limits, registration, openJoin } = config;
  const { server, port } = listening;
  const originAllowed = allowOrigins(allowedOrigins(config, { port, lanUrls }));
  const findRemote = remoteBehind(config.trustedProxies);
  const canStore = storeProbe(rooms.store, clock);
  const door = createHttpDoor({
    ...rooms,
    random,
    limits,
    originAllowed,
    findRemote,
    onBug,
    exchanges: new Exchanges({
      bytesMax: limits.nodeOutboxBytes / httpShare,
      isCounted: config.rateLimits,
    }),
    secureCookies: url.startsWith('https:'),
    openApi: openApi({ url }),
    serverFacts: { name: 'kith', version, level: contractLevel, registration, openJoin },
    keySet: () => rooms.keys.published,
    isReady: async () => !isDraining() && (await canStore()),
  });
  const respond = getRequestListener(door.fetch, {
    overrideGlobalObjects: false,
    errorHandler: unreadableTarget(random),
  });
  listening.answer((request, response) => void respond(request, response));
  answerUnreadable(server, random);
  openWebSocketDoor(server, { ...rooms, random, limits, originAllowed, findRemote });
}

interface AdminOptions extends RoomOptions {
  readonly rooms: Rooms;
  readonly dir: DataDir;
  readonly metricsUrl?: string;
}

function openAdmin(options: AdminOptions): Promise<AdminServer> {
  const { config, store, clock, url, onBug, rooms, dir, metricsUrl } = options;
  const startedAt = clock.now();
  return createAdminServer({
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
      head: rooms.tail.head.offset,
      connections: rooms.connections.registry.all.size,
      devicesOnline: rooms.presence.size,
      ...(metricsUrl === undefined ? {} : { metricsUrl }),
    }),
  });
}

function socketBounds({ limits, rateLimits, trustedProxies }: Config): SocketBounds {
  const { connections } = limits;
  return rateLimits ? { connections, isShared: addressMatcher(trustedProxies) } : { connections };
}

function openWebDoor(
  { site, missing }: WebClient,
  { config, listening, lanUrls }: Pick<DoorOptions, 'config' | 'listening' | 'lanUrls'>,
): void {
  const sockets = ownOrigins(config, { port: listening.port, lanUrls }).map((origin) =>
    origin.replace(/^http/, 'ws'),
  );
  const trusted = !isPublic(config) || config.publicUrl?.startsWith('https:') === true;
  if (site !== undefined) listening.answerFirst(createWebDoor(site, { sockets, trusted }));
  else if (missing !== undefined) listening.answerFirst(createUnbuiltDoor(missing));
}

/** Where people come by https, a browser need never try without (RFC 6797). */
function secureOnly({ publicUrl }: Config): Readonly<Record<string, string>> {
  return publicUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {};
}
