import { deviceTopic, type SettingOp, userTopic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { dayMs, no, Scene, yes } from '../../../../../test/support/scene.ts';
import type { Policy } from '../command.ts';
import type { OpResult } from './edit.ts';

const app = 'demo';

/** A user with a phone and a laptop. */
function stage(policy: Partial<Policy> = {}) {
  const scene = new Scene(policy);
  const { user, first: phone } = scene.user();
  const laptop = scene.linked(phone);
  const edit = (device: string, op: Partial<SettingOp> & { key: string }): OpResult => {
    const id = op.id ?? scene.fresh('op');
    return yes(scene.by(device, 'settings.edit', { app, op: { id, base: 0, ageMs: 0, ...op } }, id));
  };
  const row = (key: string, scope = 'user') => scene.state.get('settings', user, app, scope, key);
  const history = (key: string, scope = 'user') =>
    scene.state.list('settingChanges', 'bySetting', [user, app, scope, key]);
  const usage = () => scene.state.get('settingUsage', user);
  return { scene, user, phone, laptop, edit, row, history, usage };
}

describe('settings.edit', () => {
  test('an applied edit is a row, an event in the user’s topic and an entry', () => {
    const { scene, user, phone, edit, row, history } = stage();
    scene.later(60_000);
    const { rev } = edit(phone, { id: 'a', key: 'theme', value: 'dark', ageMs: 5_000 });
    const editedAt = scene.state.now - 5_000;
    expect(scene.state.seq(userTopic(user))).toBe(rev);
    expect(scene.lastData()).toEqual({ app, key: 'theme', scope: 'user', value: 'dark', rev, editedAt });
    expect(row('theme')).toMatchObject({ value: '"dark"', rev, editedAt, deviceId: phone, op: 'a' });
    expect(history('theme')).toMatchObject([
      { old: null, new: '"dark"', rev, cause: 'edit', deviceId: phone },
    ]);
  });

  test('the loser is told alone, and its value is kept', () => {
    const { scene, phone, laptop, edit, row, history } = stage();
    scene.later(dayMs);
    const { rev } = edit(phone, { key: 'theme', value: 'dark' });
    const head = scene.state.log.length;
    const lost = edit(laptop, { id: 'l', key: 'theme', value: 'light', ageMs: 1_000 });
    expect(lost).toEqual({ id: 'l', outcome: 'superseded', rev });
    expect(scene.heard(head)).toEqual([`${deviceTopic(laptop)} setting.superseded`]);
    expect(scene.lastData()).toEqual({
      app,
      key: 'theme',
      scope: 'user',
      value: 'light',
      by: { rev, device: phone },
    });
    expect(row('theme')?.value).toBe('"dark"');
    expect(history('theme').at(-1)).toMatchObject({
      old: '"dark"',
      new: '"light"',
      rev: null,
      cause: 'superseded',
    });
  });

  test('unset leaves a tombstone, tells `unset` and frees the quota', () => {
    const { scene, phone, edit, row, usage } = stage();
    const { rev: base = 0 } = edit(phone, { key: 'theme', value: 'dark' });
    expect(usage()).toMatchObject({ keys: 1, bytes: 'theme"dark"'.length });
    const { rev } = edit(phone, { key: 'theme', unset: true, base });
    expect(row('theme')).toMatchObject({ value: null, rev });
    expect(scene.lastData()).toMatchObject({ unset: true, rev });
    expect(usage()).toMatchObject({ keys: 0, bytes: 0 });
  });

  test('an op that cannot be read is rejected by its id', () => {
    const { scene, phone } = stage();
    const op = { id: 'bad', invalid: 'base: must be an integer' };
    expect(yes(scene.by(phone, 'settings.edit', { app, op }, 'bad'))).toEqual({
      id: 'bad',
      outcome: 'rejected',
      code: 'validation-failed',
      hint: op.invalid,
    });
  });

  test('[M8] a device writes the user’s scope and its own', () => {
    const { phone, laptop, edit, row } = stage();
    const scope = `device:${phone}`;
    expect(edit(phone, { key: 'size', scope, value: 1 }).outcome).toBe('applied');
    expect(row('size', scope)?.value).toBe('1');
    expect(edit(laptop, { key: 'size', scope, value: 2 })).toMatchObject({
      outcome: 'rejected',
      code: 'forbidden',
    });
    expect(edit(laptop, { key: 'size', scope: 'class:tv', value: 2 })).toMatchObject({
      code: 'validation-failed',
    });
    expect(edit(laptop, { key: 'size', scope: 'user', value: 3 }).outcome).toBe('applied');
    expect(row('size')?.value).toBe('3');
  });

  test('a device without a user has no settings', () => {
    const { scene, edit } = stage();
    expect(edit(scene.device(), { key: 'theme', value: 1 })).toMatchObject({
      outcome: 'rejected',
      code: 'forbidden',
    });
  });

  test('a base above the rev is rejected', () => {
    const { phone, edit } = stage();
    const { rev = 0 } = edit(phone, { key: 'theme', value: 1 });
    expect(edit(phone, { key: 'theme', value: 2, base: rev + 1 })).toMatchObject({
      code: 'validation-failed',
    });
  });

  test('a retry is answered the same, whatever its age, and after the value is gone', () => {
    const { scene, phone, edit } = stage();
    const op = { id: 'a', key: 'theme', value: 'dark', base: 0 };
    const first = edit(phone, { ...op, ageMs: 0 });
    yes(scene.by(phone, 'settings.erase', { app, key: 'theme' }));
    const head = scene.state.log.length;
    expect(edit(phone, { ...op, ageMs: 0 })).toEqual(first);
    expect(scene.state.log.length).toBe(head);
  });

  test('what is rejected or skipped is remembered for a day, `same` as long as the log', () => {
    const { scene, phone, edit } = stage();
    const { rev = 0 } = edit(phone, { key: 'theme', value: 1 });
    edit(phone, { id: 'skipped', key: 'theme', value: 2, ifBase: true });
    edit(phone, { id: 'rejected', key: 'theme', value: 2, base: rev + 1 });
    edit(phone, { id: 'same', key: 'theme', value: 1, base: rev, ageMs: dayMs });
    const expiry = (id: string) => scene.state.get('remembered', phone, id)?.expiresAt;
    expect(expiry('skipped')).toBe(scene.state.now + dayMs);
    expect(expiry('rejected')).toBe(scene.state.now + dayMs);
    expect(expiry('same')).toBe(null);
  });
});

describe('[M13] limits', () => {
  test('a value is measured in bytes of its JSON', () => {
    const { phone, edit } = stage({ settingValueBytes: 6 });
    expect(edit(phone, { key: 'a', value: 'éé' }).outcome).toBe('applied');
    expect(edit(phone, { key: 'a', value: 'ééa' })).toMatchObject({ outcome: 'rejected', code: 'too-large' });
  });

  test('a key has so many characters', () => {
    const { phone, edit } = stage({ settingKeyChars: 3 });
    expect(edit(phone, { key: 'abc', value: 1 }).outcome).toBe('applied');
    expect(edit(phone, { key: 'abcd', value: 1 })).toMatchObject({ code: 'too-large' });
  });

  test('a user has so many settings over all apps and scopes; unset makes room', () => {
    const { phone, edit } = stage({ settingKeys: 2 });
    const { rev: base = 0 } = edit(phone, { key: 'a', value: 1 });
    edit(phone, { key: 'b', scope: `device:${phone}`, value: 1 });
    expect(edit(phone, { key: 'c', value: 1 })).toMatchObject({
      outcome: 'rejected',
      code: 'quota-exceeded',
    });
    expect(edit(phone, { key: 'a', unset: true, base }).outcome).toBe('applied');
    expect(edit(phone, { key: 'c', value: 1 }).outcome).toBe('applied');
  });

  test('a refused change leaves nothing behind', () => {
    const { scene, phone, edit, row, history, usage } = stage({ settingBytes: 3 });
    const head = scene.state.log.length;
    expect(edit(phone, { key: 'a', value: 'long' })).toMatchObject({ code: 'quota-exceeded' });
    expect([row('a'), history('a'), usage(), scene.state.log.length]).toEqual([
      undefined,
      [],
      undefined,
      head,
    ]);
  });

  test('the count is written only when it changes', () => {
    const { scene, phone, edit, usage } = stage();
    edit(phone, { key: 'a', value: 1 });
    const before = usage();
    scene.later(1);
    edit(phone, { key: 'a', value: 2, base: 0 });
    expect(usage()).toBe(before);
  });
});

describe('[M10] history', () => {
  test('a whole drag is one entry with the value before it', () => {
    const { scene, phone, edit, history } = stage();
    edit(phone, { key: 'size', value: 10 });
    for (const value of [11, 12, 13]) {
      scene.later(125);
      edit(phone, { key: 'size', value, gesture: 'drag' });
    }
    expect(history('size')).toMatchObject([
      { old: null, new: '10' },
      { old: '10', new: '13', at: scene.state.now, gesture: 'drag' },
    ]);
  });

  test('two devices with one gesture name are two', () => {
    const { scene, phone, laptop, edit, history } = stage();
    for (const device of [phone, laptop, phone]) {
      scene.later(125);
      edit(device, { key: 'size', value: scene.fresh('v'), gesture: 'drag' });
    }
    expect(history('size').length).toBe(3);
  });

  test('only the newest entries are kept', () => {
    const { scene, phone, edit, history } = stage({ settingHistory: 3 });
    for (let value = 1; value <= 5; value += 1) {
      scene.later(1);
      edit(phone, { key: 'size', value });
    }
    expect(history('size').map((entry) => entry.new)).toEqual(['3', '4', '5']);
  });

  test('entries older than 90 days go at the next write', () => {
    const { scene, phone, edit, history } = stage();
    for (const value of [1, 2, 3]) {
      edit(phone, { key: 'size', value });
      scene.later(46 * dayMs);
    }
    edit(phone, { key: 'size', value: 4 });
    expect(history('size').map((entry) => entry.new)).toEqual(['3', '4']);
  });
});

describe('settings.restore', () => {
  test('what lost comes back as a new edit', () => {
    const { scene, phone, laptop, edit, row, history } = stage();
    scene.later(dayMs);
    edit(phone, { key: 'theme', value: 'dark' });
    edit(laptop, { key: 'theme', value: 'light', ageMs: 1_000 });
    const entry = history('theme').at(-1)?.entry ?? '';
    const { rev } = yes(scene.by(laptop, 'settings.restore', { entry }));
    expect(row('theme')).toMatchObject({
      value: '"light"',
      rev,
      editedAt: scene.state.now,
      deviceId: laptop,
    });
    expect(history('theme').at(-1)).toMatchObject({ old: '"dark"', new: '"light"', rev, cause: 'restore' });
  });

  test('an unset comes back as an unset', () => {
    const { scene, phone, edit, row, history } = stage();
    const { rev: base = 0 } = edit(phone, { key: 'theme', value: 'dark' });
    edit(phone, { key: 'theme', unset: true, base });
    const entries = history('theme').map(({ entry }) => entry);
    yes(scene.by(phone, 'settings.restore', { entry: entries[0] ?? '' }));
    expect(row('theme')?.value).toBe('"dark"');
    yes(scene.by(phone, 'settings.restore', { entry: entries[1] ?? '' }));
    expect(row('theme')?.value).toBe(null);
  });

  test('an unknown entry and another user’s are the same: not found', () => {
    const { scene, phone, edit, history } = stage();
    edit(phone, { key: 'theme', value: 'dark' });
    const entry = history('theme')[0]?.entry ?? '';
    const { first: stranger } = scene.user();
    expect(no(scene.by(phone, 'settings.restore', { entry: 'chg_none' }))).toBe('not-found');
    expect(no(scene.by(stranger, 'settings.restore', { entry }))).toBe('not-found');
    expect(no(scene.by(scene.device(), 'settings.restore', { entry }))).toBe('not-found');
  });

  test('another device’s scope is not to be written', () => {
    const { scene, phone, laptop, edit, history } = stage();
    const scope = `device:${phone}`;
    edit(phone, { key: 'size', scope, value: 1 });
    const entry = history('size', scope)[0]?.entry ?? '';
    expect(no(scene.by(laptop, 'settings.restore', { entry }))).toBe('forbidden');
  });

  test('a full quota refuses it', () => {
    const { scene, phone, edit, history } = stage({ settingKeys: 1 });
    const { rev: base = 0 } = edit(phone, { key: 'a', value: 1 });
    edit(phone, { key: 'a', unset: true, base });
    edit(phone, { key: 'b', value: 1 });
    const entry = history('a')[0]?.entry ?? '';
    expect(no(scene.by(phone, 'settings.restore', { entry }))).toBe('quota-exceeded');
  });
});

describe('[M14] settings.erase', () => {
  test('no value is left: not in the row, the history or the log', () => {
    const { scene, phone, laptop, edit, row, history, usage } = stage();
    scene.later(dayMs);
    edit(phone, { key: 'note', value: 'secret one' });
    edit(laptop, { key: 'note', value: 'secret two', ageMs: 1_000 });
    const kept = edit(phone, { key: 'other', value: 'secret of its own' });
    const { rev } = yes(scene.by(phone, 'settings.erase', { app, key: 'note' }));
    expect(scene.lastData()).toEqual({ app, key: 'note', scope: 'user', rev });
    expect(row('note')).toMatchObject({ value: null, rev });
    expect(history('note')).toEqual([]);
    expect(usage()).toMatchObject({ keys: 1 });
    expect(JSON.stringify(scene.state.log)).not.toMatch(/secret (one|two)/);
    expect(row('other')).toMatchObject({ value: '"secret of its own"', rev: kept.rev });
    expect(JSON.stringify(scene.state.log)).toContain('secret of its own');
  });

  test('an erased event keeps what readers fold by', () => {
    const { scene, user, phone, edit } = stage();
    const { rev = 0 } = edit(phone, { key: 'note', value: 'secret' });
    const editedAt = scene.state.now;
    yes(scene.by(phone, 'settings.erase', { app, key: 'note' }));
    const event = scene.state.eventOf(userTopic(user), rev);
    expect(JSON.parse(event?.data ?? '')).toEqual({
      app,
      key: 'note',
      scope: 'user',
      rev,
      editedAt,
      erased: true,
    });
  });

  test.each(['leave', 'revoke'])('what a device lost before it was gone by `%s` is erased too', (way) => {
    const { scene, phone, laptop, edit } = stage();
    scene.later(2 * dayMs);
    edit(phone, { key: 'note', value: 'one' });
    edit(laptop, { key: 'note', value: 'secret', ageMs: 1_000 });
    if (way === 'leave') yes(scene.by(laptop, 'devices.leave', {}));
    else yes(scene.by(phone, 'devices.revoke', { device: laptop }));
    yes(scene.by(phone, 'settings.erase', { app, key: 'note' }));
    expect(JSON.stringify(scene.state.log)).not.toContain('secret');
  });

  test('what the device lost in another user stays', () => {
    const { scene, phone, laptop, edit } = stage();
    scene.later(2 * dayMs);
    edit(phone, { key: 'note', value: 'one' });
    edit(laptop, { key: 'note', value: 'of the first user', ageMs: 1_000 });
    yes(scene.by(laptop, 'devices.leave', {}));
    const { first } = scene.user();
    scene.linked(first, laptop);
    yes(scene.by(first, 'settings.erase', { app, key: 'note' }));
    expect(JSON.stringify(scene.state.log)).toContain('of the first user');
  });

  test('an old edit that comes after it does not bring the value back', () => {
    const { scene, phone, laptop, edit, row } = stage();
    scene.later(dayMs);
    const { rev: base = 0 } = edit(phone, { key: 'note', value: 'one' });
    scene.later(1_000);
    yes(scene.by(phone, 'settings.erase', { app, key: 'note' }));
    expect(edit(laptop, { key: 'note', value: 'two', base, ageMs: 500 }).outcome).toBe('superseded');
    expect(row('note')?.value).toBe(null);
  });

  test('only the user’s scope and one’s own', () => {
    const { scene, phone, laptop } = stage();
    const scope = `device:${phone}`;
    expect(no(scene.by(laptop, 'settings.erase', { app, key: 'size', scope }))).toBe('forbidden');
    expect(no(scene.by(scene.device(), 'settings.erase', { app, key: 'size' }))).toBe('forbidden');
  });
});
