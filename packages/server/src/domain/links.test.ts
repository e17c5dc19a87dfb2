import { describe, expect, test } from 'vitest';
import { choosing, dayMs, minuteMs, no, Scene, yes } from '../../../../test/support/scene.ts';

const stateOf = (scene: Scene, link: string) => scene.state.get('links', link)?.state;

describe('making a link', () => {
  test('gives a code once; the log and the row do not hold it', () => {
    const scene = new Scene();
    const { user, first, handle } = scene.user();
    const before = scene.state.log.length;
    const made = scene.link(first, 'net');
    expect(made).toMatchObject({ handle, expiresAt: scene.state.now + 3 * minuteMs });
    expect(made.code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(scene.heard(before)).toEqual([`user:${user} link.created`]);
    expect(scene.lastData()).toEqual({ link: made.link, by: first, expiresAt: made.expiresAt });
    const stored = JSON.stringify(scene.state.get('links', made.link));
    expect(stored).not.toContain(made.code.replace('-', ''));
  });

  test('is refused to a device without a user', () => {
    const scene = new Scene();
    expect(no(scene.by(scene.device(), 'links.create', { network: null }))).toBe('forbidden');
  });

  test('beyond the limit ends the oldest that waits', () => {
    const scene = new Scene({ userLinks: 2 });
    const { first } = scene.user();
    const links = [0, 1, 2].map(() => {
      scene.later(1);
      return scene.link(first);
    });
    expect(links.map(({ link }) => stateOf(scene, link))).toEqual(['expired', 'created', 'created']);
    const [oldest] = links;
    const asked = { handle: oldest?.handle ?? '', code: oldest?.code ?? '', network: null };
    expect(no(scene.by(scene.device(), 'links.redeem', asked))).toBe('link-expired');
  });

  test('does not end one that was redeemed', () => {
    const scene = new Scene({ userLinks: 1 });
    const { first } = scene.user();
    const { link } = scene.redeem(scene.device(), scene.link(first));
    scene.link(first);
    expect(stateOf(scene, link)).toBe('redeemed');
  });

  test('never gives a code that another link of the user has', () => {
    const draws = [...'00000000', ...'00000000', ...'11111111'].map(Number);
    const scene = new Scene(
      {},
      choosing((min) => min + (draws.shift() ?? 0)),
    );
    const { first } = scene.user();
    expect([scene.link(first), scene.link(first)].map(({ code }) => code)).toEqual([
      'BBBB-BBBB',
      'CCCC-CCCC',
    ]);
  });
});

describe('denying', () => {
  test('turns the device away, tells both sides, and is answered the same again', () => {
    const scene = new Scene();
    const { user, first, handle } = scene.user();
    const device = scene.device();
    const made = scene.link(first);
    const { link, number } = scene.redeem(device, made);
    const before = scene.state.log.length;
    expect(yes(scene.by(first, 'links.deny', { link }))).toEqual({});
    expect(yes(scene.by(first, 'links.deny', { link }))).toEqual({});
    expect(scene.heard(before)).toEqual([`user:${user} link.denied`, `device:${device} link.denied`]);
    expect(scene.lastData()).toMatchObject({ link, user: { handle } });
    expect(no(scene.by(first, 'links.approve', { link, number }))).toBe('link-expired');
    expect(no(scene.by(device, 'links.redeem', { ...made, network: null }))).toBe('link-expired');
  });

  test('before anyone redeemed it kills the code in silence', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const made = scene.link(first);
    const before = scene.state.log.length;
    yes(scene.by(first, 'links.deny', made));
    expect(scene.state.log.length).toBe(before);
    expect(no(scene.by(scene.device(), 'links.redeem', { ...made, network: null }))).toBe('link-expired');
  });

  test('is open to a device in quarantine, since it only protects', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const second = scene.linked(first);
    const { link } = scene.redeem(scene.device(), scene.link(first));
    expect(no(scene.by(second, 'links.deny', { link }))).toBe('accepted');
  });

  test('of one whose time is over finds it expired', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const { link } = scene.redeem(scene.device(), scene.link(first));
    scene.later(3 * minuteMs);
    yes(scene.by(first, 'links.deny', { link }));
    expect(stateOf(scene, link)).toBe('expired');
  });

  test('comes too late after the approval', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const answer = scene.redeem(scene.device(), scene.link(first));
    yes(scene.by(first, 'links.approve', answer));
    expect(no(scene.by(first, 'links.deny', answer))).toBe('link-expired');
  });

  test('of a foreign or unknown link is refused alike, also by whoever redeemed it', () => {
    const scene = new Scene();
    const { link } = scene.link(scene.user().first);
    const waiting = scene.device();
    const redeemed = scene.redeem(waiting, scene.link(scene.user().first));
    const answers = [
      scene.by(scene.user().first, 'links.deny', { link }),
      scene.by(scene.user().first, 'links.deny', { link: 'lnk_unknown' }),
      scene.by(waiting, 'links.deny', redeemed),
    ];
    for (const answer of answers) expect(answer).toEqual({ ok: false, code: 'not-found' });
  });
});

