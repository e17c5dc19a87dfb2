/** [I3] Dense: offsets 1..N in the database, seqs 1..n of each topic, in the database and on the wire, in one order. */
import type { FullRead, History } from './history.ts';
import type { Said } from './record.ts';
import type { Violation, Wrong } from './violation.ts';

export function checkDense({ reads }: History): Violation[] {
  return reads.flatMap((read) => [
    ...(read.read.by === 'database' ? offsetFaults(read) : []),
    ...(read.read.by === 'database' || read.read.by === 'sync' ? seqFaults(read) : []),
  ]);
}

function offsetFaults({ read, rows }: FullRead): Violation[] {
  return rows.flatMap(({ offset }, index) => {
    const before = rows[index - 1]?.offset ?? 0;
    return offset === before + 1
      ? []
      : [fault(offset - before, `offset ${offset} follows ${before} in ${read.read}`)];
  });
}

/**
 * A device's first event of a topic may be any: it reads from where it joined, and again from where it came back to.
 * The database has them all.
 */
function seqFaults({ read, rows }: FullRead): Violation[] {
  const found: Violation[] = [];
  const last = new Map<string, Pick<Said, 'seq' | 'offset' | 'turn'>>();
  for (const row of rows) {
    const { topic, seq, offset } = row;
    const before = last.get(topic) ?? (read.by === 'database' ? { seq: 0, offset: 0 } : undefined);
    last.set(topic, row);
    if (before === undefined || (read.by === 'sync' && seq > before.seq && comesBack(before, row))) continue;
    const says = `${seq} of ${topic} follows ${before.seq} in ${read.read}`;
    if (seq !== before.seq + 1) found.push(fault(seq - before.seq, says));
    else if (offset <= before.offset)
      found.push(fault(-1, `${says}, but at offset ${offset} after ${before.offset}`));
  }
  return found;
}

/** Who went out with the one event comes in again with the other. */
function comesBack({ turn: out }: Pick<Said, 'turn'>, { turn: back }: Said): boolean {
  return out?.how === 'out' && back?.how === 'in' && out.who === back.who;
}

function fault(step: number, says: string): Violation {
  const wrong: Wrong = step > 1 ? 'gap' : step === 0 ? 'doubled' : 'reordered';
  return { rule: 'I3', wrong, says };
}
