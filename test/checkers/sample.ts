/** A small run in which everything is right, and ways to break it: what the tests of the checkers are made of. */
import type { Entry, Line, Said, Sent, Taken } from './record.ts';

/**
 * User A has the devices a1 and a2. a1 sent c1, c3 and c5, a2 sent c2 and c4; c3 lost against c2, c4 changed nothing,
 * and c6 of a2 was refused. a1 reads by two connections, a2 polls.
 */
export function sampleRun(): Entry[] {
  return [
    sent('a1', 'joined:a1', { t0: 1, t1: 2, effect: { in: 'log' } }),
    sent('a1', 'joined:a2', { t0: 3, t1: 4, effect: { in: 'log', topic: 'user:A' } }),
    taken('a1', 5, { what: 'reset', reason: 'new', offset: 4, topics: { 'device:a1': 1, 'user:A': 2 } }),
    taken('a1', 6, { what: 'hello', since: 4, offset: 4, resumed: true }),
    taken('a2', 6, { what: 'reset', reason: 'new', offset: 4, topics: { 'device:a2': 1, 'user:A': 2 } }),
    sent('a1', 'c1', { place: 1, t0: 10, t1: 20, effect: applied(3) }),
    event('a1', 15, 5),
    sent('a2', 'c2', { place: 1, t0: 21, t1: 30, effect: applied(4) }),
    event('a1', 25, 6),
    taken('a1', 31, { what: 'close', code: 1006 }),
    sent('a1', 'c3', { place: 2, t0: 26, t1: 31, outcome: 'unknown' }),
    event('a2', 32, 5, 'poll'),
    event('a2', 33, 6, 'poll'),
    sent('a2', 'c4', { place: 2, t0: 34, t1: 36, effect: { in: 'answers' } }),
    taken('a1', 40, { what: 'hello', since: 6, offset: 6, resumed: true }, 'second'),
    event('a1', 41, 7, 'second'),
    sent('a1', 'c3', { place: 2, t0: 40, t1: 42, effect: { in: 'log', topic: 'device:a1', user: 'user:A' } }),
    sent('a1', 'c5', { place: 3, t0: 43, t1: 46, effect: applied(5) }),
    sent('a2', 'c6', { place: 3, t0: 43, t1: 46, outcome: 'fail', answer: 'refused' }),
    event('a1', 45, 8, 'second'),
    sent('a1', 'c1', { place: 1, t0: 47, t1: 48, effect: applied(3) }),
    event('a2', 47, 8, 'poll'),
    taken('a2', 48, { what: 'cursor', offset: 8 }, 'poll'),
    { what: 'fault', t: 31, fault: 'kill' },
    { what: 'ready', t: 39, ms: 8 },
    { what: 'healed', t: 50 },
    { what: 'at-head', t: 60, device: 'a1', offset: 8 },
    { what: 'at-head', t: 61, device: 'a2', offset: 8 },
    { what: 'read', read: 'sync of a1', by: 'sync', t0: 100, topics: ['device:a1', 'user:A'], offset: 4 },
    ...log
      .filter(({ offset, topic }) => offset > 4 && topic !== 'device:a2')
      .map((row) => line('sync of a1', row)),
    { what: 'read', read: 'standing of A', by: 'standing', t0: 100, topics: ['user:A'], offset: 8 },
    setting('standing of A', { subject: 'theme', seq: 4, mark: 'c2' }),
    setting('standing of A', { subject: 'size', seq: 5, mark: 'c5' }),
    { what: 'read', read: 'history of A', by: 'history', t0: 100, topics: ['user:A'] },
    setting('history of A', { subject: 'theme', seq: 3, mark: 'c1' }),
    setting('history of A', { subject: 'theme', seq: 4, mark: 'c2' }),
    setting('history of A', { subject: 'theme', seq: null, mark: 'c3' }),
    setting('history of A', { subject: 'size', seq: 5, mark: 'c5' }),
    { what: 'read', read: 'database', by: 'database', t0: 110, topics: [] },
    ...log.map((row) => line('database', { ...row, command: row.topic === 'user:A' ? row.mark : null })),
    { what: 'answer', read: 'database', device: 'a2', command: 'c4' },
    { what: 'device', read: 'database', id: 'a1' },
    { what: 'device', read: 'database', id: 'a2' },
  ];
}

