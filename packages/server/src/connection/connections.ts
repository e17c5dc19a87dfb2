/** The connections of this node: accepts transports, greets them, keeps their time, sends them away. */
import { closeCodes, refuse, type Topic } from '@kith/protocol';
import { Gate } from '../base/gate.ts';
import { newId } from '../base/random.ts';
import type { Remote } from '../commands/caller.ts';
import type { Means } from '../commands/handler.ts';
import type { Commands } from '../commands/service.ts';
import { ownTopics } from '../domain/reading.ts';
import type { KnownDevice } from '../hub/directory.ts';
import type { Hub } from '../hub/hub.ts';
import { Reaches } from '../hub/reaches.ts';
import { StoreFault } from '../store/port.ts';
import { Connection } from './connection.ts';
import { deliver } from './following.ts';
import { type GreetingMeans, greet, turnAway } from './greeting.ts';
import { Heartbeat } from './heartbeat.ts';
import type { ConnectionMeans, LifecycleCall } from './means.ts';
import { notification } from './notifications.ts';
import { readOn } from './reading-on.ts';
import { Registry } from './registry.ts';
import { renew } from './renewal.ts';
import { Tallies } from './tallies.ts';
import type { Transport } from './transport.ts';

/** Hellos at work and waiting; beyond that a client is told when to come again. */
const handshakes = { workers: 64, queue: 2_000 };

/** Calls that may be sent before the hello is answered. */
const earlyCallsMax = 100;

export class Connections {
  readonly registry = new Registry();
  readonly tallies = new Tallies();
  readonly reaches: Reaches;
  readonly #means: Means & { hub: Hub };
  readonly #connectionMeans: ConnectionMeans;
  readonly #greetingMeans: GreetingMeans;
  readonly #heartbeat: Heartbeat;
  readonly #early = new Map<Connection, (() => void)[]>();
  readonly #onBug: (error: unknown) => void;
  #draining = false;

  constructor(means: Means & { hub: Hub; commands: Commands }, onBug: (error: unknown) => void) {
    const { clock, hub, commands, options, store, tail, tokens } = means;
    const { registry, tallies } = this;
    const reaches = new Reaches({ store, tail, attendance: registry });
    this.reaches = reaches;
    const { limits } = options;
    this.#means = means;
    this.#onBug = onBug;
    this.#connectionMeans = {
      clock,
      hub,
      commands,
      tallies,
      limits,
      greet: (connection, call) => void this.#greet(connection, call),
      afterHello: (connection, task) => this.#afterHello(connection, task),
      renew: (connection, call) => void renew(tokens, connection, call).catch(onBug),
      onClose: (connection) => this.#forget(connection),
    };
    this.#greetingMeans = {
      ...means,
      registry,
      reaches,
      tallies,
      gate: new Gate(handshakes),
      goLive: (connection) => this.#goLive(connection),
      greeted: (connection) => this.#takeEarly(connection),
    };
    this.#heartbeat = new Heartbeat({ clock, tail, limits, registry });
    const catchUp = (connection: Connection, after: number) => void this.#catchUp(connection, after);
    const following = { ...means, registry, reaches, catchUp };
    tail.follow((events) => deliver(following, events));
  }

  /** Says whether another socket may be opened now; `false` while draining or when too many are silent. */
  get hasRoom(): boolean {
    return !this.#draining && this.registry.silent < this.#means.options.limits.pendingSockets;
  }

  /** A new transport; its messages go to `receive` of what is returned. */
  accept(transport: Transport, remote: Remote): Connection {
    const id = newId(this.#means.random, 'con');
    const connection = new Connection(this.#connectionMeans, { id, remote, transport });
    this.registry.all.add(connection);
    return connection;
  }

  /** Tells everyone to come back later, each at another time. */
  announceDrain(spreadMs: number): void {
    this.#draining = true;
    for (const connection of this.registry.all) {
      const reconnectAfterMs = this.#means.random.int(0, spreadMs + 1);
      connection.say(notification('drain', { reconnectAfterMs }));
      connection.flush();
    }
  }

  /** Closes up to `count` connections more, each once its calls under way are answered; says how many are left. */
  endSome(count: number): number {
    let left = count;
    for (const connection of this.registry.all) {
      if (left === 0) break;
      if (connection.isEnding) continue;
      left -= 1;
      connection.end(closeCodes.draining, 'draining');
    }
    return this.registry.all.size;
  }

  /** Closes all that are left. */
  closeRest(): void {
    for (const connection of this.registry.all) connection.close(closeCodes.draining, 'draining');
  }

  /** Stops keeping time. */
  close(): void {
    this.#heartbeat.close();
  }

  async #greet(connection: Connection, call: LifecycleCall): Promise<void> {
    try {
      await greet(this.#greetingMeans, connection, call);
    } catch (error) {
      if (!(error instanceof StoreFault)) this.#onBug(error);
      turnAway(this, connection, call, refuse(error instanceof StoreFault ? error.code : 'internal'));
    }
  }

  /** Where it cannot be read on now, the connection comes back by its cursor. */
  async #catchUp(connection: Connection, after: number): Promise<void> {
    try {
      await readOn(this.#greetingMeans, connection, { after });
    } catch (error) {
      if (!(error instanceof StoreFault)) this.#onBug(error);
      connection.close(closeCodes.draining, 'cannot read on');
    }
  }

  /** [H6] Calls that came before the hello is answered wait for it, in order. */
  #afterHello(connection: Connection, task: () => void): void {
    const early = this.#early.get(connection) ?? [];
    this.#early.set(connection, early);
    early.push(task);
    if (early.length <= earlyCallsMax) return;
    connection.close(closeCodes.protocolError, 'too many calls before the hello');
  }

  #takeEarly(connection: Connection): void {
    const early = this.#early.get(connection) ?? [];
    this.#early.delete(connection);
    for (const task of early) task();
  }

  #goLive(connection: Connection): void {
    if (connection.phase.name !== 'behind') return;
    const { device, tokenExpiresAt } = connection.phase;
    for (const topic of this.#topicsOf(device)) this.#means.hub.attach(connection, topic);
    connection.phase = { name: 'live', device, tokenExpiresAt };
  }

  #forget(connection: Connection): void {
    const { phase } = connection;
    const { hub, presence } = this.#means;
    this.registry.all.delete(connection);
    this.registry.unregister(connection);
    this.#early.delete(connection);
    if (phase.name !== 'live' && phase.name !== 'behind') return;
    const { device } = phase;
    if (phase.name === 'live') for (const topic of this.#topicsOf(device)) hub.detach(connection, topic);
    presence.went(device.id, device.user?.id ?? null);
  }

  /** What a connection at the head reads. */
  #topicsOf({ id, user }: KnownDevice): Topic[] {
    return user === null ? ownTopics(id, null) : [...ownTopics(id, user.id), ...this.reaches.open(user.id)];
  }
}
