/**
 * Members: lets the connections of a user start and stop to read a chat, at exactly the event that says so.
 *
 * Who is live is put into the hub before the own `member.joined` is delivered, and taken out behind the own
 * `member.left`. Who is behind reads the same by the stays, which begin and end in the same turn.
 */
import type { EventData } from '@kith/protocol';
import type { LoggedEvent } from '../domain/state.ts';
import type { Hub } from '../hub/hub.ts';
import type { Reaches } from '../hub/reaches.ts';
import type { Connection } from './connection.ts';
import type { Registry } from './registry.ts';

export interface MembersMeans {
  readonly hub: Hub;
  readonly registry: Registry;
  readonly reaches: Reaches;
}

/** An event is about to be delivered: who joins by it reads it. */
export function letIn(
  { hub, registry, reaches }: MembersMeans,
  { type, topic, seq, data }: LoggedEvent,
): void {
  if (type !== 'member.joined') return;
  const user = userOf(data);
  reaches.learn(user, topic, seq, 'begin');
  for (const connection of liveOf(registry, user)) hub.attach(connection, topic);
}

/** An event was delivered: who left by it reads nothing behind it. */
export function letGo(
  { hub, registry, reaches }: MembersMeans,
  { type, topic, seq, data }: LoggedEvent,
): void {
  if (type === 'chat.deleted') {
    reaches.end(topic, seq);
    hub.end(topic);
  }
  if (type !== 'member.left') return;
  const user = userOf(data);
  reaches.learn(user, topic, seq, 'end');
  for (const connection of liveOf(registry, user)) hub.detach(connection, topic);
}

function liveOf(registry: Registry, user: string): Connection[] {
  return [...registry.ofUser(user)].filter(({ phase }) => phase.name === 'live');
}

function userOf(data: string): string {
  return (JSON.parse(data) as EventData<'member.joined' | 'member.left'>).user;
}
