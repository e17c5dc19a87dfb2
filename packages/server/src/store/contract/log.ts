/** Contract of the log: dense, in order, the same after every opening, of one lineage. */
import { deviceTopic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import type { LoggedEvent } from '../../domain/state.ts';
import { Stage, type StoreKind, yes } from './stage.ts';

/** Says what is out of order in the log from its start on; undefined: nothing. */
export function disorder(events: readonly LoggedEvent[], floor = 0): string | undefined {
  const seqs = new Map<string, number>();
  let [offset, at] = [floor, 0];
  for (const event of events) {
    const seq = seqs.get(event.topic) ?? (floor === 0 ? 0 : event.seq - 1);
    if (event.offset !== offset + 1) return `offset ${event.offset} after ${offset}`;
    if (event.seq !== seq + 1) return `${event.topic}: seq ${event.seq} after ${seq}`;
    if (event.at < at) return `time goes back at ${event.offset}`;
    seqs.set(event.topic, event.seq);
    ({ offset, at } = event);
  }
  return undefined;
}

export function logContract(kind: StoreKind): void {
  test('it begins at offset 0 with nothing trimmed', async () => {
    const stage = await Stage.set(kind);
    expect(stage.store.head).toEqual({ offset: 0, check: '00000000', floor: 0 });
    expect(await stage.head()).toEqual(stage.store.head);
  });

  test('offsets are dense, seqs are dense in each topic, and time never falls', async () => {
    const stage = await Stage.set(kind);
    const users = await Promise.all([stage.user(), stage.user(), stage.user()]);
    await Promise.all(users.map(({ device }) => stage.edits(device, 30)));
    expect(disorder(stage.told)).toBeUndefined();
    expect(await stage.read(users.flatMap(({ topics }) => topics))).toEqual(stage.told);
  });

  test('what commits tell is what can be read', async () => {
    const stage = await Stage.set(kind);
    const { device, topics } = await stage.user();
    await stage.edits(device, 5);
    expect(await stage.read(topics)).toEqual(stage.told);
    const last = stage.told.at(-1);
    expect(await stage.head()).toEqual({ offset: last?.offset, check: last?.check, floor: 0 });
  });

  test('opened anew it goes on where it ended', async () => {
    const stage = await Stage.set(kind);
    const { user, device, topics } = await stage.user();
    await stage.edits(device, 5);
    const [head, before] = [await stage.head(), await stage.read(topics)];
    await stage.reopen();
    expect(stage.store.head).toEqual(head);
    expect(await stage.read(topics)).toEqual(before);
    yes(await stage.edit(device, { key: 'after', value: 1 }));
    expect(disorder(await stage.read(topics))).toBeUndefined();
    expect(await stage.values(user)).toEqual({ key: 4, after: 1 });
    expect((await stage.store.verify()).problems).toEqual([]);
  });

  test('the epoch stays, and no other database has it', async () => {
    const [stage, other] = [await Stage.set(kind), await Stage.set(kind)];
    const { epoch } = stage.store;
    expect(epoch).toMatch(/^[A-Za-z0-9_-]{8,22}$/);
    expect(other.store.epoch).not.toBe(epoch);
    await stage.reopen();
    expect(stage.store.epoch).toBe(epoch);
  });

  test('checks tell apart two logs that say the same', async () => {
    const stages = [await Stage.set(kind), await Stage.set(kind)];
    for (const stage of stages)
      await stage.by(await stage.device('one'), 'users.create', { handle: 'same' }, 'id');
    const [one, other] = stages.map((stage) => stage.told.map(({ check }) => check));
    expect(one).toHaveLength(2);
    for (const check of one ?? []) {
      expect(check).toMatch(/^[0-9a-f]{8}$/);
      expect(other).not.toContain(check);
    }
  });

  test('the check of every offset can be read', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user();
    await stage.edits(device, 5);
    for (const { offset, check } of stage.told) {
      expect((await stage.store.read('position', { offset, device })).check).toBe(check);
    }
    const { offset } = await stage.head();
    expect((await stage.store.read('position', { offset: offset + 1, device })).check).toBeUndefined();
  });

  describe.runIf(kind.setsClock)('with a clock that steps', () => {
    test('back, time never falls, also after opening anew', async () => {
      const stage = await Stage.set(kind);
      const device = await stage.device();
      const label = async (name: string) =>
        yes(await stage.by(device, 'devices.rename', { device, label: name }));
      await label('one');
      const before = stage.clock;
      stage.clock -= 3_600_000;
      await label('two');
      await stage.reopen();
      stage.clock -= 1;
      await label('three');
      const times = (await stage.read([deviceTopic(device)])).map(({ at }) => at);
      expect(times[0]).toBe(before);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).toBeLessThan(before + 60_000);
    });

    test('forward, time follows', async () => {
      const stage = await Stage.set(kind);
      const device = await stage.device();
      yes(await stage.by(device, 'devices.rename', { device, label: 'one' }));
      stage.clock += 3_600_000;
      yes(await stage.by(device, 'devices.rename', { device, label: 'two' }));
      expect(stage.told.at(-1)?.at).toBe(stage.clock);
    });
  });
}
