import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs, no, Scene, yes } from '../../../../test/support/scene.ts';
import type { CommandParams } from './deciders.ts';

type Recovery = CommandParams<'sessions.recover'>;

/** A user with codes, and a fresh device without a user. */
function lost(scene = new Scene()) {
  const { user, first, handle } = scene.user();
  const { codes } = yes(scene.by(first, 'recovery.create', {}));
  const device = scene.device();
  const ask = (differs: Partial<Recovery> = {}) =>
    scene.anyone('sessions.recover', {
      handle,
      code: codes[0] ?? '',
      device,
      proven: false,
      vouched: true,
      keepDevices: false,
      ...differs,
    });
  return { scene, user, first, handle, codes, device, ask };
}

describe('recovery codes', () => {
  test('are ten different ones, shown once and stored as hashes; the user is told', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const before = scene.state.log.length;
    const { codes } = yes(scene.by(first, 'recovery.create', {}));
    expect(new Set(codes).size).toBe(10);
    expect(scene.heard(before)).toEqual([`user:${user} recovery.created`]);
    expect(scene.lastData()).toEqual({ by: first });
    const stored = JSON.stringify(scene.state.list('recoveryCodes', 'byUser', [user]));
    for (const code of codes) expect(stored).not.toContain(code.replaceAll('-', ''));
  });

  test('die when new ones are made', () => {
    const { scene, first, ask } = lost();
    const { codes } = yes(scene.by(first, 'recovery.create', {}));
    expect(no(ask())).toBe('unauthenticated');
    expect(no(ask({ code: codes[9] ?? '' }))).toBe('accepted');
  });

  test('are made neither in quarantine nor without a user', () => {
    const scene = new Scene();
    const second = scene.linked(scene.user().first);
    expect(no(scene.by(second, 'recovery.create', {}))).toBe('forbidden');
    expect(no(scene.by(scene.device(), 'recovery.create', {}))).toBe('forbidden');
    scene.later(dayMs);
    expect(no(scene.by(second, 'recovery.create', {}))).toBe('accepted');
  });

  test('work once each', () => {
    const { scene, codes, ask } = lost();
    yes(ask());
    expect(no(ask())).toBe('unauthenticated');
    expect(no(ask({ code: codes[1] ?? '', device: scene.device() }))).toBe('accepted');
  });
});

describe('the code of the operator', () => {
  test('works once within fifteen minutes and leaves the others alive', () => {
    const { scene, handle, codes, ask } = lost();
    const issued = yes(scene.system('recovery.issue', { handle }));
    expect(issued).toMatchObject({ handle, expiresAt: scene.state.now + 15 * minuteMs });
    scene.later(15 * minuteMs - 1);
    yes(ask({ code: issued.code }));
    expect(no(ask({ code: issued.code }))).toBe('unauthenticated');
    expect(no(ask({ code: codes[3] ?? '' }))).toBe('accepted');
  });

  test('is dead after that, and forgotten when the next is issued', () => {
    const { scene, user, handle, ask } = lost();
    const { code } = yes(scene.system('recovery.issue', { handle }));
    scene.later(15 * minuteMs);
    expect(no(ask({ code }))).toBe('unauthenticated');
    yes(scene.system('recovery.issue', { handle }));
    expect(scene.state.list('recoveryCodes', 'byUser', [user])).toHaveLength(11);
  });

  test('is for users that there are', () => {
    expect(no(new Scene().system('recovery.issue', { handle: 'nobody' }))).toBe('not-found');
  });
});

