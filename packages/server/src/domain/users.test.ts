import { describe, expect, test } from 'vitest';
import { no, Scene, yes } from '../../../../test/support/scene.ts';

describe('making a user', () => {
  test('puts the device into it, told on the device topic first', () => {
    const scene = new Scene();
    const device = scene.device();
    const { user } = yes(scene.by(device, 'users.create', { handle: 'ada', displayName: 'Ada' }));
    expect(user).toMatchObject({ handle: 'ada', displayName: 'Ada' });
    expect(scene.heard(0)).toEqual([`device:${device} device.joined`, `user:${user.id} device.joined`]);
    expect(scene.lastData()).toEqual({
      device: { id: device, name: scene.row(device).name, label: scene.row(device).label, platform: null },
      by: device,
      quarantineUntil: null,
      user,
      via: 'create',
    });
    expect(scene.state.log.map((event) => [event.user, event.device])).toEqual([
      [user.id, device],
      [user.id, device],
    ]);
    expect(scene.row(device)).toMatchObject({
      userId: user.id,
      joinedAt: scene.state.now,
      userSeq: scene.state.seq(`device:${device}`),
      quarantineUntil: null,
      linkedBy: null,
    });
  });

  test('is answered the same at every retry, and once only', () => {
    const scene = new Scene();
    const device = scene.device();
    const outcome = scene.by(device, 'users.create', { handle: 'ada' }, 'one');
    expect(scene.by(device, 'users.create', { handle: 'ada' }, 'one')).toEqual(outcome);
    expect(no(scene.by(device, 'users.create', { handle: 'bob' }, 'one'))).toBe('conflict');
    expect(scene.state.log).toHaveLength(2);
  });

  test('twice by one device is refused', () => {
    const scene = new Scene();
    expect(no(scene.by(scene.user().first, 'users.create', { handle: 'other' }))).toBe('conflict');
  });

  test('with a handle that is taken is refused, and the same again for the same id', () => {
    const scene = new Scene();
    const { first } = scene.user('ada');
    const device = scene.device();
    expect(no(scene.by(device, 'users.create', { handle: 'ada' }, 'one'))).toBe('handle-taken');
    yes(scene.by(first, 'users.update', { handle: 'ada2' }));
    expect(no(scene.by(device, 'users.create', { handle: 'ada' }, 'one'))).toBe('handle-taken');
    expect(no(scene.by(device, 'users.create', { handle: 'ada' }, 'two'))).toBe('accepted');
  });

  test('ends what the device waited for elsewhere', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const device = scene.device();
    const { link, number } = scene.redeem(device, scene.link(first));
    const before = scene.state.log.length;
    const { user: own } = yes(scene.by(device, 'users.create', { handle: 'own' }));
    expect(scene.heard(before)).toEqual([
      `device:${device} device.joined`,
      `user:${own.id} device.joined`,
      `user:${user} link.expired`,
      `device:${device} link.expired`,
    ]);
    expect(no(scene.by(first, 'links.approve', { link, number }))).toBe('link-expired');
  });
});

describe('changing a profile', () => {
  test('changes what is given and tells the user', () => {
    const scene = new Scene();
    const { user, first } = scene.user('ada');
    yes(scene.by(first, 'users.update', { displayName: 'Ada' }));
    const before = scene.state.log.length;
    const answer = yes(scene.by(first, 'users.update', { handle: 'countess' }));
    expect(answer.user).toEqual({ id: user, handle: 'countess', displayName: 'Ada' });
    expect(scene.heard(before)).toEqual([`user:${user} user.updated`]);
    expect(scene.lastData()).toEqual({ user: answer.user });
    expect(yes(scene.by(first, 'users.update', { displayName: null })).user.displayName).toBeNull();
  });

  test('frees the old handle', () => {
    const scene = new Scene();
    const { first } = scene.user('ada');
    yes(scene.by(first, 'users.update', { handle: 'countess' }));
    scene.user('ada');
  });

  test('to what it is already tells nobody, and a late retry undoes nothing', () => {
    const scene = new Scene();
    const { user, first } = scene.user('ada');
    const before = scene.state.log.length;
    const outcome = scene.by(first, 'users.update', { handle: 'ada' }, 'one');
    yes(scene.by(first, 'users.update', { handle: 'bob' }));
    expect(scene.by(first, 'users.update', { handle: 'ada' }, 'one')).toEqual(outcome);
    expect(scene.state.get('users', user)?.handle).toBe('bob');
    expect(scene.heard(before)).toHaveLength(1);
  });

  test('is refused for a taken handle and to a device without a user', () => {
    const scene = new Scene();
    scene.user('ada');
    expect(no(scene.by(scene.user('bob').first, 'users.update', { handle: 'ada' }))).toBe('handle-taken');
    expect(no(scene.by(scene.device(), 'users.update', { displayName: 'X' }))).toBe('forbidden');
  });
});

describe('joining without asking', () => {
  test('is there only where the operator opened it', () => {
    const { user } = new Scene().user();
    const scene = new Scene();
    const mine = scene.user().user;
    const device = scene.device();
    const closed = scene.by(device, 'users.join', { user: mine });
    expect(closed).toEqual(scene.by(device, 'users.join', { user: `${user}x` }));
    expect(no(closed)).toBe('not-found');
  });

  test('lets the device in, in quarantine', () => {
    const scene = new Scene({ openJoin: true });
    const { user } = scene.user('ada');
    const device = scene.device();
    const before = scene.state.log.length;
    expect(yes(scene.by(device, 'users.join', { user })).user.handle).toBe('ada');
    expect(scene.heard(before)).toEqual([`device:${device} device.joined`, `user:${user} device.joined`]);
    expect(scene.lastData()).toMatchObject({ via: 'open', by: device });
    const { quarantineMs } = scene.means.policy;
    expect(scene.row(device)).toMatchObject({
      quarantineUntil: scene.state.now + quarantineMs,
      linkedBy: null,
    });
  });

  test('has no quarantine where the operator wants none', () => {
    const scene = new Scene({ openJoin: true, quarantineMs: 0 });
    const device = scene.device();
    yes(scene.by(device, 'users.join', { user: scene.user().user }));
    expect(scene.row(device).quarantineUntil).toBeNull();
  });

  test('is refused to a device with a user, and where the user is unknown or full', () => {
    const scene = new Scene({ openJoin: true, userDevices: 1 });
    const { user, first } = scene.user();
    expect(no(scene.by(first, 'users.join', { user }))).toBe('conflict');
    expect(no(scene.by(scene.device(), 'users.join', { user: 'usr_unknown' }))).toBe('not-found');
    expect(no(scene.by(scene.device(), 'users.join', { user }))).toBe('quota-exceeded');
  });
});
