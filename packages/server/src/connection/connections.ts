/**
 * The connections of this node: accepts transports, greets, follows the tail for them, keeps time, drains.
 *
 * A reader of the tail: a device that joins a user, leaves it or is revoked starts or stops to read at exactly
 * that event, since all of it happens in the turn that delivers the event.
 */
import { closeCodes, type EventData, type Refusal, refuse, type Topic, userTopic } from '@kith/protocol';
import { Gate } from '../base/gate.ts';
import { newId } from '../base/random.ts';
import type { Remote } from '../commands/caller.ts';
import type { Means } from '../commands/handler.ts';
import type { Commands } from '../commands/service.ts';
import type { Claims } from '../commands/tokens.ts';
import type { KnownDevice } from '../hub/directory.ts';
import type { Hub } from '../hub/hub.ts';
import type { OutboundEvent } from '../log/encoding.ts';
import { StoreFault } from '../store/port.ts';
import { Connection } from './connection.ts';
import { byWhom, type GreetingMeans, greet, readRenewal, turnAway } from './greeting.ts';
import { Heartbeat } from './heartbeat.ts';
import type { ConnectionMeans, LifecycleCall } from './means.ts';
import { errorAnswer, notification, resultAnswer } from './notifications.ts';
import { Registry } from './registry.ts';
import { topicsOf } from './replay.ts';
import type { Transport } from './transport.ts';

/** Hellos at work and waiting; beyond that a client is told when to come again. */
const handshakes = { workers: 64, queue: 2_000 };

/** Calls that may be sent before the hello is answered. */
const earlyCallsMax = 100;

export class Connections {
  readonly registry = new Registry();
  readonly #means: Means & { hub: Hub };
  readonly #connectionMeans: ConnectionMeans;
  readonly #greetingMeans: GreetingMeans;
  readonly #heartbeat: Heartbeat;
  readonly #early = new Map<Connection, (() => void)[]>();
  readonly #onBug: (error: unknown) => void;
  #draining = false;

