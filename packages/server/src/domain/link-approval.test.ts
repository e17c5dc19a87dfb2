import { describe, expect, test } from 'vitest';
import { dayMs, no, Scene, yes } from '../../../../test/support/scene.ts';

/** A user, a device that waits, and what it shows. */
function waiting(scene = new Scene()) {
  const { user, first } = scene.user();
  const device = scene.device();
  const { link, number } = scene.redeem(device, scene.link(first));
  return { scene, user, first, device, link, number };
}

const wrongOf = (number: string) => (number === '10' ? '11' : '10');

describe('approving with the right number', () => {
  test('lets the device in; its own topic hears the approval, then that it joined', () => {
    const { scene, user, first, device, link, number } = waiting();
    const before = scene.state.log.length;
    const answer = yes(scene.by(first, 'links.approve', { link, number }));
    expect(answer).toEqual({ device: { id: device, name: scene.row(device).name } });
    expect(scene.heard(before)).toEqual([
      `device:${device} link.approved`,
      `device:${device} device.joined`,
      `user:${user} device.joined`,
      `user:${user} link.approved`,
    ]);
    const said = scene.state.log.slice(before).map(({ data }) => JSON.parse(data) as object);
    expect(said[0]).toMatchObject({ link, user: { id: user } });
    expect(said[1]).toMatchObject({ device: { id: device }, by: first, via: 'link', user: { id: user } });
    expect(said[1]).toMatchObject({ quarantineUntil: scene.row(device).quarantineUntil });
    expect(said[2]).toEqual(said[1]);
  });

  test('puts the device in quarantine, linked by who approved it', () => {
    const { scene, user, first, device, link, number } = waiting();
    yes(scene.by(first, 'links.approve', { link, number }));
    expect(scene.row(device)).toMatchObject({
      userId: user,
      joinedAt: scene.state.now,
      linkedBy: first,
      quarantineUntil: scene.state.now + dayMs,
      userSeq: 2,
      gen: 1,
    });
  });

  test('names the approver also where another device made the link', () => {
    const scene = new Scene({ quarantineMs: 0 });
    const { first } = scene.user();
    const second = scene.linked(first);
    const device = scene.device();
    const answer = scene.redeem(device, scene.link(first));
    yes(scene.by(second, 'links.approve', answer));
    expect(scene.row(device)).toMatchObject({ linkedBy: second, quarantineUntil: null });
  });

  test('again gives the same answer, by any device of the user; another number does not', () => {
    const { scene, first, device, link, number } = waiting(new Scene({ quarantineMs: 0 }));
    const answer = scene.by(first, 'links.approve', { link, number });
    const before = scene.state.log.length;
    expect(scene.by(first, 'links.approve', { link, number })).toEqual(answer);
    expect(scene.by(device, 'links.approve', { link, number })).toEqual(answer);
    expect(no(scene.by(first, 'links.approve', { link, number: wrongOf(number) }))).toBe('link-expired');
    expect(scene.state.log.length).toBe(before);
  });

  test('again after the device left or was revoked does not let it in again', () => {
    const { scene, first, device, link, number } = waiting();
    const answer = scene.by(first, 'links.approve', { link, number });
    yes(scene.by(device, 'devices.leave', {}));
    expect(scene.by(first, 'links.approve', { link, number })).toEqual(answer);
    expect(scene.row(device).userId).toBeNull();
    yes(scene.by(device, 'devices.revoke', { device }));
    expect(scene.by(first, 'links.approve', { link, number })).toEqual(answer);
  });
});

describe('approving with a wrong number', () => {
  test('is counted, and the third one kills the link for both sides', () => {
    const { scene, user, first, device, link, number } = waiting();
    const wrong = { link, number: wrongOf(number) };
    const before = scene.state.log.length;
    expect(no(scene.by(first, 'links.approve', wrong))).toBe('link-wrong-number');
    expect(no(scene.by(first, 'links.approve', wrong))).toBe('link-wrong-number');
    expect(scene.heard(before)).toEqual([]);
    expect(no(scene.by(first, 'links.approve', wrong))).toBe('link-wrong-number');
    expect(scene.heard(before)).toEqual([`user:${user} link.denied`, `device:${device} link.denied`]);
    expect(no(scene.by(first, 'links.approve', { link, number }))).toBe('link-expired');
    expect(scene.row(device).userId).toBeNull();
  });

  test('twice, and then the right one, still lets it in', () => {
    const { scene, first, link, number } = waiting();
    for (const wrong of ['', `0${number}`]) {
      expect(no(scene.by(first, 'links.approve', { link, number: wrong }))).toBe('link-wrong-number');
    }
    expect(no(scene.by(first, 'links.approve', { link, number }))).toBe('accepted');
  });

  test('is counted over all devices of the user together', () => {
    const { scene, first, link, number } = waiting(new Scene({ quarantineMs: 0 }));
    const second = scene.linked(first);
    const wrong = { link, number: wrongOf(number) };
    const answers = [first, second, first].map((device) => no(scene.by(device, 'links.approve', wrong)));
    expect(answers).toEqual(['link-wrong-number', 'link-wrong-number', 'link-wrong-number']);
    expect(no(scene.by(second, 'links.approve', { link, number }))).toBe('link-expired');
  });
});

describe('approving is refused', () => {
  test('to a device in quarantine until its end', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const second = scene.linked(first);
    scene.later(dayMs - 1);
    const answer = scene.redeem(scene.device(), scene.link(first));
    expect(no(scene.by(second, 'links.approve', answer))).toBe('forbidden');
    scene.later(1);
    expect(no(scene.by(second, 'links.approve', answer))).toBe('accepted');
  });

  test('before a device has shown the code', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const { link } = scene.link(first);
    expect(no(scene.by(first, 'links.approve', { link, number: '10' }))).toBe('conflict');
  });

  test('where the user is full, and goes through once there is room', () => {
    const scene = new Scene({ userDevices: 2 });
    const { first } = scene.user();
    const second = scene.linked(first);
    const answer = scene.redeem(scene.device(), scene.link(first));
    expect(no(scene.by(first, 'links.approve', answer))).toBe('quota-exceeded');
    yes(scene.by(first, 'devices.revoke', { device: second }));
    expect(no(scene.by(first, 'links.approve', answer))).toBe('accepted');
  });

  test('for a foreign or unknown link alike, also to whoever redeemed it', () => {
    const { scene, device, link, number } = waiting();
    const other = scene.user().first;
    const answers = [
      scene.by(other, 'links.approve', { link, number }),
      scene.by(other, 'links.approve', { link: 'lnk_unknown', number }),
      scene.by(device, 'links.approve', { link, number }),
    ];
    for (const answer of answers) expect(answer).toEqual({ ok: false, code: 'not-found' });
  });

  test('once the device joined another user by another link', () => {
    const { scene, user, first, device, link, number } = waiting();
    const other = scene.user();
    const elsewhere = scene.redeem(device, scene.link(other.first));
    const before = scene.state.log.length;
    yes(scene.by(other.first, 'links.approve', elsewhere));
    expect(scene.heard(before)).toContain(`user:${user} link.expired`);
    expect(no(scene.by(first, 'links.approve', { link, number }))).toBe('link-expired');
    expect(scene.row(device).userId).toBe(other.user);
  });

  test('once the device is gone', () => {
    const { scene, first, link, number } = waiting();
    yes(scene.system('devices.expire', { before: scene.state.now + 1 }));
    expect(no(scene.by(first, 'links.approve', { link, number }))).toBe('link-expired');
  });
});
