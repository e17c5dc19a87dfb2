import { describe, expect, test } from 'vitest';
import { dayMs, no, Scene, yes } from '../../../../test/support/scene.ts';

describe('revoking a device', () => {
  test('is told to the user and to the device, and by whom', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const second = scene.linked(first);
    const before = scene.state.log.length;
    expect(yes(scene.by(first, 'devices.revoke', { device: second }))).toEqual({ device: { id: second } });
    expect(scene.heard(before)).toEqual([`user:${user} device.revoked`, `device:${second} device.revoked`]);
    expect(scene.lastData()).toMatchObject({ device: { id: second }, by: first });
    expect(scene.row(second)).toMatchObject({ gen: 2, revokedAt: scene.state.now, userId: null });
  });

  test('kills its access token, its login and its refresh token; each refusal names the revoker', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const second = scene.linked(first);
    const token = scene.token(second);
    const { refreshToken } = scene.login(second);
    yes(scene.by(first, 'devices.rename', { device: first, label: 'Laptop' }));
    yes(scene.by(first, 'devices.revoke', { device: second }));
    const { credential } = scene.row(second);
    const answers = [
      scene.ask(token, 'links.create', { network: null }),
      scene.anyone('sessions.create', { device: second, credential }),
      scene.anyone('sessions.refresh', { refreshToken }),
    ];
    for (const answer of answers) expect(answer).toEqual({ ok: false, code: 'device-revoked', by: 'Laptop' });
  });

  test('again, by another command, is answered the same and tells nobody', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const [second, third] = [scene.linked(first), scene.linked(first)];
    const outcome = scene.by(first, 'devices.revoke', { device: second });
    scene.later(dayMs);
    const before = scene.state.log.length;
    expect(scene.by(first, 'devices.revoke', { device: second })).toEqual(outcome);
    expect(scene.by(third, 'devices.revoke', { device: second })).toEqual(outcome);
    expect(scene.state.log.length).toBe(before);
  });

  test('of a foreign or unknown one is refused alike, living or revoked', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const stranger = scene.user();
    const gone = scene.linked(stranger.first);
    yes(scene.by(stranger.first, 'devices.revoke', { device: gone }));
    const alone = scene.device();
    const answers = [first, scene.device()].flatMap((caller) =>
      ['dev_unknown', stranger.first, gone, alone].map((device) =>
        scene.by(caller, 'devices.revoke', { device }),
      ),
    );
    for (const answer of answers) expect(answer).toEqual({ ok: false, code: 'not-found' });
  });

  test('frees a place for another one', () => {
    const scene = new Scene({ userDevices: 2 });
    const { first } = scene.user();
    yes(scene.by(first, 'devices.revoke', { device: scene.linked(first) }));
    scene.linked(first);
  });

  test('kills the links that it made and those that it redeemed', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const second = scene.linked(first);
    const [unused, waiting] = [scene.link(second), scene.link(second)];
    const third = scene.device();
    scene.redeem(third, waiting);
    const before = scene.state.log.length;
    yes(scene.by(first, 'devices.revoke', { device: second }));
    expect(scene.heard(before).slice(2)).toEqual([
      `user:${user} link.expired`,
      `device:${third} link.expired`,
    ]);
    expect(no(scene.by(third, 'links.redeem', { ...unused, network: null }))).toBe('link-expired');
    expect(no(scene.by(third, 'links.redeem', { ...waiting, network: null }))).toBe('link-expired');
  });

  test('before it is approved keeps it out', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const other = scene.device();
    const { link, number } = scene.redeem(other, scene.link(first));
    yes(scene.by(other, 'devices.revoke', { device: other }));
    expect(no(scene.by(first, 'links.approve', { link, number }))).toBe('link-expired');
  });

  test('lets its session end without another word', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const { refreshToken } = scene.login(first);
    yes(scene.by(first, 'devices.revoke', { device: first }));
    const before = scene.state.log.length;
    expect(yes(scene.anyone('sessions.end', { refreshToken }))).toEqual({});
    expect(scene.state.log.length).toBe(before);
    expect(no(scene.anyone('sessions.refresh', { refreshToken }))).toBe('unauthenticated');
  });
});

describe('a device revokes itself', () => {
  test('in a user, also as the last one', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const before = scene.state.log.length;
    yes(scene.by(first, 'devices.revoke', { device: first }, 'bye'));
    expect(scene.heard(before)).toEqual([`user:${user} device.revoked`, `device:${first} device.revoked`]);
    expect(no(scene.by(first, 'devices.revoke', { device: first }, 'bye'))).toBe('device-revoked');
  });

  test('without a user', () => {
    const scene = new Scene();
    const alone = scene.device();
    yes(scene.by(alone, 'devices.revoke', { device: alone }));
    expect(scene.heard(0)).toEqual([`device:${alone} device.revoked`]);
  });

  test('in quarantine', () => {
    const scene = new Scene();
    const second = scene.linked(scene.user().first);
    expect(no(scene.by(second, 'devices.revoke', { device: second }))).toBe('accepted');
  });
});

describe('a device in quarantine', () => {
  test('may not revoke older ones, nor one that joined in the same moment', () => {
    const scene = new Scene();
    const { first } = scene.user();
    scene.later(1);
    const [second, third] = [scene.linked(first), scene.linked(first)];
    expect(no(scene.by(second, 'devices.revoke', { device: first }))).toBe('forbidden');
    expect(no(scene.by(second, 'devices.revoke', { device: third }))).toBe('forbidden');
    expect(no(scene.by(third, 'devices.revoke', { device: second }))).toBe('forbidden');
  });

  test('may revoke younger ones', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const second = scene.linked(first);
    scene.later(1);
    const third = scene.linked(first);
    expect(no(scene.by(second, 'devices.revoke', { device: third }))).toBe('accepted');
  });

  test('is free at the very end of it, not a moment before', () => {
    const scene = new Scene({ quarantineMs: dayMs });
    const { first } = scene.user();
    const second = scene.linked(first);
    scene.later(dayMs - 1);
    expect(no(scene.by(second, 'devices.revoke', { device: first }))).toBe('forbidden');
    scene.later(1);
    expect(no(scene.by(second, 'devices.revoke', { device: first }))).toBe('accepted');
  });

  test('cannot revoke one that left and joined before it', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const second = scene.linked(first);
    scene.later(1);
    const third = scene.linked(first);
    yes(scene.by(second, 'devices.leave', {}));
    scene.later(1);
    scene.linked(first, second);
    expect(no(scene.by(second, 'devices.revoke', { device: third }))).toBe('forbidden');
    expect(no(scene.by(third, 'devices.revoke', { device: second }))).toBe('accepted');
  });
});
