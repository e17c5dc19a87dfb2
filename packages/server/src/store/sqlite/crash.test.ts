/** Killed at any moment: what was acknowledged is there once, in order; nothing is half done. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir } from '../../../../../test/support/store-dir.ts';
import { disorder } from '../contract/log.ts';
import { Stage } from '../contract/stage.ts';
import { createSqliteStore } from './store.ts';

const program = new URL('../../../../../test/support/store-load.ts', import.meta.url).pathname;

/** An answer that the process told before it died. */
interface Acked {
  readonly device: string;
  readonly id: string;
  readonly outcome: unknown;
}

/** Loads the store at `path` until so many answers came, then kills the process while it goes on. */
async function loadAndKill(path: string, answers: number): Promise<Acked[]> {
  const child = spawn(process.execPath, [program, path, '4', '8'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acked: Acked[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [device = '', id = '', ...outcome] = line.split(' ');
    acked.push({ device, id, outcome: JSON.parse(outcome.join(' ')) });
    if (acked.length === answers) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acked;
}

test('again and again', async () => {
  const path = join(emptyDir(), 'kith.db');
  const acked: Acked[] = [];
  for (const answers of [1, 60, 700, 1_500]) {
    acked.push(...(await loadAndKill(path, answers)));
    const store = await createSqliteStore({
      path,
      macKey: new Uint8Array(32),
      policy: easyPolicy,
      threads: false,
    });
    const stage = Stage.on(store);
    const topics = [...new Set(acked.map(({ device }) => device))];
    const { offset } = store.head;
    const users = await Promise.all(topics.map(async (id) => (await store.read('device', { id }))?.user?.id));
    const events = await stage.read([
      ...topics.map((device) => `device:${device}` as const),
      ...users.map((user) => `user:${user}` as const),
    ]);
    expect((await store.verify()).problems).toEqual([]);
    const seen = new Set(events.map(({ topic, type, device, data }) => `${topic} ${type} ${device} ${data}`));
    expect(seen.size).toBe(events.length);
    // Every answer is given again, by the log itself, and nothing is done twice.
    for (const { device, id, outcome } of acked) {
      const actor = { kind: 'device', device, gen: 1 } as const;
      const again = await store.execute({
        name: id === 'create' ? 'users.create' : 'settings.edit',
        params: { app: 'demo', op: { id, key: 'never', value: 'never', base: 0, ageMs: 0 } },
        actor,
        id,
        digest: id,
      });
      expect(again).toEqual(outcome);
    }
    expect((await stage.head()).offset).toBe(offset);
    // What one device sent in order is there without a hole, also the part that was not acknowledged any more.
    for (const device of topics) {
      const own = events.filter((event) => event.device === device && event.type === 'setting.changed');
      expect(own.map(({ data }) => (JSON.parse(data) as { value: number }).value)).toEqual(
        own.map((_, index) => index + 1),
      );
    }
    if (topics.length === 4) expect(disorder(events)).toBeUndefined();
    await store.close();
  }
}, 120_000);
