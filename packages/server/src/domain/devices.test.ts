import { fold } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { dayMs, no, Scene, yes } from '../../../../test/support/scene.ts';
import { queries } from './queries.ts';

describe('a label', () => {
  test('may be given to any device of the user, and all of them hear it', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const second = scene.linked(first);
    const before = scene.state.log.length;
    const { device } = yes(scene.by(first, 'devices.rename', { device: second, label: 'Kitchen' }));
    expect(device).toEqual({ id: second, label: 'Kitchen' });
    expect(scene.row(second).label).toBe('Kitchen');
    expect(scene.heard(before)).toEqual([`user:${user} device.renamed`, `device:${second} device.renamed`]);
    expect(scene.lastData()).toMatchObject({ device: { id: second, label: 'Kitchen' }, by: first });
  });

  test('that is the same already is accepted without an event, and stays so at every retry', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const params = { device: first, label: scene.row(first).label };
    const before = scene.state.log.length;
    const outcome = scene.by(first, 'devices.rename', params, 'one');
    yes(scene.by(first, 'devices.rename', { device: first, label: 'Other' }));
    expect(scene.by(first, 'devices.rename', params, 'one')).toEqual(outcome);
    expect(scene.heard(before)).toHaveLength(2);
    expect(scene.row(first).label).toBe('Other');
  });

  test('may be given by a device without a user to itself only', () => {
    const scene = new Scene();
    const [one, other] = [scene.device(), scene.device()];
    yes(scene.by(one, 'devices.rename', { device: one, label: 'Mine' }));
    expect(scene.heard(0)).toEqual([`device:${one} device.renamed`]);
    expect(no(scene.by(one, 'devices.rename', { device: other, label: 'Mine' }))).toBe('not-found');
  });

  test('of a foreign, unknown or revoked device is refused alike', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const gone = scene.linked(first);
    yes(scene.by(first, 'devices.revoke', { device: gone }));
    const answers = [scene.user().first, 'dev_unknown', gone].map((device) =>
      scene.by(first, 'devices.rename', { device, label: 'X' }),
    );
    expect(answers.map(no)).toEqual(['not-found', 'not-found', 'not-found']);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

describe('a platform', () => {
  test('is what the device itself says, and its user hears it', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const before = scene.state.log.length;
    const { device } = yes(scene.by(first, 'devices.describe', { platform: 'Firefox 150 on Linux' }));
    expect(device).toEqual({ id: first, platform: 'Firefox 150 on Linux' });
    expect(scene.row(first).platform).toBe('Firefox 150 on Linux');
    expect(scene.heard(before)).toEqual([
      `user:${user} device.described`,
      `device:${first} device.described`,
    ]);
    expect(scene.lastData()).toMatchObject({ device, by: first });
  });

  test('that is the same already is accepted without an event, and stays so at every retry', () => {
    const scene = new Scene();
    const { first } = scene.user();
    yes(scene.by(first, 'devices.describe', { platform: 'Linux' }));
    const before = scene.state.log.length;
    const outcome = scene.by(first, 'devices.describe', { platform: 'Linux' }, 'one');
    yes(scene.by(first, 'devices.describe', { platform: 'Windows' }));
    expect(scene.by(first, 'devices.describe', { platform: 'Linux' }, 'one')).toEqual(outcome);
    expect(scene.heard(before)).toHaveLength(2);
    expect(scene.row(first).platform).toBe('Windows');
  });

  test('may be said by a device without a user, and by no other of it', () => {
    const scene = new Scene();
    const device = scene.device();
    yes(scene.by(device, 'devices.describe', { platform: 'Linux' }));
    expect(scene.heard(0)).toEqual([`device:${device} device.described`]);
  });
});

test('a login by id finds that device, whatever name another one took', () => {
  const scene = new Scene();
  const device = scene.device();
  scene.device(device);
  expect(queries.deviceByName(scene.state, { name: device, folded: fold(device) })?.id).toBe(device);
});

test('a new credential leaves the session and its tokens alone', () => {
  const scene = new Scene();
  const { first } = scene.user();
  const { refreshToken, device } = scene.login(first);
  expect(yes(scene.by(first, 'devices.setCredential', { credential: 'new' }))).toEqual({});
  expect(scene.row(first)).toMatchObject({ credential: 'new', gen: device.gen });
  expect(no(scene.anyone('sessions.refresh', { refreshToken }))).toBe('accepted');
});

