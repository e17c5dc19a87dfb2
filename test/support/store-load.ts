/**
 * A process that loads a store until it is killed: `node store-load.ts <path> <devices> <in flight each>`.
 *
 * It writes one line for every answer, at once: `<device> <command id> <answer as JSON>`.
 */
import { writeSync } from 'node:fs';
import { easyPolicy } from './easy-policy.ts';

// A mutant of the store can stand in for the original.
const module = process.env.KITH_STORE_MODULE ?? '../../packages/server/src/store/sqlite/store.ts';
const { createSqliteStore } = (await import(
  module
)) as typeof import('../../packages/server/src/store/sqlite/store.ts');

const [path = '', devices = '1', inFlight = '1'] = process.argv.slice(2);
const store = await createSqliteStore({ path, macKey: new Uint8Array(32), policy: easyPolicy });
const start = store.head.offset;

/** Whole, however slowly the reader takes it: a pipe that is full says `EAGAIN`. */
function tell(line: string): void {
  let left = Buffer.from(`${line}\n`);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(1, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

async function register(name: string): Promise<string> {
  const params = { name, platform: null, credential: 'none', sameAs: null, invite: null };
  const outcome = await store.execute({ name: 'devices.register', params, actor: { kind: 'nobody' } });
  if (!outcome.ok) throw new Error(outcome.code);
  return (outcome.result as { device: { id: string } }).device.id;
}

async function load(index: number): Promise<void> {
  const device = await register(`device ${start} ${index}`);
  const actor = { kind: 'device', device, gen: 1 } as const;
  const handle = `user-${start}-${index}`;
  const created = await store.execute({
    name: 'users.create',
    params: { handle },
    actor,
    id: 'create',
    digest: 'create',
  });
  tell(`${device} create ${JSON.stringify(created)}`);
  let count = 0;
  const write = async () => {
    for (;;) {
      count += 1;
      const id = `op${count}`;
      const params = { app: 'demo', op: { id, key: `key${count % 500}`, value: count, base: 0, ageMs: 0 } };
      const outcome = await store.execute({ name: 'settings.edit', params, actor, id, digest: id });
      tell(`${device} ${id} ${JSON.stringify(outcome)}`);
    }
  };
  await Promise.all(Array.from({ length: Number(inFlight) }, write));
}

await Promise.all(Array.from({ length: Number(devices) }, (_, index) => load(index)));
