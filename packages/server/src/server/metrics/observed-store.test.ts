/** A watched store keeps the contract of every store, and its numbers are those of what was asked. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir } from '../../../../../test/support/store-dir.ts';
import { known } from '../../base/assert.ts';
import { systemClock } from '../../base/clock.ts';
import type { StorePlace } from '../../store/contract/stage.ts';
import { storeContract } from '../../store/contract.ts';
import { StoreFault } from '../../store/port.ts';
import { createSqliteStore } from '../../store/sqlite/store.ts';
import { createInstruments, type Instruments } from './instruments.ts';
import { observeStore } from './observed-store.ts';

const macKey = new Uint8Array(32).fill(7);

function placeAt(path: string, instruments = createInstruments().instruments): StorePlace {
  return {
    async open({ policy, now }) {
      const clock = { now, soon: systemClock.soon };
      const store = await createSqliteStore({ path, macKey, policy, threads: false, clock });
      return observeStore(store, { instruments, clock: systemClock });
    },
    copy() {
      const copy = join(emptyDir(), 'kith.db');
      return { path: copy, place: placeAt(copy) };
    },
  };
}

storeContract('a watched store', { setsClock: true, place: () => placeAt(join(emptyDir(), 'kith.db')) });

async function openWatched() {
  const { instruments } = createInstruments();
  const place = placeAt(join(emptyDir(), 'kith.db'), instruments);
  return { instruments, store: await place.open({ policy: easyPolicy, now: systemClock.now }) };
}

async function read(instrument: Instruments[keyof Instruments], labels: object = {}): Promise<number> {
  const { values } = await instrument.get();
  const found = values.find((it) => expect.objectContaining(labels).asymmetricMatch(it.labels));
  return known(found, 'a value with these labels').value;
}

const system = { kind: 'system' } as const;

test('commands count with their outcome, commits with their events, reads with their query', async () => {
  const { store, instruments } = await openWatched();
  const params = { name: 'Laptop', platform: null, credential: 'hash', sameAs: null, invite: null };
  const register = { name: 'devices.register', params, actor: system };
  const registered = await store.execute(register);
  await store.execute(register);
  const { device } = (registered as { result: { device: { id: string } } }).result;
  const actor = { kind: 'device', device: device.id, gen: 1 } as const;
  await store.execute({ name: 'users.create', params: { handle: 'ann' }, actor, id: 'one', digest: 'one' });
  const head = await store.read('head', {});
  await store.close();
  const commands = instruments.kith_commands_total;
  expect(await read(commands, { command: 'devices.register', outcome: 'ok' })).toBe(1);
  expect(await read(commands, { command: 'devices.register', outcome: 'name-taken' })).toBe(1);
  expect(await read(commands, { command: 'users.create', outcome: 'ok' })).toBe(1);
  expect(await read(instruments.kith_commits_total)).toBe(1);
  expect(head.offset).toBeGreaterThan(0);
  expect(await read(instruments.kith_events_appended_total)).toBe(head.offset);
  const reads = (await instruments.kith_store_read_seconds.get()).values;
  expect(reads.find(({ metricName }) => metricName?.endsWith('_count'))).toMatchObject({
    labels: { query: 'head' },
    value: 1,
  });
});

test('what the store could not do counts by its code, and nothing waits for it any more', async () => {
  const { store, instruments } = await openWatched();
  await store.close();
  await expect(store.execute({ name: 'store.probe', params: {}, actor: system })).rejects.toThrow(StoreFault);
  await expect(store.read('head', {})).rejects.toThrow(StoreFault);
  await expect(store.backup(join(emptyDir(), 'copy.db'))).rejects.toThrow(StoreFault);
  expect(await read(instruments.kith_store_faults_total, { code: 'unavailable' })).toBe(3);
  expect(await read(instruments.kith_store_waiting, { kind: 'command' })).toBe(0);
  expect(await read(instruments.kith_store_waiting, { kind: 'read' })).toBe(0);
});