describe('withdrawing', () => {
  test('is for the device that waits: both sides are told who did it, and nobody can let it in', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const device = scene.device();
    const made = scene.link(first);
    const { link, number } = scene.redeem(device, made);
    const before = scene.state.log.length;
    expect(yes(scene.by(device, 'links.cancel', { link }))).toEqual({});
    expect(yes(scene.by(device, 'links.cancel', { link }))).toEqual({});
    expect(scene.heard(before)).toEqual([`user:${user} link.denied`, `device:${device} link.denied`]);
    expect(scene.state.log.at(-1)).toMatchObject({ user: null, device });
    expect(no(scene.by(first, 'links.approve', { link, number }))).toBe('link-expired');
    expect(no(scene.by(device, 'links.redeem', { ...made, network: null }))).toBe('link-expired');
    expect(scene.row(device).userId).toBeNull();
  });

  test('comes too late after the approval, and changes nothing after another end', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const [joined, denied, late] = [scene.device(), scene.device(), scene.device()];
    const approved = scene.redeem(joined, scene.link(first));
    yes(scene.by(first, 'links.approve', approved));
    expect(no(scene.by(joined, 'links.cancel', approved))).toBe('link-expired');
    const turned = scene.redeem(denied, scene.link(first));
    yes(scene.by(first, 'links.deny', turned));
    const waited = scene.redeem(late, scene.link(first));
    scene.later(3 * minuteMs);
    yes(scene.by(denied, 'links.cancel', turned));
    yes(scene.by(late, 'links.cancel', waited));
    expect([turned, waited].map(({ link }) => stateOf(scene, link))).toEqual(['denied', 'expired']);
  });

  test('of a link that another device redeemed, or nobody, is refused like an unknown one', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const device = scene.device();
    const other = scene.redeem(scene.device(), scene.link(first));
    const unused = scene.link(first);
    const answers = [
      scene.by(device, 'links.cancel', other),
      scene.by(first, 'links.cancel', other),
      scene.by(first, 'links.cancel', unused),
      scene.by(device, 'links.cancel', { link: 'lnk_unknown' }),
    ];
    for (const answer of answers) expect(answer).toEqual({ ok: false, code: 'not-found' });
    expect(stateOf(scene, other.link)).toBe('redeemed');
  });
});

describe('links whose time is over', () => {
  test('end by the upkeep, told where somebody waits', () => {
    const scene = new Scene();
    const { user, first } = scene.user();
    const device = scene.device();
    const [waiting, unused] = [scene.link(first), scene.link(first)];
    scene.redeem(device, waiting);
    scene.later(3 * minuteMs - 1);
    const before = scene.state.log.length;
    yes(scene.system('links.expire', {}));
    expect(scene.heard(before)).toEqual([]);
    scene.later(1);
    yes(scene.system('links.expire', {}));
    yes(scene.system('links.expire', {}));
    expect(scene.heard(before)).toEqual([`user:${user} link.expired`, `device:${device} link.expired`]);
    expect(scene.state.log.at(-1)).toMatchObject({ user: null, device: null });
    expect([waiting, unused].map(({ link }) => stateOf(scene, link))).toEqual(['expired', 'expired']);
  });

  test('are forgotten a day later, whatever became of them', () => {
    const scene = new Scene();
    const { first } = scene.user();
    const [unused, denied, approved] = [scene.link(first), scene.link(first), scene.link(first)];
    yes(scene.by(first, 'links.deny', denied));
    yes(scene.by(first, 'links.approve', scene.redeem(scene.device(), approved)));
    scene.later(3 * minuteMs);
    yes(scene.system('links.expire', {}));
    const states = () => [unused, denied, approved].map(({ link }) => stateOf(scene, link));
    scene.later(dayMs - 1);
    yes(scene.system('links.expire', {}));
    expect(states()).toEqual(['expired', 'denied', 'approved']);
    scene.later(1);
    yes(scene.system('links.expire', {}));
    expect(states()).toEqual([undefined, undefined, undefined]);
    expect(scene.state.list('deadlines', 'byKind', ['link'])).toEqual([]);
  });
});
