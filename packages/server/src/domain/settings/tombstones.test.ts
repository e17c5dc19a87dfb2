import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../test/settings/stage.ts';
import { yes } from '../../../../../test/support/scene.ts';

describe('[M9] tombstones', () => {
  test.each([0, 1])('unset where nothing stands leaves nothing behind, on base %d', (base) => {
    const { scene, phone, edit, row, history, usage } = stage();
    const head = scene.state.log.length;
    const answer = edit(phone, { id: 'a', key: 'never', unset: true, base });
    expect(answer).toEqual({ id: 'a', outcome: 'same', rev: 0 });
    expect([row('never'), history('never'), usage(), scene.state.log.length]).toEqual([
      undefined,
      [],
      undefined,
      head,
    ]);
    expect(scene.state.get('remembered', phone, 'a')?.expiresAt).not.toBe(null);
  });

  test('a user has no more than settings may be: the oldest go with their histories', () => {
    const { phone, edit, row, history, usage } = stage({ settingKeys: 4 });
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      const { rev: base = 0 } = edit(phone, { key, value: 1 });
      edit(phone, { key, unset: true, base });
    }
    expect(['a', 'b', 'c', 'd', 'e'].filter((key) => row(key) !== undefined)).toEqual(['c', 'd', 'e']);
    expect(history('b')).toEqual([]);
    expect(usage()).toMatchObject({ keys: 0, tombstones: 3, historyBytes: 3 * 2 * 201 });
  });

  test('what is set again is none, and what is erased is one', () => {
    const { scene, phone, edit, usage } = stage();
    const { rev: base = 0 } = edit(phone, { key: 'a', value: 1 });
    const { rev = 0 } = edit(phone, { key: 'a', unset: true, base });
    expect(usage()).toMatchObject({ tombstones: 1 });
    edit(phone, { key: 'a', value: 2, base: rev });
    expect(usage()).toMatchObject({ tombstones: 0 });
    yes(scene.by(phone, 'settings.erase', { app: 'demo', key: 'a' }));
    expect(usage()).toMatchObject({ tombstones: 1 });
  });
});
