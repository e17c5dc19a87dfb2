/** A small run with a chat in which everything is right. */
import type { Entry, Said, Sent } from './record.ts';
import { line, type Row, row, sent, taken } from './sample.ts';

/**
 * Users A and B have one device each. A made the chat C; B was in it from seq 4 to 6 and again from seq 8 on, and
 * read both stays; m2, which B had read, was taken back. In the end B came back from seq 10 and wanted no more than
 * one event of a chat: 11 and 12 were skipped.
 */
export function chatRun(): Entry[] {
  return [
    sent('a1', 'joined:a1', { t0: 1, t1: 2, effect: { in: 'log' } }),
    sent('b1', 'joined:b1', { t0: 1, t1: 2, effect: { in: 'log' } }),
    taken('a1', 3, { what: 'reset', reason: 'new', offset: 4, topics: { 'device:a1': 1, 'user:A': 1 } }),
    taken('b1', 3, { what: 'reset', reason: 'new', offset: 4, topics: { 'device:b1': 1, 'user:B': 1 } }),
    taken('b1', 4, { what: 'hello', since: 4, offset: 4, resumed: true }),
    ...['m1', 'm2', 'm3', 'm5', 'm6'].map((mark, place) => says('a1', mark, place + 1)),
    says('b1', 'm4', 1),
    ...[8, 9, 10, 12, 13, 14].map((offset) => heard('b1', offset)),
    taken('b1', 40, { what: 'close', code: 1006 }),
    taken('b1', 41, { what: 'hello', since: 14, offset: 14, resumed: true }, 'second'),
    taken('b1', 42, { what: 'limited', topic: 'chat:C', fromSeq: 11, toSeq: 12 }, 'second'),
    heard('b1', 17, 'second'),
    ...[5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map((offset) => heard('a1', offset, 'poll')),
    { what: 'healed', t: 50 },
    { what: 'at-head', t: 60, device: 'a1', offset: 17 },
    { what: 'at-head', t: 61, device: 'b1', offset: 17 },
    {
      what: 'read',
      read: 'sync of b1',
      by: 'sync',
      t0: 100,
      topics: ['device:b1', 'user:B', 'chat:C'],
      offset: 4,
      device: 'b1',
    },
    ...log
      .filter(({ seq, topic }) => topic === 'chat:C' && seq > 3 && seq !== 7)
      .map((row) => line('sync of b1', row)),
    { what: 'read', read: 'messages of C', by: 'standing', t0: 100, topics: ['chat:C'], offset: 17 },
    ...['m1', 'm3', 'm4', 'm5', 'm6'].map(stands),
    { what: 'read', read: 'database', by: 'database', t0: 110, topics: [] },
    ...log.map((row) => line('database', row)),
  ];
}

/** Sent just before it was stored. */
function says(device: string, command: string, place: number): Sent {
  const { offset = 0 } = log.find(({ mark }) => mark === command) ?? {};
  const effect = { in: 'log', topic: 'chat:C' } as const;
  return sent(device, command, { place, t0: 8 + offset, t1: 9 + offset, kind: 'messages.send', effect });
}

function stands(mark: string): Entry {
  return {
    what: 'setting',
    read: 'messages of C',
    topic: 'chat:C',
    subject: `message ${mark}`,
    seq: null,
    mark,
  };
}

type Rest = Pick<Row, 'turn' | 'subject' | 'ends' | 'frame' | 'blank'>;

/** An event of the chat; its place in the log is four behind. */
function inChat(seq: number, type: string, actor: string, mark: string | null, rest: Rest = {}): Row {
  return { ...row(seq + 4, ['chat:C', seq], [type, actor, mark ?? `${type} ${seq}`]), mark, ...rest };
}

function message(seq: number, actor: string, mark: string): Row {
  return inChat(seq, 'message.sent', actor, mark, { subject: `message ${mark}`, frame: `frame ${mark}` });
}

function turn(seq: number, who: string, how: 'in' | 'out'): Row {
  const type = how === 'in' ? 'member.joined' : 'member.left';
  return inChat(seq, type, 'a1', null, { turn: { who, how } });
}

const log: readonly Row[] = [
  row(1, ['device:a1', 1], ['device.joined', 'a1', 'joined:a1']),
  { ...row(2, ['user:A', 1], ['device.joined', 'a1', 'joined:a1']), turn: { who: 'a1', how: 'in' } },
  row(3, ['device:b1', 1], ['device.joined', 'b1', 'joined:b1']),
  { ...row(4, ['user:B', 1], ['device.joined', 'b1', 'joined:b1']), turn: { who: 'b1', how: 'in' } },
  turn(1, 'A', 'in'),
  inChat(2, 'chat.created', 'a1', null),
  message(3, 'a1', 'm1'),
  turn(4, 'B', 'in'),
  { ...message(5, 'a1', 'm2'), body: 'blank m2', says: null, blank: true },
  turn(6, 'B', 'out'),
  message(7, 'a1', 'm3'),
  turn(8, 'B', 'in'),
  message(9, 'b1', 'm4'),
  inChat(10, 'message.deleted', 'a1', null, { subject: 'message m2', ends: true }),
  message(11, 'a1', 'm5'),
  inChat(12, 'reaction.added', 'b1', null),
  message(13, 'a1', 'm6'),
];

/** An event of this log, as a device took it: what is taken back by now was there then. */
export function heard(device: string, offset: number, connection = 'first'): Entry {
  const said = log[offset - 1];
  if (said === undefined) throw new RangeError(`the log has no ${offset}`);
  const { blank, ...rest } = said;
  const as: Said = blank === true ? { ...rest, body: `body ${said.mark}`, says: `says ${said.mark}` } : rest;
  return taken(device, 10 + offset, { what: 'event', ...as }, connection);
}
