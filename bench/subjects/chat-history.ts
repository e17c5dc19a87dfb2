/** A chat with a long history, written by Kith's store into the database of a server that does not run. */
import { createSqliteStore } from '../../packages/server/src/store/sqlite/store.ts';
import { easyPolicy } from '../../test/support/easy-policy.ts';
import { paramsOf } from './program.ts';
import { textAt } from './vocabulary.ts';

export interface HistoryParams extends Readonly<Record<string, number | string>> {
  /** The database. */
  readonly path: string;
  readonly chat: string;
  readonly device: string;
  readonly messages: number;
}

export interface HistoryRate extends Readonly<Record<string, number>> {
  readonly per_s: number;
}

/** Messages under way at once: as many as one commit takes. */
const inFlight = 1_000;

const { path, chat, device, messages } = paramsOf<HistoryParams>();
const store = await createSqliteStore({
  path,
  macKey: new Uint8Array(32),
  policy: easyPolicy,
  readers: 1,
});
const actor = { kind: 'device', device, gen: 1 } as const;

let sent = 0;
async function send(): Promise<void> {
  while (sent < messages) {
    const index = sent;
    sent += 1;
    const params = { chat, text: textAt(index) };
    const [id, digest] = [`history-${index}`, 'd'.repeat(22)];
    const outcome = await store.execute({ name: 'messages.send', params, actor, id, digest });
    if (!outcome.ok) throw new Error(outcome.code);
  }
}

const began = performance.now();
await Promise.all(Array.from({ length: inFlight }, send));
const tookMs = performance.now() - began;
await store.close();
console.log(JSON.stringify({ per_s: (sent / tookMs) * 1000 } satisfies HistoryRate));
