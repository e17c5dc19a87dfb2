/**
 * [I9] Access: no device gets an event from outside its time in the user, nor one of a chat from outside the stays
 * of its user, by whatever door.
 */
import type { History } from './history.ts';
import { Readers } from './readers.ts';
import type { Said } from './record.ts';
import type { Violation } from './violation.ts';

export function checkAccess({ log, devices, reads }: History): Violation[] {
  const readers = new Readers(log);
  const leaksOf = (device: string, told: readonly Said[], where: string): Violation[] =>
    told
      .filter((said) => !readers.reads(device, said))
      .map(({ type, seq, topic }) => ({
        rule: 'I9',
        wrong: 'leaked',
        says: `${device} got ${type} at ${seq} of ${topic} ${where}, and may not read it`,
      }));
  return [
    ...[...devices].flatMap(([device, taken]) =>
      taken.flatMap((entry) =>
        entry.what === 'event' ? leaksOf(device, [entry], `on ${entry.connection}`) : [],
      ),
    ),
    ...reads.flatMap(({ read, rows }) =>
      read.by === 'sync' && read.device !== undefined ? leaksOf(read.device, rows, `in ${read.read}`) : [],
    ),
  ];
}
