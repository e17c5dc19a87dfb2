/** Contract of races: what two ask for at once is decided one after the other, each on what the other left. */
import { expect, test } from 'vitest';
import { disorder } from './log.ts';
import { no, Stage, type StoreKind, yes } from './stage.ts';

export function raceContract(kind: StoreKind): void {
  test('one id twice at once: one effect, one answer', async () => {
    const stage = await Stage.set(kind);
    const { device, topics } = await stage.user();
    const { offset } = await stage.head();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => stage.edit(device, { key: 'a', value: 1, id: 'one' })),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await stage.read(topics, offset)).toHaveLength(1);
  });

  test('one id with two bodies at once: one is done, the other is a conflict', async () => {
    const stage = await Stage.set(kind);
    const { user, device } = await stage.user();
    const answers = await Promise.all(
      [1, 2].map((value) => stage.edit(device, { key: 'a', value, id: 'one' })),
    );
    expect(answers.map(no)).toEqual(['accepted', 'conflict']);
    expect(await stage.values(user)).toEqual({ a: 1 });
  });

  test('two that compare and set on one base: one is applied, the other skipped', async () => {
    const stage = await Stage.set(kind);
    const { user, device } = await stage.user();
    const other = await stage.joined(user);
    const { rev } = yes(await stage.edit(device, { key: 'a', value: 0 }));
    for (let base = rev ?? 0, round = 1; round <= 20; round += 1) {
      const writers = [device, other].map((by) =>
        stage.edit(by, { key: 'a', value: round, base, ifBase: true }),
      );
      const results = (await Promise.all(writers)).map(yes);
      expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'skipped']);
      base = results[0]?.rev ?? 0;
    }
  });

  test('two that claim one handle: one has it', async () => {
    const stage = await Stage.set(kind);
    const devices = [await stage.device(), await stage.device(), await stage.device()];
    const claims = devices.map((device) => stage.by(device, 'users.create', { handle: 'alice' }, 'claim'));
    expect((await Promise.all(claims)).map(no)).toEqual(['accepted', 'handle-taken', 'handle-taken']);
  });

  test('two that register one name: one has it', async () => {
    const stage = await Stage.set(kind);
    const names = ['Phone', 'phone', 'PHONE'];
    const outcomes = await Promise.all(names.map((name) => stage.register(name)));
    expect(outcomes.map(no)).toEqual(['accepted', 'name-taken', 'name-taken']);
  });

  test('what one command gives up, the next of the same turn may take', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user('alice');
    const other = await stage.device();
    const outcomes = await Promise.all([
      stage.by(device, 'users.update', { handle: 'alicia' }, 'give-up'),
      stage.by(other, 'users.create', { handle: 'alice' }, 'claim'),
    ]);
    expect(outcomes.map(no)).toEqual(['accepted', 'accepted']);
  });

  test('a refusal and its retry in one turn are the same, whatever came between', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user('alice');
    const other = await stage.device();
    const outcomes = await Promise.all([
      stage.by(other, 'users.create', { handle: 'alice' }, 'claim'),
      stage.by(device, 'users.update', { handle: 'alicia' }, 'give-up'),
      stage.by(other, 'users.create', { handle: 'alice' }, 'claim'),
    ]);
    expect(outcomes.map(no)).toEqual(['handle-taken', 'accepted', 'handle-taken']);
  });

  test('many that join a user at once: only as many as it may have', async () => {
    const stage = await Stage.set(kind, { userDevices: 4 });
    const { user } = await stage.user();
    const devices = await Promise.all(Array.from({ length: 8 }, () => stage.device()));
    const joins = devices.map((device) => stage.by(device, 'users.join', { user }, 'join'));
    const codes = (await Promise.all(joins)).map(no);
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(3);
    expect(codes.filter((code) => code === 'quota-exceeded')).toHaveLength(5);
    expect(await stage.store.read('devicesOf', { user })).toHaveLength(4);
  });

  test('two that revoke each other: the first wins, the other is told who', async () => {
    const stage = await Stage.set(kind);
    const { user, device } = await stage.user();
    const other = await stage.joined(user);
    const [first, second] = await Promise.all([
      stage.by(device, 'devices.revoke', { device: other }, 'revoke'),
      stage.by(other, 'devices.revoke', { device }, 'revoke'),
    ]);
    expect([first, second].map(no)).toEqual(['accepted', 'device-revoked']);
  });

  test('a device that is revoked while it sends: done before, refused after, nothing half done', async () => {
    const stage = await Stage.set(kind);
    const { user, device, topics } = await stage.user();
    const other = await stage.joined(user);
    const sends = Array.from({ length: 200 }, (_, index) =>
      stage.edit(other, { key: `key${index}`, value: index }),
    );
    const revoking = stage.by(device, 'devices.revoke', { device: other }, 'revoke');
    const late = Array.from({ length: 200 }, (_, index) =>
      stage.edit(other, { key: `late${index}`, value: index }),
    );
    yes(await revoking);
    const codes = (await Promise.all([...sends, ...late])).map(no);
    const done = codes.indexOf('device-revoked');
    expect(codes.slice(0, done).every((code) => code === 'accepted')).toBe(true);
    expect(codes.slice(done).every((code) => code === 'device-revoked')).toBe(true);
    expect(done).toBe(200);
    const events = await stage.read(topics);
    const revoked = events.findIndex(({ type }) => type === 'device.revoked');
    expect(events.filter(({ device: by, type }) => by === other && type === 'setting.changed')).toHaveLength(
      done,
    );
    expect(events.slice(revoked).some(({ device: by }) => by === other)).toBe(false);
    expect(Object.keys(await stage.values(user))).toHaveLength(done);
  });

  test('many devices at once: every accepted edit is there once, and the log is in order', async () => {
    const stage = await Stage.set(kind);
    const users = await Promise.all(Array.from({ length: 10 }, () => stage.user()));
    await Promise.all(
      users.map(async ({ device }) => {
        for (let round = 0; round < 20; round += 1) {
          await Promise.all([
            stage.edit(device, { key: `a${round}`, value: round }),
            stage.edit(device, { key: `b${round}`, value: round }),
          ]);
        }
      }),
    );
    for (const { user } of users) expect(Object.keys(await stage.values(user))).toHaveLength(40);
    expect(disorder(stage.told)).toBeUndefined();
    expect((await stage.store.verify()).problems).toEqual([]);
  });
}
