/** Puts the rooms together, from the log to the connections. The order in which they follow the tail matters. */
import type { Clock } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import type { AppSchemas } from '../commands/app-schemas.ts';
import { Guards } from '../commands/guards.ts';
import type { Means } from '../commands/handler.ts';
import { Newcomers } from '../commands/newcomers.ts';
import { type Commands, createCommands } from '../commands/service.ts';
import { SigningKeys } from '../commands/signing-keys.ts';
import { Tokens } from '../commands/tokens.ts';
import { Connections } from '../connection/connections.ts';
import { Directory } from '../hub/directory.ts';
import { Hub } from '../hub/hub.ts';
import { Partners } from '../hub/partners.ts';
import { Presence } from '../hub/presence.ts';
import { Signals } from '../hub/signals.ts';
import { Tail } from '../log/tail.ts';
import type { Store } from '../store/port.ts';
import type { Config } from './config/config.ts';
import { LastSeen } from './last-seen.ts';

export interface RoomOptions {
  readonly config: Config;
  readonly store: Store;
  /** The schemas of the apps, in force. */
  readonly apps: AppSchemas;
  readonly clock: Clock;
  readonly random: Random;
  /** Where people reach the server; also the issuer of its tokens. */
  readonly url: string;
  readonly seal: Uint8Array;
  readonly onBug: (error: unknown, where?: string) => void;
  readonly onWeather: (error: unknown, where: string) => void;
  /** Stands before the commands room where somebody watches what is called. */
  readonly observe?: (commands: Commands) => Commands;
}

/** The rooms that doors open into. */
export interface Rooms extends Means {
  readonly keys: SigningKeys;
  readonly commands: Commands;
  readonly connections: Connections;
  /** Stops timers and tells the store what it does not know yet. Connections are gone by then. */
  close(): void;
}

/** Opens the rooms. */
export async function openRooms({
  config,
  store,
  apps,
  clock,
  random,
  url,
  seal,
  onBug,
  onWeather,
  observe = (commands) => commands,
}: RoomOptions): Promise<Rooms> {
  const { limits, openJoin, rateLimits } = config;
  const tail = new Tail(store);
  const directory = new Directory(store);
  // First of all readers: whoever looks a device up because of an event must not find it as it was before.
  tail.follow((events) => directory.take(events));
  const hub = new Hub(clock);
  const keys = await SigningKeys.open({
    store,
    clock,
    random,
    seal,
    onError: (error) => onBug(error, 'keys'),
  });
  const lastSeen = new LastSeen({ store, clock, onError: (error) => onBug(error, 'last seen') });
  const partners = new Partners({ hub, clock, store, most: limits.receiptMembers });
  const signals = new Signals({ hub, partners, clock });
  tail.follow((events) => signals.take(events));
  const presence = new Presence({
    clock,
    storeSeen: (devices) => lastSeen.note(devices),
    tell: (topic, data) => signals.presence(topic, data),
  });
  const means: Means = {
    store,
    tail,
    directory,
    presence,
    signals,
    clock,
    random,
    tokens: new Tokens({ keys, clock, issuer: url }),
    guards: new Guards({ clock, limits, on: rateLimits }),
    newcomers: new Newcomers(clock),
    options: { publicUrl: url, openJoin, rateLimits, limits, apps },
  };
  const commands = observe(createCommands(means, { bug: onBug, weather: onWeather }));
  const connections = new Connections({ ...means, hub, commands }, onBug);
  const close = () => {
    connections.close();
    presence.close();
    partners.close();
    lastSeen.close();
    keys.close();
    tail.close();
  };
  return { ...means, keys, commands, connections, close };
}
