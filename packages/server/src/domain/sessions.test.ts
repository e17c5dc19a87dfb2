import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs, no, Scene, yes } from '../../../../test/support/scene.ts';
import { parseRefreshToken } from './session-tokens.ts';

const refresh = (scene: Scene, refreshToken: string) => scene.anyone('sessions.refresh', { refreshToken });

/** The same token with another mac of the same length. */
function forged(token: string): string {
  return `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
}

describe('logging in', () => {
  test('grants a session, the device and its user', () => {
    const scene = new Scene();
    const { user, first, handle } = scene.user();
    const grant = scene.login(first);
    expect(grant.device).toEqual({ id: first, name: scene.row(first).name, gen: 1 });
    expect(grant.user).toEqual({ id: user, handle, displayName: null });
    expect(parseRefreshToken(grant.refreshToken)).toMatchObject({ session: grant.session, number: 1 });
    expect(scene.login(scene.device()).user).toBeNull();
  });

  test('with a credential that was changed since it was verified is refused', () => {
    const scene = new Scene();
    const device = scene.device();
    const { credential } = scene.row(device);
    yes(scene.by(device, 'devices.setCredential', { credential: 'new' }));
    expect(no(scene.anyone('sessions.create', { device, credential }))).toBe('unauthenticated');
    expect(no(scene.anyone('sessions.create', { device: 'dev_unknown', credential }))).toBe(
      'unauthenticated',
    );
  });

  test('again replaces the session; its old token is unknown then, not stolen, and access tokens live on', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const before = scene.state.log.length;
    const one = scene.login(first);
    const two = scene.login(first);
    expect(two.device.gen).toBe(one.device.gen);
    expect(no(refresh(scene, one.refreshToken))).toBe('unauthenticated');
    expect(no(refresh(scene, two.refreshToken))).toBe('accepted');
    expect(scene.heard(before)).toEqual([`device:${first} session.replaced`]);
    expect(scene.state.log.at(-1)).toMatchObject({ user, device: first });
  });
});

describe('refreshing', () => {
  test('gives the successor, and the same one until that was used', () => {
    const scene = new Scene();
    const one = scene.login(scene.device());
    const two = yes(refresh(scene, one.refreshToken));
    expect(two.refreshToken).not.toBe(one.refreshToken);
    expect(two).toEqual({ ...one, refreshToken: two.refreshToken });
    for (let again = 0; again < 20; again += 1) expect(yes(refresh(scene, one.refreshToken))).toEqual(two);
    const three = yes(refresh(scene, two.refreshToken));
    expect(yes(refresh(scene, two.refreshToken))).toEqual(three);
  });

  test('reads user and generation from the row as it is now', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const device = scene.device();
    const { refreshToken } = scene.login(device);
    scene.linked(first, device);
    expect(yes(refresh(scene, refreshToken)).user?.id).toBe(user);
  });

  test('with a token whose successor was used ends the session and alerts the user', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const one = scene.login(first);
    const two = yes(refresh(scene, one.refreshToken));
    const three = yes(refresh(scene, two.refreshToken));
    const before = scene.state.log.length;
    const token = scene.token(first);
    expect(no(refresh(scene, one.refreshToken))).toBe('unauthenticated');
    expect(scene.heard(before)).toEqual([`device:${first} session.ended`, `user:${user} session.reused`]);
    expect(scene.lastData()).toMatchObject({ device: { id: first } });
    expect(scene.state.log.at(-1)).toMatchObject({ user: null, device: null });
    expect(no(scene.ask(token, 'links.create', { network: null }))).toBe('unauthenticated');
    expect(no(refresh(scene, three.refreshToken))).toBe('unauthenticated');
  });

  test('with a used token of a device without a user ends its session only', () => {
    const scene = new Scene();
    const device = scene.device();
    const one = scene.login(device);
    yes(refresh(scene, yes(refresh(scene, one.refreshToken)).refreshToken));
    expect(no(refresh(scene, one.refreshToken))).toBe('unauthenticated');
    expect(scene.heard(0)).toEqual([`device:${device} session.ended`]);
    expect(scene.lastData()).toEqual({ reason: 'reuse' });
  });

  test('with a forged, foreign or unreadable token changes nothing', () => {
    const scene = new Scene();
    const [one, other] = [scene.login(scene.device()), scene.login(scene.device())];
    const two = yes(refresh(scene, one.refreshToken));
    const three = yes(refresh(scene, two.refreshToken));
    const [session, , mac] = one.refreshToken.split('.');
    const bad = [
      forged(one.refreshToken),
      forged(three.refreshToken),
      `${session}.0.${mac}`,
      `${session}.2.${mac}`,
      `${session}.1.${mac}=`,
      `${session}.1.${mac}A`,
      `${session}.1.${mac?.slice(1)}`,
      `${other.session}.1.${mac}`,
      'ses_unknown',
      '',
      '..',
      `${session}.1.`,
      `${session}.99999999999999999999.${mac}`,
    ];
    for (const token of bad) expect(no(refresh(scene, token))).toBe('unauthenticated');
    expect(scene.state.log).toHaveLength(0);
    expect(no(refresh(scene, three.refreshToken))).toBe('accepted');
  });

  test('after 90 days without use is refused, and the session is gone', () => {
    const scene = new Scene();
    const one = scene.login(scene.device());
    scene.later(90 * dayMs - 1);
    const two = yes(refresh(scene, one.refreshToken));
    scene.later(90 * dayMs - 1);
    yes(refresh(scene, one.refreshToken));
    scene.later(90 * dayMs);
    expect(no(refresh(scene, two.refreshToken))).toBe('unauthenticated');
    expect(scene.state.get('sessions', one.session)).toBeUndefined();
  });

  test('goes on after a restored backup forgot the last tokens', () => {
    const scene = new Scene();
    const one = scene.login(scene.device());
    const row = { ...scene.state.get('sessions', one.session) };
    const two = yes(refresh(scene, one.refreshToken));
    const three = yes(refresh(scene, two.refreshToken));
    scene.state.put('sessions', row as never);
    const four = yes(refresh(scene, three.refreshToken));
    expect(parseRefreshToken(four.refreshToken)?.number).toBe(4);
    expect(yes(refresh(scene, three.refreshToken))).toEqual(four);
  });

  test('in any order of new, repeated and old tokens: one chain, or the end at the first old one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { maxLength: 30 }), (picks) => {
        const scene = new Scene();
        const issued = [scene.login(scene.device()).refreshToken];
        let over = false;
        for (const pick of picks) {
          const at = Math.max(issued.length - 1 - pick, 0);
          const outcome = refresh(scene, issued[at] ?? '');
          over ||= at < issued.length - 2;
          expect(outcome.ok).toBe(!over);
          if (!outcome.ok) continue;
          if (at === issued.length - 1) issued.push(outcome.result.refreshToken);
          else expect(outcome.result.refreshToken).toBe(issued.at(-1));
        }
        expect(scene.heard(0)).toHaveLength(over ? 1 : 0);
      }),
    );
  });
});

describe('ending a session', () => {
  test('kills its tokens and tells the device', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const { refreshToken } = scene.login(first);
    const token = scene.token(first);
    const before = scene.state.log.length;
    expect(yes(scene.anyone('sessions.end', { refreshToken }))).toEqual({});
    expect(scene.heard(before)).toEqual([`device:${first} session.ended`]);
    expect(scene.lastData()).toEqual({ reason: 'ended' });
    expect(scene.state.log.at(-1)).toMatchObject({ user, device: first });
    expect(no(refresh(scene, refreshToken))).toBe('unauthenticated');
    expect(no(scene.ask(token, 'links.create', { network: null }))).toBe('unauthenticated');
  });

  test('again, or one that never was, is answered the same and changes nothing', () => {
    const scene = new Scene();
    const device = scene.device();
    const { refreshToken } = scene.login(device);
    for (const token of ['x', forged(refreshToken)]) {
      expect(yes(scene.anyone('sessions.end', { refreshToken: token }))).toEqual({});
    }
    expect(scene.row(device).gen).toBe(1);
    yes(scene.anyone('sessions.end', { refreshToken }));
    expect(yes(scene.anyone('sessions.end', { refreshToken }))).toEqual({});
    expect(scene.heard(0)).toHaveLength(1);
  });

  test('works with any token of it, since a client may not know the last one', () => {
    const scene = new Scene();
    const device = scene.device();
    const one = scene.login(device);
    yes(refresh(scene, yes(refresh(scene, one.refreshToken)).refreshToken));
    yes(scene.anyone('sessions.end', { refreshToken: one.refreshToken }));
    expect(scene.state.get('sessions', one.session)).toBeUndefined();
  });
});

test('only texts that the server may have written are read as refresh tokens', () => {
  const session = `ses_${'a'.repeat(22)}`;
  expect(parseRefreshToken(`${session}.12.abc`)).toEqual({ session, number: 12, mac: 'abc' });
  const bad = [
    '',
    session,
    `${session}.01.a`,
    `${session}.1.a.b`,
    `${session}.-1.a`,
    `x${session}.1.a`,
    `${session}.1.a\n`,
  ];
  for (const text of bad) expect(parseRefreshToken(text)).toBeUndefined();
});
