/** What readers see of a conflict: reads, snapshots and exports. */
import { describe, expect, test } from 'vitest';
import { app, stage } from '../../../../../test/settings/stage.ts';
import { dayMs, yes } from '../../../../../test/support/scene.ts';
import { queries } from '../queries.ts';
import { entryName } from './entry.ts';
import type { Apps } from './facts.ts';
import { viewOfSetting } from './views.ts';

const manual = { policy: 'manual', scopes: ['user', 'device', 'class'] } as const;
const apps: Apps = { [app]: { unknown: 'keep', keys: { bio: manual } } };

/** A phone that set `bio`, beside which a value of the laptop waits, and what all readers see of that. */
function conflict() {
  const given = stage({ apps });
  const { scene, phone, laptop, edit, history } = given;
  scene.later(dayMs);
  const { rev = 0 } = edit(phone, { key: 'bio', value: 'phone' });
  edit(laptop, { key: 'bio', value: 'laptop' });
  const [entry = ''] = history('bio').slice(-1).map(entryName);
  const contested = [{ value: 'laptop', device: laptop, editedAt: scene.state.now, entry }];
  const { now } = scene.state;
  const set = { key: 'bio', scope: 'user', rev, at: now, editedAt: now, device: phone };
  return { ...given, rev, entry: { ...set, value: 'phone', contested } };
}

describe('a conflict', () => {
  test('stands in the setting', () => {
    const { scene, user, phone, entry } = conflict();
    const { settings } = queries.settings(scene.state, { user, app, device: phone });
    expect(settings.map(viewOfSetting)).toEqual([entry]);
  });

  test('stands in a setting that is unset, which is shown for it alone', () => {
    const { scene, user, phone, laptop, edit, rev } = conflict();
    edit(phone, { key: 'bio', unset: true, base: rev });
    const read = () => queries.settings(scene.state, { user, app, device: phone }).settings;
    expect(read()).toEqual([]);
    edit(laptop, { key: 'bio', value: 'laptop' });
    expect(read().map(viewOfSetting)).toEqual([
      expect.objectContaining({
        value: null,
        unset: true,
        contested: [expect.objectContaining({ value: 'laptop' })],
      }),
    ]);
  });

  test('stands in snapshots, weighed with its setting', () => {
    const { scene, phone, laptop, edit, rev } = conflict();
    edit(phone, { key: 'bio', unset: true, base: rev });
    edit(laptop, { key: 'bio', value: 'x'.repeat(2_000) });
    edit(phone, { key: 'other', value: 1 });
    const part = (bytesMax: number) =>
      queries.snapshot(scene.state, { device: phone, start: { of: 'all' }, bytesMax, unreadMax: 9 }).settings;
    expect(part(10_000).map(({ key }) => key)).toEqual(['bio', 'other']);
    expect(part(2_000).map(({ key }) => key)).toEqual(['bio']);
  });

  test('stands in the export', () => {
    const { scene, phone, entry } = conflict();
    const place = { section: 'settings' } as const;
    const { items } = yes(queries.export(scene.state, { device: phone, place, bytesMax: 9_999 }));
    expect(items).toEqual([{ app, ...entry }]);
  });

  test('goes with the account', () => {
    const { scene, user, phone } = conflict();
    const { handle = '' } = scene.state.get('users', user) ?? {};
    yes(scene.by(phone, 'account.delete', { handle }));
    scene.system('account.blank', {});
    expect(scene.state.list('settings', 'byUser', [user])).toEqual([]);
    expect(JSON.stringify(scene.state.log)).not.toMatch(/"value":/);
  });
});

test('[M8] a device reads what all share, every class, and its own overrides', () => {
  const { scene, user, phone, laptop, edit } = stage();
  for (const scope of ['user', 'class:phone', 'class:tv']) edit(phone, { key: scope, value: 1, scope });
  for (const device of [phone, laptop]) edit(device, { key: device, value: 1, scope: `device:${device}` });
  const read = (scope?: string) =>
    queries
      .settings(scene.state, { user, app, device: phone, scope })
      .settings.map(({ key }) => key)
      .sort();
  expect(read()).toEqual(['class:phone', 'class:tv', phone, 'user'].sort());
  expect(read('class:tv')).toEqual(['class:tv']);
  expect(read(`device:${phone}`)).toEqual([phone]);
  expect(read(`device:${laptop}`)).toEqual([]);
});
