/** Reading on: from where a connection stands to the head, and anew where that is not possible any more. */
import type { Means } from '../commands/handler.ts';
import { firstPart, type Reset } from '../commands/snapshot.ts';
import { ownTopics, Reading, type Skip } from '../domain/reading.ts';
import { Stays } from '../domain/stays.ts';
import type { Reaches } from '../hub/reaches.ts';
import type { Connection } from './connection.ts';
import { notification } from './notifications.ts';
import { replay } from './replay.ts';
import type { Tallies } from './tallies.ts';

export interface ReadingMeans extends Means {
  readonly reaches: Reaches;
  readonly tallies: Tallies;
  /** The connection has read up to the head: put it into the hub, in this same turn. */
  goLive(connection: Connection): void;
}

/** Writes a reset at once: it is replay, and the connection stays behind until its reader has taken it. */
export function tellReset(connection: Connection, { reason, snapshot, cursor, more }: Reset): void {
  connection.say(notification('reset', { reason, snapshot, cursor, ...(more ? { more } : {}) }));
  connection.flush();
}

/** Reads on until the connection is live; where the log was trimmed meanwhile it starts anew. */
export async function readOn(
  means: ReadingMeans,
  connection: Connection,
  { after, skips }: { after: number; skips?: readonly Skip[] | undefined },
): Promise<void> {
  const { phase } = connection;
  if (phase.name !== 'behind') return;
  const { id, user } = phase.device;
  const stays = user === null ? new Stays() : await means.reaches.of(user.id, after);
  const { syncEvents: limit, syncBytes: bytesMax } = means.options.limits;
  const reading = new Reading(ownTopics(id, user?.id ?? null), stays, skips);
  const end = await replay(means, connection, { reading, after, limit, bytesMax }, () =>
    means.goLive(connection),
  );
  if (end !== 'trimmed') return;
  const reset = await firstPart(means, id, 'trimmed');
  tellReset(connection, reset);
  await readOn(means, connection, { after: reset.offset });
}
