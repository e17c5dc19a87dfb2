/** [I1] Durable: every accepted command is in every later full read, and what was told is not taken back. */
import { byMark, type CommandSends, type FullRead, type History } from './history.ts';
import { Readers } from './readers.ts';
import type { Effect, Said } from './record.ts';
import type { Violation } from './violation.ts';

/** Reasons to start anew that a server has only when its log is not the one that the device read before. */
const logIsAnother: ReadonlySet<string> = new Set(['foreign', 'future', 'rewound', 'trimmed']);

export function checkDurable({ commands, reads, devices, log }: History): Violation[] {
  const found: Violation[] = [];
  const lost = (says: string) => found.push({ rule: 'I1', wrong: 'lost', says });
  const stored = byMark(log);
  const readers = new Readers(log);
  for (const read of reads) {
    const { device } = read.read;
    const mayRead = (row: Said) => device === undefined || readers.reads(device, row);
    const shows = showing(read, stored, mayRead);
    for (const command of commands) {
      const { accepted } = command;
      if (accepted?.effect === undefined || accepted.t1 > read.read.t0) continue;
      const missing = shows(command, accepted.effect);
      if (missing === undefined) continue;
      lost(`${accepted.kind} ${command.command} of ${command.device} ${missing} in ${read.read.read}`);
    }
  }
  for (const [device, taken] of devices) {
    for (const entry of taken) {
      if (entry.what !== 'reset' || !logIsAnother.has(entry.reason)) continue;
      lost(`${device} had to start anew at ${entry.offset}: ${entry.reason}`);
    }
  }
  return found;
}

/** How a read shows the effect of a command: what is missing, or undefined. */
type Shows = (command: CommandSends, effect: Effect) => string | undefined;

function showing(
  { read, rows, kept }: FullRead,
  stored: ReadonlyMap<string, readonly Said[]>,
  mayRead: (row: Said) => boolean,
): Shows {
  const marked = byMark(rows);
  switch (read.by) {
    case 'database': {
      const places = new Set(kept.map(placeOf));
      return ({ command, device }, effect) => {
        if (effect.in === 'log') return atItsPlace(marked.get(command), effect);
        const place = effect.in === 'answers' ? `answer ${device} ${command}` : `device ${effect.id}`;
        return places.has(place) ? undefined : 'is not';
      };
    }
    case 'sync':
      return ({ command }, effect) => {
        if (effect.in !== 'log' || effect.topic === undefined) return undefined;
        const [row] = stored.get(command) ?? [];
        if (row !== undefined && row.offset <= (read.offset ?? 0)) return undefined;
        // What was taken back names its command nowhere but in the database; there it is looked for.
        if (row?.blank === true || (row !== undefined && !mayRead(row))) return undefined;
        return read.topics.includes(effect.topic) ? atItsPlace(marked.get(command), effect) : undefined;
      };
    case 'history': {
      const marks = new Set(kept.map((line) => (line.what === 'setting' ? line.mark : null)));
      return ({ command }, effect) => {
        if (effect.in !== 'log' || effect.user === undefined || !read.topics.includes(effect.user))
          return undefined;
        return marks.has(command) ? undefined : 'is not';
      };
    }
    case 'standing':
      // What stands is compared with the log as a whole: `agree.ts`.
      return () => undefined;
  }
}

function placeOf(line: FullRead['kept'][number]): string {
  if (line.what === 'answer') return `answer ${line.device} ${line.command}`;
  return line.what === 'device' ? `device ${line.id}` : '';
}

/** The rows of a command hold the place that its answer named. */
function atItsPlace(
  rows: readonly Said[] | undefined,
  { topic, seq }: Effect & { in: 'log' },
): string | undefined {
  if (rows === undefined) return 'is not';
  if (topic === undefined) return undefined;
  const there = rows.filter((row) => row.topic === topic);
  if (there.length === 0) return `is not in ${topic}`;
  if (seq === undefined || there.some((row) => row.seq === seq)) return undefined;
  return `stands at ${there[0]?.seq} of ${topic} and was told to be at ${seq}`;
}