  constructor(means: Means & { hub: Hub; commands: Commands }, onBug: (error: unknown) => void) {
    const { clock, hub, commands, options, tail } = means;
    this.#means = means;
    this.#onBug = onBug;
    this.#connectionMeans = {
      clock,
      hub,
      commands,
      limits: options.limits,
      greet: (connection, call) => void this.#greet(connection, call),
      afterHello: (connection, task) => this.#afterHello(connection, task),
      renew: (connection, call) => void this.#renew(connection, call),
      onClose: (connection) => this.#forget(connection),
    };
    this.#greetingMeans = {
      ...means,
      registry: this.registry,
      gate: new Gate(handshakes),
      goLive: (connection) => this.#goLive(connection),
      greeted: (connection) => this.#takeEarly(connection),
    };
    this.#heartbeat = new Heartbeat({ clock, tail, limits: options.limits, registry: this.registry });
    tail.follow((events) => this.#deliver(events));
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

  /** Closes up to `count` connections; says how many are left. */
  closeSome(count: number): number {
    let left = count;
    for (const connection of this.registry.all) {
      if (left === 0) break;
      left -= 1;
      connection.flush();
      connection.close(closeCodes.draining, 'draining');
    }
    return this.registry.all.size;
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
      turnAway(connection, call, refuse(error instanceof StoreFault ? error.code : 'internal'));
    }
  }

  #takeEarly(connection: Connection): void {
    const early = this.#early.get(connection) ?? [];
    this.#early.delete(connection);
    for (const task of early) task();
  }

  #afterHello(connection: Connection, task: () => void): void {
    const early = this.#early.get(connection) ?? [];
    this.#early.set(connection, early);
    early.push(task);
    if (early.length > earlyCallsMax)
      connection.close(closeCodes.protocolError, 'too many calls before the hello');
  }

  async #renew(connection: Connection, { id, params, requestId }: LifecycleCall): Promise<void> {
    const renewal = readRenewal(params);
    const claims =
      renewal === undefined ? refuse('validation-failed') : await this.#means.tokens.verify(renewal.token);
    const { phase } = connection;
    if (phase.name !== 'live' && phase.name !== 'behind') return;
    const refusal = 'ok' in claims ? claims : refusalOfRenewal(claims, phase.device);
    if (refusal !== undefined) connection.say(errorAnswer(id, refusal, requestId));
    else if (!('ok' in claims)) {
      phase.tokenExpiresAt = claims.expiresAt;
      if (id !== null) connection.say(resultAnswer(id, { expiresAt: claims.expiresAt }));
    }
  }

  #goLive(connection: Connection): void {
    if (connection.phase.name !== 'behind') return;
    const { device, tokenExpiresAt } = connection.phase;
    for (const topic of topicsOf(device)) this.#means.hub.attach(connection, topic);
    connection.phase = { name: 'live', device, tokenExpiresAt };
  }

  #deliver(events: readonly OutboundEvent[]): void {
    const closing: (() => void)[] = [];
    for (const event of events) {
      this.#means.hub.deliver(event);
      if (!changesReaders.has(event.event.type)) continue;
      for (const connection of this.#concerned(event)) {
        const close = this.#follow(connection, event);
        if (close !== undefined) closing.push(close);
      }
    }
    for (const close of closing) close();
  }

  /** The connections of the device that an event is about. */
  #concerned({ event }: OutboundEvent): readonly Connection[] {
    if (event.topic.startsWith('device:')) return this.registry.ofDevice(event.topic.slice('device:'.length));
    return event.type === 'session.ended' ? [] : this.registry.ofDevice(about(event.data));
  }

  /** Lets a connection start or stop to read; returns how it is to be closed once its last events are delivered. */
  #follow(connection: Connection, { event }: OutboundEvent): (() => void) | undefined {
    const { topic, type } = event;
    const { phase } = connection;
    if (type === 'device.joined') {
      if (!topic.startsWith('device:')) return undefined;
      if (phase.name !== 'live') return () => connection.close(closeCodes.userChanged, 'user changed');
      this.#joinUser(connection, JSON.parse(event.data) as JoinedData, event.offset);
      return undefined;
    }
    if (phase.name === 'live' && topic.startsWith('user:'))
      this.#means.hub.detach(connection, topic as Topic);
    return () => this.#closeAfter(connection, type);
  }

  #joinUser(connection: Connection, { user }: JoinedData, offset: number): void {
    if (connection.phase.name !== 'live') return;
    const { device } = connection.phase;
    if (device.user !== null) return;
    connection.phase = { ...connection.phase, device: { ...device, user, userSince: offset } };
    this.#means.hub.attach(connection, userTopic(user.id));
    this.registry.count(user.id, 1);
    this.#means.presence.came(device.id, user.id);
  }

  #closeAfter(connection: Connection, type: string): void {
    const { phase } = connection;
    if (phase.name === 'closed') return;
    connection.flush();
    if (phase.name === 'live' || phase.name === 'behind') {
      if (type !== 'session.ended') this.#means.presence.gone(phase.device.id);
    }
    if (type === 'device.left') connection.close(closeCodes.userChanged, 'user changed');
    else if (type === 'session.ended') connection.close(closeCodes.tokenExpired, 'session ended');
    else void this.#closeRevoked(connection);
  }

  /** The reason of the close names the device that did it; whatever the look-up gives, it is closed. */
  async #closeRevoked(connection: Connection): Promise<void> {
    const id = this.registry.deviceOf(connection);
    connection.gone();
    const device =
      id === undefined ? undefined : await this.#means.directory.device(id).catch(() => undefined);
    connection.transport.close(closeCodes.deviceRevoked, byWhom(device?.revokedBy));
  }

  #forget(connection: Connection): void {
    const { phase } = connection;
    this.registry.all.delete(connection);
    this.#early.delete(connection);
    this.registry.unregister(connection);
    if (phase.name !== 'live' && phase.name !== 'behind') return;
    const { device } = phase;
    if (phase.name === 'live')
      for (const topic of topicsOf(device)) this.#means.hub.detach(connection, topic);
    if (device.user !== null) this.registry.count(device.user.id, -1);
    this.#means.presence.went(device.id);
  }
}

/** Events that change who reads what. */
const changesReaders: ReadonlySet<string> = new Set([
  'device.joined',
  'device.left',
  'device.revoked',
  'session.ended',
]);

/** A token renews only the connection of its own device, in its present session. */
function refusalOfRenewal({ device, gen }: Claims, known: KnownDevice): Refusal | undefined {
  if (device !== known.id) return refuse('forbidden', { hint: 'this token is of another device' });
  return gen === known.gen ? undefined : refuse('unauthenticated', { hint: 'this session has ended' });
}

type JoinedData = EventData<'device.joined'>;

function about(data: string): string {
  return (JSON.parse(data) as { device: { id: string } }).device.id;
}
