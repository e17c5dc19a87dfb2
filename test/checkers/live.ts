/** [I8] Live: soon after the last fault every device is at the head, and has all that its topics say up to there. */
import type { History } from './history.ts';
import { userOf } from './readers.ts';
import type { Taken } from './record.ts';
import type { Violation } from './violation.ts';

/** How long after the last fault a device may take, with everything it depends on up. */
export const headMsMax = 10_000;

export function checkLive({ fates, devices, log }: History): Violation[] {
  const healed = fates.findLast((fate) => fate.what === 'healed');
  if (healed === undefined) return [late('the run never healed')];
  const found: Violation[] = [];
  for (const [device, taken] of devices) {
    const heads = fates.filter((fate) => fate.what === 'at-head').filter((fate) => fate.device === device);
    const [first] = heads;
    const last = heads.at(-1);
    if (first === undefined || last === undefined) {
      found.push(late(`${device} never came to the head`));
      continue;
    }
    // Who came after the faults has its own time.
    const since = Math.max(healed.t, taken[0]?.t ?? 0);
    if (first.t - since > headMsMax)
      found.push(late(`${device} took ${Math.round(first.t - since)} ms to the head`));
    found.push(...missingOf(device, taken, log, last.offset));
  }
  return found;
}

/** What topics of the device say up to `head` and it did not take. */
function missingOf(device: string, taken: readonly Taken[], log: History['log'], head: number): Violation[] {
  const last = lastOf(device, taken);
  const ends = new Map<string, number>();
  for (const { topic, seq, offset } of log) if (offset <= head) ends.set(topic, seq);
  return [...last].flatMap(([topic, seq]) => {
    const end = ends.get(topic) ?? 0;
    if (seq >= end) return [];
    const says = `${device} stopped at ${seq} of ${topic} and said to be at the head, with ${end} there`;
    return [{ rule: 'I8', wrong: 'gap', says } as const];
  });
}

/** The last seq that the device has of each topic that it reads at the end. */
function lastOf(device: string, taken: readonly Taken[]): Map<string, number> {
  const last = new Map<string, number>();
  let user: string | undefined;
  for (const entry of taken) {
    user = userOf(entry, device) ?? user;
    if (entry.what === 'limited') last.set(entry.topic, Math.max(entry.toSeq, last.get(entry.topic) ?? 0));
    if (entry.what === 'event') {
      const { topic, seq, turn } = entry;
      last.set(topic, Math.max(seq, last.get(topic) ?? 0));
      if (turn?.how === 'out' && (turn.who === null || turn.who === user)) last.delete(topic);
    }
    if (entry.what !== 'reset') continue;
    last.clear();
    for (const [topic, seq] of Object.entries(entry.topics)) last.set(topic, seq);
  }
  return last;
}

function late(says: string): Violation {
  return { rule: 'I8', wrong: 'late', says };
}
