/** Reading the rooms: what they hold and counted by themselves, put into the instruments when somebody looks. */
import type { Counter } from 'prom-client';
import type { Tally } from '../../base/tally.ts';
import type { Connections } from '../../connection/connections.ts';
import type { Rooms } from '../rooms.ts';
import { version } from '../version.ts';
import type { Instruments } from './instruments.ts';

/** The rooms that are read. */
export type ReadRooms = Pick<Rooms, 'connections' | 'presence' | 'guards' | 'tail'>;

/** Puts what is so now into the instruments. */
export function readRooms(
  { connections, presence, guards, tail }: ReadRooms,
  instruments: Instruments,
): void {
  instruments.kith_build_info.set({ version }, 1);
  readConnections(connections, instruments);
  instruments.kith_devices_online.set(presence.size);
  show(instruments.kith_rate_limited_total, 'rate', guards.refused);
  instruments.kith_log_head.set(tail.head.offset);
  const { events, bytes } = tail.ring;
  instruments.kith_ring_events.set(events);
  instruments.kith_ring_bytes.set(bytes);
}

function readConnections({ registry, tallies }: Connections, instruments: Instruments): void {
  const phases = { silent: 0, greeting: 0, behind: 0, live: 0, closed: 0 };
  let waiting = 0;
  for (const { phase, outbox } of registry.all) {
    phases[phase.name] += 1;
    waiting += outbox.bytes;
  }
  const { closed: _, ...open } = phases;
  for (const [phase, count] of Object.entries(open)) instruments.kith_connections.set({ phase }, count);
  instruments.kith_outbox_bytes.set(waiting);
  show(instruments.kith_connections_closed_total, 'code', tallies.endings);
  show(instruments.kith_replay_reads_total, 'source', tallies.replayReads);
  show(instruments.kith_calls_put_off_total, 'code', tallies.putOff);
  showHellos(instruments.kith_hellos_total, tallies.hellos);
  set(instruments.kith_events_delivered_total, tallies.events);
  set(instruments.kith_frames_sent_total, tallies.frames);
  set(instruments.kith_sent_bytes_total, tallies.bytes);
}

function showHellos(counter: Counter, hellos: Tally<string>): void {
  for (const [name, count] of hellos) {
    const [result = name, reason] = name.split(' ');
    set(counter, count, reason === undefined ? { result } : { result, reason });
  }
}

function show(counter: Counter, label: string, tally: Tally<string | number>): void {
  for (const [name, count] of tally) set(counter, count, { [label]: String(name) });
}

/** Counters can only be raised: one that is counted elsewhere starts anew each time. */
function set(counter: Counter, value: number, labels: Readonly<Record<string, string>> = {}): void {
  counter.remove(labels);
  counter.inc(labels, value);
}
