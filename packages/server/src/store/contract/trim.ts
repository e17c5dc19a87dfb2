/** Contract of trimming: a prefix is forgotten, numbers go on, and nobody takes a part for the whole. */
import { describe, expect, test } from 'vitest';
import { disorder } from './log.ts';
import { no, Stage, type StoreKind, whole, yes } from './stage.ts';

const dayMs = 24 * 60 * 60 * 1_000;

export function trimContract(kind: StoreKind): void {
  test('the events up to the offset are gone, those behind it stay as they were', async () => {
    const stage = await Stage.set(kind);
    const { device, topics } = await stage.user();
    await stage.edits(device, 20);
    await stage.store.trim(10);
    expect(await stage.head()).toMatchObject({ offset: 22, floor: 10 });
    expect(await stage.read(topics, 10)).toEqual(stage.told.slice(10));
    expect((await stage.store.verify()).problems).toEqual([]);
  });

  test('a page from before the trim point tells that it is not the whole', async () => {
    const stage = await Stage.set(kind);
    const { device, topics } = await stage.user();
    await stage.edits(device, 20);
    await stage.store.trim(10);
    const page = await stage.store.read('delta', {
      reach: whole(topics),
      after: 5,
      limit: 100,
      bytesMax: 100_000,
    });
    expect(page.floor).toBe(10);
    expect(page.events).toEqual(stage.told.slice(10));
  });

  test('the check at the trim point is known, and before it none', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user();
    await stage.edits(device, 20);
    await stage.store.trim(10);
    const position = async (offset: number) => await stage.store.read('position', { offset, device });
    expect((await position(10)).check).toBe(stage.told[9]?.check);
    expect((await position(11)).check).toBe(stage.told[10]?.check);
    expect((await position(9)).check).toBeUndefined();
  });

  test('after all is trimmed, offsets and seqs go on, also when opened anew', async () => {
    const stage = await Stage.set(kind);
    const { device, topics } = await stage.user();
    await stage.edits(device, 20);
    const head = await stage.head();
    await stage.store.trim(head.offset);
    expect(await stage.head()).toEqual({ ...head, floor: head.offset });
    expect((await stage.edit(device, { key: 'b', value: 1 })).ok).toBe(true);
    await stage.store.trim(head.offset + 1);
    await stage.reopen();
    expect(stage.store.head.offset).toBe(head.offset + 1);
    yes(await stage.edit(device, { key: 'c', value: 1 }));
    const [event] = await stage.read(topics, head.offset + 1);
    expect(event).toMatchObject({ offset: head.offset + 2, seq: 23 });
    expect((await stage.store.verify()).problems).toEqual([]);
  });

  test('it never goes above the head, never back, and again is harmless', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user();
    await stage.edits(device, 5);
    await stage.store.trim(1_000_000);
    expect((await stage.head()).floor).toBe(7);
    await stage.edits(device, 5, 'other');
    await stage.store.trim(3);
    await stage.store.trim(7);
    expect((await stage.head()).floor).toBe(7);
  });

  test('the chain over the log stays the same', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user();
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => stage.edit(device, { key: `k${index}`, value: 1 })),
    );
    const before = await stage.store.verify();
    await stage.store.trim(17);
    expect(await stage.store.verify()).toEqual({ ...before, events: before.events - 17 });
  });

  test('a long prefix goes too, while commands go on in between', async () => {
    const stage = await Stage.set(kind);
    const { device, topics } = await stage.user();
    const edits = Array.from({ length: 2_500 }, (_, index) =>
      stage.edit(device, { key: `k${index % 9}`, value: index }),
    );
    await Promise.all(edits);
    const { offset } = await stage.head();
    const trimming = stage.store.trim(offset);
    const meanwhile = Array.from({ length: 100 }, (_, index) =>
      stage.edit(device, { key: 'm', value: index }),
    );
    await Promise.all(meanwhile);
    await trimming;
    expect((await stage.head()).floor).toBe(offset);
    expect(disorder(await stage.read(topics, offset), offset)).toBeUndefined();
    expect((await stage.store.verify()).problems).toEqual([]);
  });

  test('under a reader that pages, every page is whole or tells that it is not', async () => {
    const stage = await Stage.set(kind);
    const { device, topics } = await stage.user();
    await Promise.all(
      Array.from({ length: 300 }, (_, index) => stage.edit(device, { key: `k${index}`, value: 1 })),
    );
    const trims = (async () => {
      for (let offset = 10; offset <= 290; offset += 10) await stage.store.trim(offset);
    })();
    for (let after = 0; after < 300; ) {
      const page = await stage.store.read('delta', {
        reach: whole(topics),
        after,
        limit: 9,
        bytesMax: 100_000,
      });
      const from = Math.max(after, page.floor);
      expect(page.events).toEqual(stage.told.slice(from, from + page.events.length));
      expect(page.events).toHaveLength(Math.min(9, stage.told.length - from));
      after = page.through;
    }
    await trims;
  });

  test('tombstones go with the events that set them, values stay', async () => {
    const stage = await Stage.set(kind);
    const { user, device } = await stage.user();
    for (const key of ['early', 'late', 'kept']) yes(await stage.edit(device, { key, value: 1 }));
    yes(await stage.edit(device, { key: 'early', base: 2 }));
    const { offset } = await stage.head();
    yes(await stage.edit(device, { key: 'late', base: 3 }));
    await stage.store.trim(offset);
    expect(await stage.values(user)).toEqual({ kept: 1 });
    // A base that is not known any more loses against nothing; one that is known wins.
    expect(yes(await stage.edit(device, { key: 'early', value: 2, base: 5 })).outcome).toBe('superseded');
    expect(yes(await stage.edit(device, { key: 'late', value: 2, base: 6 })).outcome).toBe('applied');
    expect((await stage.store.verify()).problems).toEqual([]);
  });

  test('a device and its rows live on without their events', async () => {
    const stage = await Stage.set(kind);
    const { user, device } = await stage.user('alice');
    await stage.edits(device, 3);
    await stage.store.trim(1_000);
    expect(await stage.values(user)).toEqual({ key: 2 });
    expect(yes(await stage.edit(device, { key: 'key', value: 9, base: 4 }))).toMatchObject({
      outcome: 'applied',
      rev: 5,
    });
  });

  describe.runIf(kind.setsClock)('with a clock that steps', () => {
    test('answers without an event are kept as long as the events of their time', async () => {
      const stage = await Stage.set(kind);
      const { device } = await stage.user();
      const again = async () => yes(await stage.again(device, { key: 'a', value: 1, rev: 2 })).outcome;
      yes(await stage.edit(device, { key: 'a', value: 1 }));
      expect(await again()).toBe('same');
      stage.clock += 30 * dayMs;
      yes(await stage.edit(device, { key: 'a', value: 2, base: 2 }));
      expect(await again()).toBe('same');
      await stage.store.trim(1_000);
      expect(await again()).not.toBe('same');
    });

    test('refusals are forgotten after a day', async () => {
      const stage = await Stage.set(kind);
      const { device } = await stage.user('alice');
      const others = [await stage.device(), await stage.device()];
      const claim = async (by = '') => no(await stage.by(by, 'users.create', { handle: 'alice' }, 'claim'));
      for (const other of others) expect(await claim(other)).toBe('handle-taken');
      yes(await stage.by(device, 'users.update', { handle: 'alicia' }, 'give-up'));
      stage.clock += dayMs - 1;
      for (const other of others) expect(await claim(other)).toBe('handle-taken');
      stage.clock += 1;
      expect(await claim(others[0])).toBe('accepted');
      await stage.store.trim(0);
      expect(await claim(others[1])).toBe('handle-taken');
      expect((await stage.store.verify()).problems).toEqual([]);
    });

    test('time does not fall behind what was trimmed', async () => {
      const stage = await Stage.set(kind);
      const { device } = await stage.user();
      await stage.edits(device, 3);
      const before = stage.clock;
      await stage.store.trim(1_000);
      stage.clock -= dayMs;
      await stage.reopen();
      yes(await stage.edit(device, { key: 'b', value: 1 }));
      expect(stage.told.at(-1)?.at).toBeGreaterThanOrEqual(before);
    });
  });
}
