/** Readiness: whether a command would be stored now, and at the start whether one ever can. */
import type { Clock } from '../base/clock.ts';
import { type Store, StoreFault } from '../store/port.ts';
import { ConfigProblem } from './config/problem.ts';

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
    return await write(store);
  } catch {
    return false;
  }
}

/** Writes a row before the doors open. Throws `ConfigProblem` where the database takes none. */
export async function proveWritable(store: Pick<Store, 'execute'>, database: string): Promise<void> {
  try {
    await write(store);
  } catch (cause) {
    if (!(cause instanceof StoreFault)) throw cause;
    // A full disk gets room again while the server runs; until then it is not ready.
    if (cause.code === 'storage-full') return;
    throw new ConfigProblem({
      code: 'database-unwritable',
      message: `The database ${database} cannot be written.`,
      fix: `let the user that runs the server (uid ${process.getuid?.() ?? '?'}) own and write kith.db and what stands beside it`,
      cause,
    });
  }
}

async function write(store: Pick<Store, 'execute'>): Promise<boolean> {
  return (await store.execute({ name: 'store.probe', params: {}, actor: { kind: 'system' } })).ok;
}
