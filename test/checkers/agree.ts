/** [I5] Agree: every device and every read sees the same events, and what stands is what the log says last. */
import type { FullRead, History } from './history.ts';
import type { Said } from './record.ts';
import type { Violation } from './violation.ts';

export function checkAgree({ log, devices, reads }: History): Violation[] {
  const found: Violation[] = [];
  const rows = new Map(log.map((row) => [placeOf(row), row]));
  const compare = (said: Said, who: string) => {
    const fault = differenceOf(said, rows.get(placeOf(said)));
    if (fault !== undefined)
      found.push({
        ...fault,
        rule: 'I5',
        says: `${who}: ${said.type} at ${said.seq} of ${said.topic} ${fault.says}`,
      });
  };
  for (const [device, taken] of devices)
    for (const entry of taken) if (entry.what === 'event') compare(entry, device);
  for (const { read, rows: said } of reads)
    if (read.by === 'sync') for (const row of said) compare(row, read.read);
  for (const read of reads) if (read.read.by === 'standing') found.push(...standingFaults(read, log));
  return found;
}

function placeOf({ topic, seq }: Said): string {
  return `${topic} ${seq}`;
}

function differenceOf(said: Said, row: Said | undefined): Pick<Violation, 'wrong' | 'says'> | undefined {
  if (row === undefined) return { wrong: 'lost', says: 'is not in the log' };
  if (said.type !== row.type || said.actor !== row.actor || !isSameBody(said, row))
    return { wrong: 'differs', says: `is ${row.type} with another body in the log` };
  if (said.offset !== row.offset) return { wrong: 'differs', says: `is at offset ${row.offset} in the log` };
  return undefined;
}

/** What a device took may be taken back by now; what it took without can never have been there again. */
function isSameBody(said: Said, row: Said): boolean {
  return (
    said.body === row.body || (row.blank === true && said.frame !== undefined && said.frame === row.frame)
  );
}

/** The value of each subject is that of the last event about it. */
function standingFaults({ read, kept }: FullRead, log: readonly Said[]): Violation[] {
  const last = new Map<string, Said>();
  for (const row of log) {
    if (row.offset > (read.offset ?? 0)) break;
    if (row.subject === undefined || !read.topics.includes(row.topic)) continue;
    if (row.ends === true) last.delete(`${row.topic} ${row.subject}`);
    else last.set(`${row.topic} ${row.subject}`, row);
  }
  const found: Violation[] = [];
  const differs = (says: string) =>
    found.push({ rule: 'I5', wrong: 'differs', says: `${read.read}: ${says}` });
  for (const line of kept) {
    if (line.what !== 'setting') continue;
    const row = last.get(`${line.topic} ${line.subject}`);
    last.delete(`${line.topic} ${line.subject}`);
    if (row === undefined) differs(`${line.subject} stands and is not in the log`);
    else if ((line.seq !== null && row.seq !== line.seq) || row.mark !== line.mark)
      differs(`${line.subject} is ${line.mark} at ${line.seq}, and the log says ${row.mark} at ${row.seq}`);
  }
  for (const { subject, seq } of last.values())
    differs(`${subject} does not stand, and the log has it at ${seq}`);
  return found;
}
