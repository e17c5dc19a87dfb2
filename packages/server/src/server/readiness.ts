/** Readiness: whether a command would be stored now. */
import type { Clock } from '../base/clock.ts';
import type { Store } from '../store/port.ts';

/** One answer serves everyone who asks within this time: the question is open to strangers and costs an fsync. */
const answerMs = 1_000;

/** Asks the store by writing a row, since only a write knows of a full or broken disk. */
export function storeProbe(store: Pick<Store, 'execute'>, clock: Clock): () => Promise<boolean> {
  let asked: { at: number; answer: Promise<boolean> } | undefined;
  return () => {
    const now = clock.monotonic();
    if (asked === undefined || now - asked.at >= answerMs) asked = { at: now, answer: probe(store) };
    return asked.answer;
  };
}

async function probe(store: Pick<Store, 'execute'>): Promise<boolean> {
  try {
    return (await store.execute({ name: 'store.probe', params: {}, actor: { kind: 'system' } })).ok;
  } catch {
    return false;
  }
}
