/** Contract of redaction: the words never come back, and nothing else changes. */
import { expect, test } from 'vitest';
import { Stage, type StoreKind, wholeSnapshot, yes } from './stage.ts';

const secret = 'hedgehog-in-the-attic';
const erased = { app: 'demo', key: 'diary' } as const;

/** A user who wrote something, and then had it erased. */
async function regret(kind: StoreKind) {
  const stage = await Stage.set(kind);
  const { user, device, topics } = await stage.user();
  yes(await stage.edit(device, { key: 'other', value: 'stays' }));
  yes(await stage.edit(device, { key: 'diary', value: secret }));
  const before = { told: [...stage.told], verification: await stage.store.verify() };
  yes(await stage.by(device, 'settings.erase', erased, 'erase'));
  return { stage, user, device, topics, before };
}

export function redactionContract(kind: StoreKind): void {
  test('reading from before does not bring the words, but every event in its place', async () => {
    const { stage, topics, before } = await regret(kind);
    const read = await stage.read(topics);
    expect(JSON.stringify(read)).not.toContain(secret);
    expect(read).toHaveLength(before.told.length + 1);
    for (const [index, event] of before.told.entries()) {
      const { data, ...rest } = event;
      expect(read[index]).toMatchObject(rest);
      if (!data.includes(secret)) expect(read[index]?.data).toBe(data);
    }
  });

  test('the commit tells which earlier events changed, as they read now', async () => {
    const { stage, topics } = await regret(kind);
    const redacted = stage.commits.at(-1)?.redacted ?? [];
    const read = await stage.read(topics);
    expect(redacted).toEqual([read[3]]);
    expect(JSON.parse(read[3]?.data ?? '')).toMatchObject({ key: 'diary', erased: true });
  });

  test('the chain and the checks stay, and the log verifies', async () => {
    const { stage, before } = await regret(kind);
    const { offset } = await stage.head();
    await stage.store.trim(2);
    const now = await stage.store.verify();
    expect(now.problems).toEqual([]);
    expect(now.head).toBe(before.verification.head + 1);
    expect(offset).toBe(now.head);
  });

  test('it lasts over opening anew, and a retry of the erased edit is answered without the words', async () => {
    const { stage, topics, device } = await regret(kind);
    await stage.reopen();
    expect(JSON.stringify(await stage.read(topics))).not.toContain(secret);
    const retry = await stage.edit(device, { key: 'diary', value: secret, id: 'op4' });
    expect(JSON.stringify(retry)).not.toContain(secret);
    expect(JSON.stringify(await stage.store.read('snapshot', { ...wholeSnapshot, device }))).not.toContain(
      secret,
    );
  });

  test('words that are erased in the turn that wrote them are not told as they read before', async () => {
    const stage = await Stage.set(kind);
    const { device, topics } = await stage.user();
    await Promise.all([
      stage.edit(device, { key: 'diary', value: secret }),
      stage.by(device, 'settings.erase', erased, 'erase'),
    ]);
    expect(JSON.stringify(await stage.read(topics))).not.toContain(secret);
    const now = new Map(stage.told.map((event) => [event.offset, event]));
    for (const event of stage.commits.flatMap(({ redacted }) => redacted)) now.set(event.offset, event);
    expect([...now.values()]).toEqual(await stage.read(topics));
    expect((await stage.store.verify()).problems).toEqual([]);
  });

  test('other users keep their own', async () => {
    const stage = await Stage.set(kind);
    const [one, other] = [await stage.user(), await stage.user()];
    for (const { device } of [one, other]) yes(await stage.edit(device, { key: 'diary', value: secret }));
    yes(await stage.by(one.device, 'settings.erase', erased, 'erase'));
    expect(await stage.values(one.user)).toEqual({});
    expect(await stage.values(other.user)).toEqual({ diary: secret });
    expect(JSON.stringify(await stage.read(other.topics))).toContain(secret);
  });

  test('what is erased is found among more events than are looked at together, whatever device was told', async () => {
    const stage = await Stage.set(kind);
    const { device, topics } = await stage.user();
    for (let round = 0; round < 6; round += 1) {
      const edits = Array.from({ length: 100 }, (_, index) =>
        stage.edit(device, { key: 'diary', value: `${secret} ${round} ${index}`, ageMs: 60_000 - index }),
      );
      await Promise.all(edits);
    }
    yes(await stage.edit(device, { key: 'other', value: 'stays' }));
    yes(await stage.by(device, 'settings.erase', erased, 'erase'));
    const read = JSON.stringify(await stage.read(topics));
    expect(read).not.toContain(secret);
    expect(read).toContain('stays');
    expect((await stage.store.verify()).problems).toEqual([]);
  });
}
