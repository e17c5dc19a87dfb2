import { describe, expect, test } from 'vitest';
import { choosing, minuteMs, no, Scene, yes } from '../../../../test/support/scene.ts';
import type { Random } from '../base/random.ts';

describe('redeeming', () => {
  test('shows a number and asks the devices of the user', () => {
    const scene = new Scene();
    const { user, first, handle } = scene.user();
    const made = scene.link(first, '192.0.2');
    const device = scene.device('Phone');
    const before = scene.state.log.length;
    const answer = yes(scene.by(device, 'links.redeem', { ...made, network: '192.0.2' }));
    const { number, expiresAt } = answer;
    expect(answer).toEqual({ link: made.link, number, user: { handle }, expiresAt });
    expect(expiresAt).toBe(scene.state.now + 3 * minuteMs);
    expect(answer.number).toMatch(/^[1-9][0-9]$/);
    expect(scene.heard(before)).toEqual([`user:${user} link.redeemed`]);
    expect(scene.lastData()).toEqual({
      link: made.link,
      device: { name: 'Phone', platform: null },
      network: '192.0.2',
      sameNetwork: true,
      expiresAt: scene.state.get('links', made.link)?.expiresAt,
    });
    expect(scene.row(device).userId).toBeNull();
  });

  test('shows two digits, from 10 to 99', () => {
    const ends: Random['int'][] = [(min) => min, (_, max) => max - 1];
    const numbers = ends.map((int) => {
      const scene = new Scene({}, choosing(int));
      return scene.redeem(scene.device(), scene.link(scene.user().first)).number;
    });
    expect(numbers).toEqual(['10', '99']);
  });

  test('compares networks only where both are known', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const cases = [
      [null, null],
      ['a', null],
      [null, 'a'],
      ['a', 'b'],
    ] as const;
    for (const [made, shown] of cases) {
      yes(scene.by(scene.device(), 'links.redeem', { ...scene.link(first, made), network: shown }));
      expect(scene.lastData()).toMatchObject({ network: shown, sameNetwork: false });
    }
  });

  test('takes the code in any case, with or without the hyphen', () => {
    const scene = new Scene();
    const { first, handle } = scene.user();
    const written = [
      (code: string) => code.toLowerCase(),
      (code: string) => code.replace('-', ''),
      (code: string) => ` ${code.replace('-', ' ').toLowerCase()} `,
    ];
    for (const write of written) {
      const made = scene.link(first);
      const asked = { handle, code: write(made.code), network: null };
      expect(yes(scene.by(scene.device(), 'links.redeem', asked)).link).toBe(made.link);
    }
  });

  test('again by the same device gives the same answer and asks nobody again', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const made = scene.link(first);
    const device = scene.device();
    const answer = scene.redeem(device, made);
    const before = scene.state.log.length;
    expect(scene.redeem(device, made)).toEqual(answer);
    expect(scene.state.log.length).toBe(before);
    yes(scene.by(first, 'links.approve', answer));
    expect(scene.redeem(device, made)).toEqual(answer);
  });

  test('by another device finds the code used up', () => {
    const scene = new Scene();
    const made = scene.link(scene.user().first);
    scene.redeem(scene.device(), made);
    expect(no(scene.by(scene.device(), 'links.redeem', { ...made, network: null }))).toBe('link-expired');
  });

  test('tells a wrong code from an unknown handle in nothing', () => {
    const scene = new Scene();
    const { first, handle } = scene.user();
    const other = scene.user();
    const { code } = scene.link(first);
    const device = scene.device();
    const asked = [
      { handle, code: 'BBBB-BBBB' },
      { handle: 'nobody', code },
      { handle: other.handle, code },
      { handle: 'nobody', code: '' },
    ];
    const answers = asked.map((params) => scene.by(device, 'links.redeem', { ...params, network: null }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers.map(no)).toContain('not-found');
  });

  test('is refused to a device with a user, whether the code is right or not', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const other = scene.user().first;
    const made = scene.link(first);
    const answers = [made, { ...made, code: 'BBBB-BBBB' }, { ...made, handle: 'nobody' }].map((params) =>
      scene.by(other, 'links.redeem', { ...params, network: null }),
    );
    expect(answers.map(no)).toEqual(['conflict', 'conflict', 'conflict']);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('works until three minutes are over, not at that moment', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const [early, late] = [scene.link(first), scene.link(first)];
    const device = scene.device();
    scene.later(3 * minuteMs - 1);
    const answer = scene.redeem(device, early);
    scene.later(1);
    expect(no(scene.by(scene.device(), 'links.redeem', { ...late, network: null }))).toBe('link-expired');
    expect(no(scene.by(device, 'links.redeem', { ...early, network: null }))).toBe('link-expired');
    expect(no(scene.by(first, 'links.approve', answer))).toBe('link-expired');
  });

  test('is bound to the user and not to the handle of that day', () => {
    const scene = new Scene();
    const { first } = scene.user('ada');
    const { code } = scene.link(first);
    yes(scene.by(first, 'users.update', { handle: 'countess' }));
    const device = scene.device();
    expect(no(scene.by(device, 'links.redeem', { handle: 'ada', code, network: null }))).toBe('not-found');
    scene.redeem(device, { handle: 'countess', code });
  });
});
