/** A record laid out for the checkers: by command, by device, by full read. */
import type { Entry, Fate, Line, Read, Said, Sent, Taken } from './record.ts';

/** All sends of one command. */
export interface CommandSends {
  readonly device: string;
  readonly command: string;
  readonly sends: readonly Sent[];
  /** The first answer that accepted it. */
  readonly accepted?: Sent;
}

/** A full read with its lines. */
export interface FullRead {
  readonly read: Read;
  readonly rows: readonly Extract<Line, { what: 'row' }>[];
  readonly kept: readonly Exclude<Line, { what: 'row' }>[];
}

export interface History {
  readonly commands: readonly CommandSends[];
  /** What each device took, in order. */
  readonly devices: ReadonlyMap<string, readonly Taken[]>;
  readonly reads: readonly FullRead[];
  /** The rows of the log as the last read of the database found them. */
  readonly log: readonly Extract<Line, { what: 'row' }>[];
  readonly fates: readonly Fate[];
}

/** Lays a record out. */
export function layOut(entries: Iterable<Entry>): History {
  const commands = new Map<string, Sent[]>();
  const devices = new Map<string, Taken[]>();
  const reads = new Map<
    string,
    { read: Read; rows: FullRead['rows'][number][]; kept: FullRead['kept'][number][] }
  >();
  const fates: Fate[] = [];
  for (const entry of entries) {
    switch (entry.what) {
      case 'sent':
        put(commands, `${entry.device} ${entry.command}`, entry);
        break;
      case 'event':
      case 'reset':
      case 'cursor':
      case 'limited':
      case 'hello':
      case 'close':
        put(devices, entry.device, entry);
        break;
      case 'read':
        reads.set(entry.read, { read: entry, rows: [], kept: [] });
        break;
      case 'row':
        reads.get(entry.read)?.rows.push(entry);
        break;
      case 'answer':
      case 'device':
      case 'setting':
        reads.get(entry.read)?.kept.push(entry);
        break;
      default:
        fates.push(entry);
    }
  }
  const full = [...reads.values()];
  return {
    commands: [...commands.values()].map(sendsOf),
    devices,
    reads: full,
    log: full.findLast(({ read }) => read.by === 'database')?.rows ?? [],
    fates,
  };
}

function sendsOf(sends: readonly Sent[]): CommandSends {
  const [first] = sends;
  if (first === undefined) throw new RangeError('a command was sent at least once');
  const { device, command } = first;
  const accepted = sends
    .filter(({ outcome }) => outcome === 'ok')
    .reduce<Sent | undefined>((a, b) => (a === undefined || b.t1 < a.t1 ? b : a), undefined);
  return { device, command, sends, ...(accepted === undefined ? {} : { accepted }) };
}

/** The rows that carry a mark, by it. */
export function byMark<S extends Said>(rows: Iterable<S>): Map<string, S[]> {
  const marked = new Map<string, S[]>();
  for (const row of rows) if (row.mark !== null) put(marked, row.mark, row);
  return marked;
}

function put<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