describe('leaving', () => {
  test('takes the device out, told on its own topic first, and kills its access tokens', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const second = scene.linked(first);
    const token = scene.token(second);
    const before = scene.state.log.length;
    expect(yes(scene.by(second, 'devices.leave', {}))).toEqual({ device: { id: second } });
    expect(scene.heard(before)).toEqual([`device:${second} device.left`, `user:${user} device.left`]);
    expect(scene.row(second)).toMatchObject({ userId: null, linkedBy: null, quarantineUntil: null });
    expect(scene.row(second).userSeq).toBe(scene.state.seq(`device:${second}`));
    expect(no(scene.ask(token, 'devices.leave', {}, 'x'))).toBe('unauthenticated');
  });

  test('keeps the credential and the session', () => {
    const scene = new Scene();
    const second = scene.linked(scene.user().first);
    const { refreshToken } = scene.login(second);
    yes(scene.by(second, 'devices.leave', {}));
    const grant = yes(scene.anyone('sessions.refresh', { refreshToken }));
    expect(grant).toMatchObject({ user: null, device: { gen: scene.row(second).gen } });
    expect(scene.login(second).user).toBeNull();
  });

  test('is answered the same when it is sent again with a new token', () => {
    const scene = new Scene();
    const second = scene.linked(scene.user().first);
    const outcome = scene.by(second, 'devices.leave', {}, 'bye');
    const before = scene.state.log.length;
    expect(scene.by(second, 'devices.leave', {}, 'bye')).toEqual(outcome);
    expect(scene.state.log.length).toBe(before);
  });

  test('of the last device needs its word, and the user stays', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    expect(no(scene.by(first, 'devices.leave', {}))).toBe('conflict');
    expect(no(scene.by(first, 'devices.leave', { confirm: false }))).toBe('conflict');
    expect(no(scene.by(first, 'devices.leave', { confirm: true }))).toBe('accepted');
    expect(scene.state.get('users', user)).toBeDefined();
  });

  test('of all but one is the leaving of others; a revoked one does not count', () => {
    const scene = new Scene();
    const { first } = scene.user();
    yes(scene.by(first, 'devices.revoke', { device: scene.linked(first) }));
    expect(no(scene.by(first, 'devices.leave', {}))).toBe('conflict');
  });

  test('is refused to a device without a user', () => {
    const scene = new Scene();
    expect(no(scene.by(scene.device(), 'devices.leave', { confirm: true }))).toBe('forbidden');
  });

  test('kills the links that the device made, and tells who waits', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const second = scene.linked(first);
    const [waiting, unused] = [scene.link(second), scene.link(second)];
    const other = scene.link(first);
    const third = scene.device();
    scene.redeem(third, waiting);
    const before = scene.state.log.length;
    yes(scene.by(second, 'devices.leave', {}));
    expect(scene.heard(before).slice(2)).toEqual([
      `user:${user} link.expired`,
      `device:${third} link.expired`,
    ]);
    expect([waiting, unused, other].map(({ link }) => scene.state.get('links', link)?.state)).toEqual([
      'expired',
      'expired',
      'created',
    ]);
  });

  test('lets the device join again, and its reading starts there', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const second = scene.linked(first);
    yes(scene.by(second, 'devices.leave', {}));
    scene.linked(scene.user().first, second);
    const { userSeq } = scene.row(second);
    expect(scene.state.eventOf(`device:${second}`, userSeq)?.type).toBe('device.joined');
  });
});

describe('the upkeep', () => {
  test('removes devices that never joined and are older, with their sessions and links', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const old = scene.device('Old');
    const { refreshToken } = scene.login(old);
    scene.later(30 * dayMs);
    const { link } = scene.redeem(old, scene.link(first));
    const young = scene.device();
    const before = scene.state.log.length;
    expect(yes(scene.system('devices.expire', { before: scene.state.now }))).toEqual({ due: 1 });
    expect(scene.state.get('devices', old)).toBeUndefined();
    expect(scene.state.get('devices', young)).toBeDefined();
    expect(scene.state.get('devices', first)).toBeDefined();
    expect(no(scene.anyone('sessions.refresh', { refreshToken }))).toBe('unauthenticated');
    expect(scene.heard(before)[0]).toBe(`user:${user} link.expired`);
    expect(scene.state.get('links', link)?.state).toBe('expired');
    scene.device('Old');
  });

  test('keeps a device that joined once, though it left', () => {
    const scene = new Scene();
    const second = scene.linked(scene.user().first);
    yes(scene.by(second, 'devices.leave', {}));
    scene.later(60 * dayMs);
    expect(yes(scene.system('devices.expire', { before: scene.state.now }))).toEqual({ due: 0 });
  });

  test('removes a bounded number at a time, the oldest first', () => {
    const scene = new Scene();
    for (let index = 0; index < 250; index += 1) scene.device();
    scene.later(1);
    const runs = [0, 1, 2, 3].map(() => yes(scene.system('devices.expire', { before: scene.state.now })).due);
    expect(runs).toEqual([100, 100, 50, 0]);
  });

  test('notes when devices were seen last, without an event and never backwards', () => {
    const scene = new Scene();
    const device = scene.device();
    const seen = (at: number) =>
      yes(
        scene.system('devices.seen', {
          devices: [
            { id: device, at },
            { id: 'x', at },
          ],
        }),
      );
    seen(20);
    seen(10);
    expect(scene.row(device).lastSeenAt).toBe(20);
    expect(scene.state.log).toHaveLength(0);
  });
});
