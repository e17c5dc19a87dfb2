/**
 * Follows the tail for the connections of this node: delivers events, and lets devices start and stop to read.
 *
 * A device that joins a user, leaves it or is revoked does so at exactly that event, since all of it happens in
 * the turn that delivers the event. What is to be closed is closed after the whole commit was delivered.
 */
import { closeCodes, deviceTopic, type EventData, type Topic } from '@kith/protocol';
import type { Directory } from '../hub/directory.ts';
import type { Presence } from '../hub/presence.ts';
import type { OutboundEvent } from '../log/encoding.ts';
import type { Connection } from './connection.ts';
import { byWhom } from './greeting.ts';
import { letGo, letIn, type MembersMeans } from './members.ts';
import type { Registry } from './registry.ts';

export interface FollowingMeans extends MembersMeans {
  readonly presence: Presence;
  readonly directory: Directory;
  /** Has a connection that is behind read on from this offset. */
  catchUp(connection: Connection, after: number): void;
}

/** Events that change who reads what. */
const readerEvents = ['device.joined', 'device.left', 'device.revoked', 'session.ended'] as const;

type ReaderEvent = (typeof readerEvents)[number];

/** How a connection is to be closed once the whole commit was delivered. */
interface Closing {
  readonly type: ReaderEvent;
  /** The device asked for it itself, and hears the answer before it is closed. */
  readonly asked: boolean;
}

/** Takes the events of one commit. */
export function deliver(means: FollowingMeans, events: readonly OutboundEvent[]): void {
  const closing = new Map<Connection, Closing>();
  for (const event of events) {
    letIn(means, event.event);
    means.hub.deliver(event);
    letGo(means, event.event);
    const type = readerEvents.find((name) => name === event.event.type);
    if (type === undefined) continue;
    for (const connection of concerned(means.registry, event, type)) {
      if (follow(means, connection, event, type) === 'close')
        closing.set(connection, { type, asked: isAsked(event, type) });
    }
  }
  for (const [connection, how] of closing) close(means, connection, how);
}

/** The connections of the device that an event is about. */
function concerned(registry: Registry, { event }: OutboundEvent, type: ReaderEvent): readonly Connection[] {
  if (event.topic.startsWith('device:')) return registry.ofDevice(event.topic.slice('device:'.length));
  return type === 'session.ended' ? [] : registry.ofDevice(changeOf(event.data).device.id);
}

/** A device that leaves, or revokes itself, asked for it. */
function isAsked({ event }: OutboundEvent, type: ReaderEvent): boolean {
  if (type !== 'device.left' && type !== 'device.revoked') return false;
  const { device, by } = changeOf(event.data);
  return by === device.id;
}

function changeOf(data: string): EventData<'device.left'> {
  return JSON.parse(data) as EventData<'device.left'>;
}

/** Lets a connection start or stop to read; says whether it is to be closed. */
function follow(
  means: FollowingMeans,
  connection: Connection,
  { event }: OutboundEvent,
  type: ReaderEvent,
): 'close' | 'stay' {
  const { topic } = event;
  const ofUser = topic.startsWith('user:');
  if (type === 'device.joined') {
    // The event comes first in the device's own topic, so that its reader has the one in the user's.
    if (ofUser) return 'stay';
    if (connection.phase.name !== 'live') return 'close';
    joinUser(means, connection, JSON.parse(event.data) as EventData<'device.joined'>, event.offset);
    return 'stay';
  }
  if (ofUser && connection.phase.name === 'live') leaveUser(means, connection, topic);
  return 'close';
}

/** Its user's topics are read from the event on, as if it had come with that cursor; what it reads was not known. */
function joinUser(
  { hub, registry, presence, catchUp }: FollowingMeans,
  connection: Connection,
  { user }: EventData<'device.joined'>,
  offset: number,
): void {
  if (connection.phase.name !== 'live') return;
  const { device } = connection.phase;
  if (device.user !== null) return;
  hub.detach(connection, deviceTopic(device.id));
  connection.flush();
  connection.phase = { ...connection.phase, name: 'behind', device: { ...device, user, userSince: offset } };
  registry.enter(connection, user.id);
  presence.came(device.id, user.id);
  catchUp(connection, offset);
}

/** From this very event on it reads nothing of its user, nor of the user's chats. */
function leaveUser({ hub, reaches }: FollowingMeans, connection: Connection, topic: Topic): void {
  const chats = reaches.open(topic.slice('user:'.length));
  for (const left of [topic, ...chats]) hub.detach(connection, left);
}

function close(means: FollowingMeans, connection: Connection, { type, asked }: Closing): void {
  const { phase } = connection;
  if (phase.name === 'closed') return;
  connection.flush();
  const isPresent = phase.name === 'live' || phase.name === 'behind';
  if (isPresent && (type === 'device.left' || type === 'device.revoked'))
    means.presence.gone(phase.device.id);
  if (type === 'device.revoked') {
    if (asked && isPresent) connection.end(closeCodes.deviceRevoked, byWhom(phase.device.label));
    else void closeRevoked(means, connection);
  } else if (type === 'session.ended') connection.close(closeCodes.tokenExpired, 'session ended');
  else if (asked) connection.end(closeCodes.userChanged, 'user changed');
  else connection.close(closeCodes.userChanged, 'user changed');
}

/** [L2] The reason of the close names the device that did it; whatever the look-up gives, it is closed. */
async function closeRevoked({ registry, directory }: FollowingMeans, connection: Connection): Promise<void> {
  const id = registry.deviceOf(connection);
  connection.gone(closeCodes.deviceRevoked);
  const device = id === undefined ? undefined : await directory.device(id).catch(() => undefined);
  connection.transport.close(closeCodes.deviceRevoked, byWhom(device?.revokedBy));
}
