/** Contract of backups: a copy of one moment that another store goes on from. */
import { expect, test } from 'vitest';
import { disorder } from './log.ts';
import { Stage, type StoreKind, yes } from './stage.ts';

export function backupContract(kind: StoreKind): void {
  test('a healthy database has no problems, an empty one neither', async () => {
    const stage = await Stage.set(kind);
    expect(await stage.store.verify()).toMatchObject({ ok: true, events: 0, head: 0, problems: [] });
    const { device } = await stage.user();
    await stage.edits(device, 10);
    expect(await stage.store.verify()).toMatchObject({ ok: true, events: 12, head: 12, problems: [] });
  });

  test('a copy holds everything that was acknowledged before it was asked for', async () => {
    const stage = await Stage.set(kind);
    const { user, device, topics } = await stage.user();
    await stage.edits(device, 10);
    const { path, place } = stage.place.copy();
    await stage.store.backup(path);
    const copy = await Stage.at(place);
    expect(copy.store.head).toEqual(await stage.head());
    expect(await copy.read(topics)).toEqual(stage.told);
    expect(await copy.values(user)).toEqual({ key: 9 });
    const [theirs, ours] = [await copy.store.verify(), await stage.store.verify()];
    expect(theirs).toEqual(ours);
  });

  test('a copy that is made under load is of one moment, and the store goes on', async () => {
    const stage = await Stage.set(kind);
    const { user, device, topics } = await stage.user();
    const edits = (prefix: string) =>
      Promise.all(
        Array.from({ length: 300 }, (_, index) => stage.edit(device, { key: `${prefix}${index}`, value: 1 })),
      );
    await edits('before');
    const { path, place } = stage.place.copy();
    const [written] = await Promise.all([edits('during'), stage.store.backup(path)]);
    for (const outcome of written) expect(outcome.ok).toBe(true);
    const copy = await Stage.at(place);
    const { offset } = copy.store.head;
    expect(offset).toBeGreaterThanOrEqual(302);
    expect(await copy.read(topics)).toEqual(stage.told.slice(0, offset));
    expect(Object.keys(await copy.values(user))).toHaveLength(offset - 2);
    expect((await copy.store.verify()).problems).toEqual([]);
  });

  test('a copy and its original part ways: the same offsets get other checks', async () => {
    const stage = await Stage.set(kind);
    const { device, topics } = await stage.user();
    const { path, place } = stage.place.copy();
    await stage.store.backup(path);
    const copy = await Stage.at(place);
    for (const either of [stage, copy]) yes(await either.edit(device, { key: 'a', value: 1, id: 'same' }));
    const [one, other] = [await stage.read(topics), await copy.read(topics)];
    expect(disorder(other)).toBeUndefined();
    expect(other.slice(0, 2)).toEqual(one.slice(0, 2));
    expect(other[2]?.check).not.toBe(one[2]?.check);
  });

  test('a backup is never written over something else', async () => {
    const stage = await Stage.set(kind);
    const { path } = stage.place.copy();
    await stage.store.backup(path);
    await expect(stage.store.backup(path)).rejects.toThrow();
  });
}