/** An event in a full read. */
export type Row = Said & { readonly command?: string | null };

/** One event; its body and what it says are told apart by the mark. */
export function row(
  offset: number,
  place: readonly [string, number],
  said: readonly [string, string, string],
  subject?: string,
): Row {
  const [topic, seq] = place;
  const [type, actor, mark] = said;
  const about = subject === undefined ? {} : { subject };
  return { offset, topic, seq, type, actor, mark, says: `says ${mark}`, body: `body ${mark}`, ...about };
}

const log: readonly Row[] = [
  row(1, ['device:a1', 1], ['device.joined', 'a1', 'joined:a1']),
  { ...row(2, ['user:A', 1], ['device.joined', 'a1', 'joined:a1']), turn: { who: 'a1', how: 'in' } },
  row(3, ['device:a2', 1], ['device.joined', 'a1', 'joined:a2']),
  { ...row(4, ['user:A', 2], ['device.joined', 'a1', 'joined:a2']), turn: { who: 'a2', how: 'in' } },
  row(5, ['user:A', 3], ['setting.changed', 'a1', 'c1'], 'theme'),
  row(6, ['user:A', 4], ['setting.changed', 'a2', 'c2'], 'theme'),
  row(7, ['device:a1', 2], ['setting.superseded', 'a1', 'c3']),
  row(8, ['user:A', 5], ['setting.changed', 'a1', 'c5'], 'size'),
];

function applied(seq: number): NonNullable<Sent['effect']> {
  return { in: 'log', topic: 'user:A', seq, user: 'user:A' };
}

type Times = Pick<Sent, 't0' | 't1'> & Partial<Sent>;

/** A send; accepted with an answer of its own where nothing else is said. */
export function sent(device: string, command: string, rest: Times): Sent {
  const ok =
    rest.outcome === undefined
      ? ({ outcome: 'ok', answer: `answer ${command}` } as const)
      : { outcome: rest.outcome };
  return { what: 'sent', device, command, kind: 'settings.set', says: `says ${command}`, ...ok, ...rest };
}

type Rest<T> = T extends Taken ? Omit<T, 't' | 'device' | 'connection'> : never;

/** Something that a device took. */
export function taken(device: string, t: number, rest: Rest<Taken>, connection = 'first'): Taken {
  return { t, device, connection, ...rest } as Taken;
}

/** An event of the sample's log, as a device took it. */
export function event(device: string, t: number, offset: number, connection = 'first'): Taken {
  const said = log[offset - 1];
  if (said === undefined) throw new RangeError(`the sample's log has no ${offset}`);
  return { what: 'event', t, device, connection, ...said };
}

/** A line of a full read. */
export function line(read: string, said: Row): Line {
  return { what: 'row', read, ...said };
}

function setting(read: string, kept: { subject: string; seq: number | null; mark: string }): Line {
  return { what: 'setting', read, topic: 'user:A', ...kept };
}

/** The run without the entries that match. */
export function without(run: readonly Entry[], match: Partial<Record<string, unknown>>): Entry[] {
  const left = run.filter((entry) => !fits(entry, match));
  if (left.length === run.length) throw new RangeError('nothing in the sample fits');
  return left;
}

/** The run with the entries that match changed. */
export function changed(run: readonly Entry[], match: Partial<Record<string, unknown>>, by: object): Entry[] {
  if (!run.some((entry) => fits(entry, match))) throw new RangeError('nothing in the sample fits');
  return run.map((entry) => (fits(entry, match) ? ({ ...entry, ...by } as Entry) : entry));
}

/** The run with more entries behind the first that matches. */
export function behind(
  run: readonly Entry[],
  match: Partial<Record<string, unknown>>,
  ...more: Entry[]
): Entry[] {
  const at = run.findIndex((entry) => fits(entry, match));
  if (at < 0) throw new RangeError('nothing in the sample fits');
  return run.toSpliced(at + 1, 0, ...more);
}

function fits(entry: Entry, match: Partial<Record<string, unknown>>): boolean {
  return Object.entries(match).every(
    ([name, value]) => (entry as unknown as Record<string, unknown>)[name] === value,
  );
}
