/** Kith's store without doors: `settings.edit` of many devices, so many in flight, from one program. */
import { join } from 'node:path';
import { createSqliteStore } from '../../packages/server/src/store/sqlite/store.ts';
import { easyPolicy } from '../../test/support/easy-policy.ts';
import { paramsOf } from './program.ts';

export interface StoreParams extends Readonly<Record<string, number>> {
  readonly users: number;
  readonly inFlight: number;
  readonly seconds: number;
}

export interface StoreRate extends Readonly<Record<string, number>> {
  readonly per_s: number;
  readonly cpu_us: number;
  /** Commands a commit. */
  readonly batch: number;
}

const { dir, users, inFlight, seconds } = paramsOf<StoreParams>();
const store = await createSqliteStore({
  path: join(dir, 'kith.db'),
  macKey: new Uint8Array(32),
  policy: easyPolicy,
  readers: 1,
});
const actors = await Promise.all(Array.from({ length: users }, (_, index) => makeUser(index)));
const counted = { commits: 0, events: 0 };
store.onCommit(({ events }) => {
  counted.commits += 1;
  counted.events += events.length;
});

async function makeUser(index: number) {
  const params = { name: `Device ${index}`, platform: null, credential: 'none', sameAs: null, invite: null };
  const registered = await store.execute({ name: 'devices.register', params, actor: { kind: 'nobody' } });
  if (!registered.ok) throw new Error(registered.code);
  const { device } = registered.result as { device: { id: string } };
  const actor = { kind: 'device', device: device.id, gen: 1 } as const;
  const created = await store.execute({
    name: 'users.create',
    params: { handle: `user${index}` },
    actor,
    id: 'create',
    digest: 'create',
  });
  if (!created.ok) throw new Error(created.code);
  return actor;
}

let sent = 0;
const began = performance.now();
const used = process.cpuUsage();
async function edit(): Promise<void> {
  const value = 'x'.repeat(56);
  while (performance.now() - began < seconds * 1000) {
    sent += 1;
    const [id, actor] = [`1-${sent}`, actors[sent % users]];
    if (actor === undefined) throw new Error('a crowd is somebody');
    const op = { id, key: 'k', value: `${value}${String(sent).padStart(8, '0')}`, base: 0, ageMs: 0 };
    const params = { app: 'bench', op };
    const outcome = await store.execute({ name: 'settings.edit', params, actor, id, digest: 'd'.repeat(22) });
    if (!outcome.ok) throw new Error(outcome.code);
  }
}
await Promise.all(Array.from({ length: inFlight }, edit));
const tookMs = performance.now() - began;
const { user, system } = process.cpuUsage(used);
await store.close();
if (counted.events !== sent) throw new Error(`${sent} edits and ${counted.events} events`);
const rate: StoreRate = {
  per_s: (sent / tookMs) * 1000,
  cpu_us: (user + system) / sent,
  batch: counted.events / counted.commits,
};
console.log(JSON.stringify(rate));
