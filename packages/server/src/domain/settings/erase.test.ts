import { userTopic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { app, stage } from '../../../../../test/settings/stage.ts';
import { dayMs, no, yes } from '../../../../../test/support/scene.ts';

describe('[M14] settings.erase', () => {
  test('no value is left: not in the row, the history or the log', () => {
    const { scene, phone, laptop, edit, row, history, usage } = stage();
    scene.later(dayMs);
    edit(phone, { key: 'note', value: 'secret one' });
    edit(laptop, { key: 'note', value: 'secret two', ageMs: 1_000 });
    const kept = edit(phone, { key: 'other', value: 'secret of its own' });
    const { rev } = yes(scene.by(phone, 'settings.erase', { app, key: 'note' }));
    expect(scene.lastData()).toEqual({
      app,
      key: 'note',
      scope: 'user',
      unset: true,
      erased: true,
      rev,
      editedAt: scene.state.now,
    });
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
      unset: true,
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