describe('recovering with a device without a user', () => {
  test('lets it in with a session, in quarantine, and revokes all others', () => {
    const { scene, user, first, handle, device, ask } = lost();
    const second = scene.linked(first);
    const before = scene.state.log.length;
    const grant = yes(ask());
    expect(grant).toMatchObject({ device: { id: device, gen: 1 }, user: { id: user, handle } });
    expect(scene.heard(before).sort()).toEqual(
      [
        `device:${device} device.joined`,
        `user:${user} device.joined`,
        ...[first, second].flatMap((id) => [`user:${user} device.revoked`, `device:${id} device.revoked`]),
      ].sort(),
    );
    expect(scene.heard(before)[0]).toBe(`device:${device} device.joined`);
    expect(scene.row(device)).toMatchObject({ userId: user, quarantineUntil: scene.state.now + dayMs });
    expect(scene.row(first)).toMatchObject({ revokedBy: scene.row(device).label, userId: null });
    expect(no(scene.anyone('sessions.refresh', grant))).toBe('accepted');
  });

  test('keeps the others where asked to', () => {
    const { scene, user, first, ask } = lost();
    yes(ask({ keepDevices: true }));
    expect(scene.row(first)).toMatchObject({ revokedAt: null, userId: user });
  });

  test('ends the session that it had, before it joins', () => {
    const { scene, device, ask } = lost();
    const earlier = scene.login(device);
    const token = scene.token(device);
    const before = scene.state.log.length;
    expect(yes(ask()).device.gen).toBe(2);
    expect(scene.heard(before).slice(0, 2)).toEqual([
      `device:${device} session.ended`,
      `device:${device} device.joined`,
    ]);
    expect(scene.row(device).userSeq).toBe(2);
    expect(no(scene.ask(token, 'links.create', { network: null }))).toBe('unauthenticated');
    expect(no(scene.anyone('sessions.refresh', earlier))).toBe('unauthenticated');
  });

  test('is refused without its secret where it is only named, however young it is', () => {
    const { ask } = lost();
    expect(no(ask({ vouched: false }))).toBe('unauthenticated');
    expect(no(ask({ vouched: false, proven: true }))).toBe('accepted');
  });

  test('is refused without its secret an hour after it was registered', () => {
    const { scene, ask } = lost();
    scene.later(hourMs);
    expect(no(ask())).toBe('unauthenticated');
    expect(no(ask({ proven: true }))).toBe('accepted');
    const young = lost();
    young.scene.later(hourMs - 1);
    expect(no(young.ask())).toBe('accepted');
  });

  test('counts the limit of devices after the others are revoked', () => {
    const { ask, scene, first } = lost(new Scene({ userDevices: 1 }));
    expect(no(ask({ keepDevices: true }))).toBe('quota-exceeded');
    expect(scene.row(first).revokedAt).toBeNull();
    expect(no(ask())).toBe('accepted');
  });

  test('ends what the device waited for elsewhere', () => {
    const { scene, device, ask } = lost();
    const { first } = scene.user();
    const waiting = scene.redeem(device, scene.link(first));
    yes(ask());
    expect(no(scene.by(first, 'links.approve', waiting))).toBe('link-expired');
  });
});

describe('recovering with a device of the user', () => {
  test('needs the code alone, and joins nothing anew', () => {
    const { scene, user, first, ask } = lost();
    scene.login(first);
    const second = scene.linked(first);
    scene.later(2 * dayMs);
    const { joinedAt, userSeq } = scene.row(first);
    const before = scene.state.log.length;
    expect(yes(ask({ device: first })).user?.id).toBe(user);
    expect(scene.heard(before)).toEqual([
      `device:${first} session.ended`,
      `user:${user} device.revoked`,
      `device:${second} device.revoked`,
    ]);
    expect(scene.row(first)).toMatchObject({ joinedAt, userSeq });
  });

  test('is within the limit of devices, since it is one of them', () => {
    const { first, ask } = lost(new Scene({ userDevices: 1 }));
    expect(no(ask({ device: first, keepDevices: true }))).toBe('accepted');
  });
});

test('recovering is refused in one way for an unknown handle, code or device, and for a foreign device', () => {
  const { scene, handle, ask } = lost();
  const other = scene.user();
  const gone = scene.device();
  yes(scene.by(gone, 'devices.revoke', { device: gone }));
  const before = [scene.state.log.length, scene.state.list('recoveryCodes', 'byUser', [other.user]).length];
  const answers = [
    ask({ handle: 'nobody' }),
    ask({ handle: other.handle }),
    ask({ code: '0000-0000-0000-0000' }),
    ask({ code: '' }),
    ask({ device: null }),
    ask({ device: 'dev_unknown' }),
    ask({ device: gone, proven: true }),
    ask({ device: other.first, proven: true }),
  ];
  for (const answer of answers) expect(answer).toEqual({ ok: false, code: 'unauthenticated' });
  expect(scene.state.log.length).toBe(before[0]);
  expect(scene.state.find('users', 'byHandle', handle)).toBeDefined();
  expect(no(ask())).toBe('accepted');
});
