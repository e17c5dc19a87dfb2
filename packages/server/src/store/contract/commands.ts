/** Contract of commands: once, in order, together or not at all, told only when durable. */
import { expect, test } from 'vitest';
import { StoreFault } from '../port.ts';
import { disorder } from './log.ts';
import { no, Stage, type StoreKind, yes } from './stage.ts';

export function commandContract(kind: StoreKind): void {
  test('a retry gets the first answer and changes nothing', async () => {
    const stage = await Stage.set(kind);
    const { user, device } = await stage.user();
    const first = await stage.edit(device, { key: 'a', value: 1, id: 'one' });
    yes(await stage.edit(device, { key: 'a', value: 2, base: 2, id: 'two' }));
    const { offset } = await stage.head();
    expect(await stage.edit(device, { key: 'a', value: 1, id: 'one' })).toEqual(first);
    expect(await stage.values(user)).toEqual({ a: 2 });
    expect((await stage.head()).offset).toBe(offset);
  });

  test('a retry gets the first answer after the store was opened anew', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user('alice');
    const other = await stage.device();
    const edited = await stage.edit(device, { key: 'a', value: 1, id: 'one' });
    const refused = await stage.by(other, 'users.create', { handle: 'alice' }, 'claim');
    const same = await stage.again(device, { key: 'a', value: 1, rev: 2 });
    await stage.reopen();
    expect(await stage.edit(device, { key: 'a', value: 1, id: 'one' })).toEqual(edited);
    expect(await stage.by(other, 'users.create', { handle: 'alice' }, 'claim')).toEqual(refused);
    expect(await stage.again(device, { key: 'a', value: 1, rev: 2 })).toEqual(same);
  });

  test('the same id with other params is a conflict', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user();
    yes(await stage.edit(device, { key: 'a', value: 1, id: 'one' }));
    expect(no(await stage.edit(device, { key: 'a', value: 2, id: 'one' }))).toBe('conflict');
  });

  test('ids are of one device: another may use the same', async () => {
    const stage = await Stage.set(kind);
    const [one, other] = [await stage.user(), await stage.user()];
    yes(await stage.edit(one.device, { key: 'a', value: 1, id: 'id' }));
    yes(await stage.edit(other.device, { key: 'b', value: 2, id: 'id' }));
    expect(await stage.values(one.user)).toEqual({ a: 1 });
    expect(await stage.values(other.user)).toEqual({ b: 2 });
  });

  test('a refusal for good is repeated even where the command could be accepted by now', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user('alice');
    const other = await stage.device();
    expect(no(await stage.by(other, 'users.create', { handle: 'alice' }, 'claim'))).toBe('handle-taken');
    yes(await stage.by(device, 'users.update', { handle: 'alicia' }, 'give-up'));
    expect(no(await stage.by(other, 'users.create', { handle: 'alice' }, 'claim'))).toBe('handle-taken');
    yes(await stage.by(other, 'users.create', { handle: 'alice' }, 'claim-again'));
  });

  test('an answer without an event is repeated too', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user();
    yes(await stage.edit(device, { key: 'a', value: 1 }));
    const same = await stage.again(device, { key: 'a', value: 1, rev: 2 });
    expect(yes(same).outcome).toBe('same');
    yes(await stage.edit(device, { key: 'a', value: 3, base: 2 }));
    expect(await stage.again(device, { key: 'a', value: 1, rev: 2 })).toEqual(same);
  });

  test('commands of one turn are decided in the order of the calls', async () => {
    const stage = await Stage.set(kind);
    const { device, topics } = await stage.user();
    const values = Array.from({ length: 200 }, (_, index) => index);
    const results = await Promise.all(
      values.map((value) => stage.edit(device, { key: `key${value}`, value })),
    );
    expect(results.map((outcome) => yes(outcome).rev)).toEqual(values.map((value) => value + 2));
    const changed = (await stage.read(topics)).filter(({ type }) => type === 'setting.changed');
    expect(changed.map(({ data }) => (JSON.parse(data) as { value: number }).value)).toEqual(values);
  });

  test('an outcome comes after its commit was told, and both after the effect can be read', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user();
    const heard: string[] = [];
    stage.store.onCommit(({ events }) => heard.push(...events.map(({ offset }) => `commit ${offset}`)));
    const { offset } = await stage.head();
    const runs = Array.from({ length: 50 }, async (_, index) => {
      yes(await stage.edit(device, { key: `key${index}`, value: index }));
      heard.push(`outcome ${offset + index + 1}`);
    });
    await Promise.all(runs);
    for (let index = 1; index <= runs.length; index += 1) {
      const [commit, outcome] = [
        heard.indexOf(`commit ${offset + index}`),
        heard.indexOf(`outcome ${offset + index}`),
      ];
      expect(commit).toBeGreaterThanOrEqual(0);
      expect(outcome).toBeGreaterThan(commit);
    }
  });

  test('every read that begins after an outcome shows its effect', async () => {
    const stage = await Stage.set(kind);
    const { user, device } = await stage.user();
    const runs = Array.from({ length: 100 }, async (_, index) => {
      yes(await stage.edit(device, { key: `key${index}`, value: index }));
      expect(await stage.values(user)).toHaveProperty([`key${index}`], index);
    });
    await Promise.all(runs);
  });

  test('a command that breaks on a bug spoils no other of its turn, and leaves nothing of itself', async () => {
    const stage = await Stage.set(kind);
    const { user, device } = await stage.user();
    const runs = Array.from({ length: 20 }, (_, index) =>
      index % 5 === 2
        ? stage.store.execute({ name: 'no.such', params: {}, actor: { kind: 'system' } })
        : stage.edit(device, { key: `key${index}`, value: index }),
    );
    const settled = await Promise.allSettled(runs);
    for (const [index, result] of settled.entries()) {
      if (index % 5 !== 2) expect(result.status).toBe('fulfilled');
      else
        expect(result).toMatchObject({
          status: 'rejected',
          reason: { name: 'StoreFault', code: 'internal' },
        });
    }
    expect(Object.keys(await stage.values(user))).toHaveLength(16);
    expect(disorder(stage.told)).toBeUndefined();
    expect(await stage.store.verify()).toMatchObject({ ok: true });
  });

  test('a listener that stopped hears nothing more', async () => {
    const stage = await Stage.set(kind);
    let heard = 0;
    const stop = stage.store.onCommit(() => {
      heard += 1;
    });
    await stage.user();
    stop();
    const before = heard;
    await stage.user();
    expect(heard).toBe(before);
  });

  test('closing waits for what is under way and refuses the rest', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user();
    const edit = stage.edit(device, { key: 'a', value: 1 });
    const reading = stage.store.read('head', {});
    const closing = stage.store.close();
    await expect(stage.edit(device, { key: 'b', value: 1 })).rejects.toThrow(StoreFault);
    await expect(stage.store.read('head', {})).rejects.toThrow(StoreFault);
    expect(yes(await edit).outcome).toBe('applied');
    expect((await reading).offset).toBeGreaterThan(0);
    await closing;
    await stage.store.close();
  });
}
