import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../test/settings/stage.ts';
import { dayMs, no, yes } from '../../../../../test/support/scene.ts';
import type { SettingChange } from '../rows.ts';
import { entryName } from './entry.ts';

const nameOf = (change: SettingChange | undefined) => (change === undefined ? '' : entryName(change));

describe('settings.restore', () => {
  test('what lost comes back as a new edit', () => {
    const { scene, phone, laptop, edit, row, history } = stage();
    scene.later(dayMs);
    edit(phone, { key: 'theme', value: 'dark' });
    edit(laptop, { key: 'theme', value: 'light', ageMs: 1_000 });
    const entry = nameOf(history('theme').at(-1));
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
    const entries = history('theme').map(nameOf);
    yes(scene.by(phone, 'settings.restore', { entry: entries[0] ?? '' }));
    expect(row('theme')?.value).toBe('"dark"');
    yes(scene.by(phone, 'settings.restore', { entry: entries[1] ?? '' }));
    expect(row('theme')?.value).toBe(null);
  });

  test('an unknown entry and another user’s are the same: not found', () => {
    const { scene, phone, edit, history } = stage();
    edit(phone, { key: 'theme', value: 'dark' });
    const entry = nameOf(history('theme')[0]);
    const { first: stranger } = scene.user();
    expect(no(scene.by(phone, 'settings.restore', { entry: 'chg_none' }))).toBe('not-found');
    expect(no(scene.by(stranger, 'settings.restore', { entry }))).toBe('not-found');
    expect(no(scene.by(scene.device(), 'settings.restore', { entry }))).toBe('not-found');
  });

  test('another device’s scope is not to be written', () => {
    const { scene, phone, laptop, edit, history } = stage();
    const scope = `device:${phone}`;
    edit(phone, { key: 'size', scope, value: 1 });
    const entry = nameOf(history('size', scope)[0]);
    expect(no(scene.by(laptop, 'settings.restore', { entry }))).toBe('forbidden');
  });

  test('a full quota refuses it', () => {
    const { scene, phone, edit, history } = stage({ settingKeys: 1 });
    const { rev: base = 0 } = edit(phone, { key: 'a', value: 1 });
    edit(phone, { key: 'a', unset: true, base });
    edit(phone, { key: 'b', value: 1 });
    const entry = nameOf(history('a')[0]);
    expect(no(scene.by(phone, 'settings.restore', { entry }))).toBe('quota-exceeded');
  });
});
