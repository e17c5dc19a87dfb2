import { deviceTopic, userTopic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { app, stage } from '../../../../../test/settings/stage.ts';
import { dayMs, yes } from '../../../../../test/support/scene.ts';

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
    expect(edit(laptop, { key: 'size', scope: 'class:', value: 2 })).toMatchObject({
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
