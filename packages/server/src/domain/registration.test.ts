import { describe, expect, test } from 'vitest';
import { dayMs, minuteMs, no, Scene, yes } from '../../../../test/support/scene.ts';
import type { Registration } from './registration.ts';

function asked(differs: Partial<Registration> = {}): Registration {
  return { name: 'Chrome.1', platform: 'Linux', credential: 'hash', sameAs: null, invite: null, ...differs };
}

describe('a name', () => {
  test('belongs to one living device, however it is written', () => {
    const scene = new Scene();
    yes(scene.anyone('devices.register', asked()));
    for (const name of ['Chrome.1', 'chrome.1', 'ＣＨＲＯＭＥ.1']) {
      expect(no(scene.anyone('devices.register', asked({ name })))).toBe('name-taken');
    }
  });

  test('is the first label of its device', () => {
    const scene = new Scene();
    const { device } = yes(scene.anyone('devices.register', asked()));
    expect(scene.row(device.id)).toMatchObject({
      name: 'Chrome.1',
      label: 'Chrome.1',
      platform: 'Linux',
      userId: null,
    });
  });

  test('is free again once its device is revoked', () => {
    const scene = new Scene();
    const { device } = yes(scene.anyone('devices.register', asked()));
    yes(scene.by(device.id, 'devices.revoke', { device: device.id }));
    expect(yes(scene.anyone('devices.register', asked())).device.id).not.toBe(device.id);
  });
});

describe('registering again', () => {
  test('with the secret proved gives the same device, whatever the mode', () => {
    const scene = new Scene({ registration: 'closed' });
    const { device } = yes(scene.system('devices.register', asked()));
    expect(yes(scene.anyone('devices.register', asked({ sameAs: device.id }))).device).toEqual(device);
  });

  test('with the secret of a device of another name proves nothing', () => {
    const scene = new Scene();
    const other = scene.device();
    yes(scene.anyone('devices.register', asked()));
    expect(no(scene.anyone('devices.register', asked({ sameAs: other })))).toBe('name-taken');
  });

  test('after the proved device was revoked makes a new one', () => {
    const scene = new Scene();
    const { device } = yes(scene.anyone('devices.register', asked()));
    yes(scene.by(device.id, 'devices.revoke', { device: device.id }));
    const again = yes(scene.anyone('devices.register', asked({ sameAs: device.id })));
    expect(again.device.id).not.toBe(device.id);
  });
});

describe('where registration is closed', () => {
  test('nobody is let in, not even with a live link', () => {
    const scene = new Scene({ registration: 'closed' });
    const { first, handle } = scene.user();
    const invite = `${handle}.${scene.link(first).code}`;
    expect(no(scene.anyone('devices.register', asked({ invite })))).toBe('registration-closed');
  });

  test('the server itself may register', () => {
    const scene = new Scene({ registration: 'closed' });
    expect(no(scene.system('devices.register', asked()))).toBe('accepted');
  });

  test('a taken name is not told apart', () => {
    const scene = new Scene({ registration: 'closed' });
    yes(scene.system('devices.register', asked()));
    expect(no(scene.anyone('devices.register', asked()))).toBe('registration-closed');
  });
});

describe('where registration is by invite', () => {
  const byInvite = { registration: 'invite' } as const;

  test('one without an invite, or with a wrong one, is refused', () => {
    const scene = new Scene(byInvite);
    for (const invite of [null, '', '.', 'inv_wrong', 'nobody.BCDF-GHJK']) {
      expect(no(scene.anyone('devices.register', asked({ invite })))).toBe('registration-closed');
    }
  });

  test('an invite lets one device in, once', () => {
    const scene = new Scene(byInvite);
    const { invite } = yes(scene.system('registration.invite', {}));
    yes(scene.anyone('devices.register', asked({ invite })));
    expect(no(scene.anyone('devices.register', asked({ invite, name: 'Other' })))).toBe(
      'registration-closed',
    );
  });

  test('a name that is taken uses no invite up', () => {
    const scene = new Scene(byInvite);
    scene.device('Chrome.1');
    const { invite } = yes(scene.system('registration.invite', {}));
    expect(no(scene.anyone('devices.register', asked({ invite })))).toBe('name-taken');
    expect(no(scene.anyone('devices.register', asked({ invite, name: 'Other' })))).toBe('accepted');
  });

  test('a retry whose reply was lost needs no second invite', () => {
    const scene = new Scene(byInvite);
    const { invite } = yes(scene.system('registration.invite', {}));
    const { device } = yes(scene.anyone('devices.register', asked({ invite })));
    expect(yes(scene.anyone('devices.register', asked({ invite, sameAs: device.id }))).device).toEqual(
      device,
    );
  });

  test('an invite is good for seven days', () => {
    const scene = new Scene(byInvite);
    const { invite, expiresAt } = yes(scene.system('registration.invite', {}));
    expect(expiresAt).toBe(scene.state.now + 7 * dayMs);
    scene.later(7 * dayMs);
    expect(no(scene.anyone('devices.register', asked({ invite })))).toBe('registration-closed');
  });

  test('old invites are forgotten when a new one is made', () => {
    const scene = new Scene(byInvite);
    const { invite } = yes(scene.system('registration.invite', {}));
    scene.later(7 * dayMs + 1);
    yes(scene.system('registration.invite', {}));
    expect(scene.state.get('invites', scene.means.mac('invite', invite))).toBeUndefined();
  });

  test('a link that waits to be redeemed lets devices in and is still good', () => {
    const scene = new Scene(byInvite);
    const { first, handle } = scene.user('a.b');
    const link = scene.link(first);
    const invite = `${handle.toUpperCase()}.${link.code.toLowerCase()}`;
    const { device } = yes(scene.anyone('devices.register', asked({ invite })));
    expect(scene.redeem(device.id, link).link).toBe(link.link);
    expect(no(scene.anyone('devices.register', asked({ invite, name: 'Other' })))).toBe(
      'registration-closed',
    );
  });

  test('a link that is over lets nobody in', () => {
    const scene = new Scene(byInvite);
    const { first, handle } = scene.user();
    const invite = `${handle}.${scene.link(first).code}`;
    scene.later(3 * minuteMs);
    expect(no(scene.anyone('devices.register', asked({ invite })))).toBe('registration-closed');
  });
});
