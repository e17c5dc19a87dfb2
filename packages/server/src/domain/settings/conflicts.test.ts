/** A setting of policy `manual`, from the conflict to the choice. */
import { userTopic } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { app, stage } from '../../../../../test/settings/stage.ts';
import { dayMs, no, yes } from '../../../../../test/support/scene.ts';
import type { Policy } from '../command.ts';
import { contestedOf } from './contested.ts';
import { entryName } from './entry.ts';
import type { Apps } from './facts.ts';

const manual = { policy: 'manual', scopes: ['user', 'device', 'class'] } as const;
const apps: Apps = { [app]: { unknown: 'keep', keys: { bio: manual, theme: manual } } };

/** A phone that set `bio`, and what stands since. */
function wrote(policy: Partial<Policy> = {}) {
  const given = stage({ apps, ...policy });
  given.scene.later(dayMs);
  const { rev = 0 } = given.edit(given.phone, { key: 'bio', value: 'phone' });
  const contested = (key = 'bio') => contestedOf(given.row(key)).map(({ value }) => value);
  return { ...given, rev, contested };
}

describe('[M7] a contested edit of a `manual` setting', () => {
  test('is kept beside what stands, told to every device and remembered', () => {
    const { scene, user, phone, laptop, edit, row, history, rev } = wrote();
    scene.later(1_000);
    const head = scene.state.log.length;
    const lost = edit(laptop, { id: 'l', key: 'bio', value: 'laptop' });
    expect(lost).toEqual({ id: 'l', outcome: 'superseded', rev });
    expect(scene.heard(head)).toEqual([`${userTopic(user)} setting.contested`]);
    const [entry] = history('bio').slice(-1).map(entryName);
    const editedAt = scene.state.now;
    const by = { rev, device: phone };
    const where = { app, key: 'bio', scope: 'user' };
    expect(scene.lastData()).toEqual({ ...where, value: 'laptop', editedAt, entry, by });
    expect(row('bio')).toMatchObject({ value: '"phone"', rev, deviceId: phone });
    expect(contestedOf(row('bio'))).toEqual([{ value: '"laptop"', device: laptop, editedAt, number: 2 }]);
    expect(history('bio').at(-1)).toMatchObject({ new: '"laptop"', rev: null, cause: 'superseded' });
  });

  test('is answered the same when it comes again, after the choice too', () => {
    const { scene, phone, laptop, edit, rev } = wrote();
    const op = { id: 'l', key: 'bio', value: 'laptop' };
    const first = edit(laptop, op);
    edit(phone, { key: 'bio', value: 'both', base: rev });
    const head = scene.state.log.length;
    expect(edit(laptop, op)).toEqual(first);
    expect(scene.state.log.length).toBe(head);
  });

  test('may be an unset, or about one', () => {
    const { phone, laptop, edit, contested, rev } = wrote();
    edit(laptop, { key: 'bio', unset: true });
    expect(contested()).toEqual([null]);
    edit(phone, { key: 'bio', unset: true, base: rev });
    expect(contested()).toEqual([]);
    expect(edit(laptop, { key: 'bio', value: 'mine' }).outcome).toBe('superseded');
    expect(contested()).toEqual(['"mine"']);
  });

  test('on a tombstone that is gone loses as elsewhere: there is nothing beside which it could stand', () => {
    const { laptop, edit, row, scene, history } = wrote();
    expect(edit(laptop, { key: 'theme', value: 'x', base: 3 }).outcome).toBe('superseded');
    expect(row('theme')).toBeUndefined();
    expect(scene.state.log.at(-1)?.type).toBe('setting.superseded');
    expect(history('theme')).toHaveLength(1);
  });

  test('that is kept in no quota is rejected, and leaves nothing', () => {
    const { scene, laptop, edit, history, contested } = wrote({ settingBytes: 100 });
    const head = scene.state.log.length;
    const answer = edit(laptop, { key: 'bio', value: 'laptop' });
    expect(answer).toMatchObject({ outcome: 'rejected', code: 'quota-exceeded' });
    expect([scene.state.log.length, history('bio').length, contested()]).toEqual([head, 1, []]);
  });
});

describe('[M7] the choice', () => {
  test.each([
    ['what stands', 'phone'],
    ['the other value', 'laptop'],
    ['something new', 'both'],
    ['nothing at all', undefined],
  ])('of %s settles the conflict', (_, value) => {
    const { phone, laptop, edit, contested, usage, rev } = wrote();
    const before = usage();
    edit(laptop, { key: 'bio', value: 'laptop' });
    const choice = value === undefined ? { unset: true as const } : { value };
    expect(edit(phone, { key: 'bio', base: rev, ...choice }).outcome).toBe('applied');
    expect(contested()).toEqual([]);
    expect(usage()?.bytes).toBe(value === undefined ? 0 : (before?.bytes ?? 0) + value.length - 5);
  });

  test('may be a restore of its entry', () => {
    const { scene, phone, laptop, edit, row, history, contested } = wrote();
    edit(laptop, { key: 'bio', value: 'laptop' });
    const entry = history('bio').slice(-1).map(entryName)[0] ?? '';
    yes(scene.by(phone, 'settings.restore', { entry }));
    expect(row('bio')?.value).toBe('"laptop"');
    expect(contested()).toEqual([]);
  });

  test('on what the person did not look at is a conflict itself', () => {
    const { phone, laptop, edit, contested, rev } = wrote();
    edit(laptop, { key: 'bio', value: 'laptop' });
    edit(phone, { key: 'bio', value: 'phone again', base: rev });
    expect(edit(laptop, { key: 'bio', value: 'laptop', base: rev }).outcome).toBe('superseded');
    expect(contested()).toEqual(['"laptop"']);
  });
});

describe('what is contested', () => {
  test('[M9] keeps its setting, though that is unset', () => {
    const { phone, laptop, edit, row, contested, usage } = wrote({ settingKeys: 2 });
    for (const key of ['bio', 'a', 'b', 'c', 'd', 'e']) {
      const { rev: base = 0 } = edit(phone, { key, value: 1, base: row(key)?.rev ?? 0 });
      edit(phone, { key, unset: true, base });
      if (key === 'bio') edit(laptop, { key, value: 'mine' });
    }
    expect(contested()).toEqual(['"mine"']);
    expect(usage()).toMatchObject({ keys: 1, bytes: 'bio'.length + '"mine"'.length + 100 });
  });

  test('[M13] counts as a setting where nothing else stands', () => {
    const { phone, laptop, edit, rev } = wrote({ settingKeys: 1 });
    edit(phone, { key: 'bio', unset: true, base: rev });
    expect(edit(phone, { key: 'other', value: 1 }).outcome).toBe('applied');
    expect(edit(laptop, { key: 'bio', value: 'mine' })).toMatchObject({ code: 'quota-exceeded' });
  });

  test('[M14] is erased with the setting, from the row, the history and the log', () => {
    const { scene, user, phone, laptop, edit, contested, usage } = wrote();
    edit(laptop, { key: 'bio', value: 'secret' });
    const { offset } = scene.state.head;
    const { by, entry, editedAt } = scene.lastData() as Record<string, unknown>;
    yes(scene.by(phone, 'settings.erase', { app, key: 'bio' }));
    expect(contested()).toEqual([]);
    expect(usage()).toMatchObject({ keys: 0, bytes: 0, tombstones: 1, historyBytes: 0 });
    expect(JSON.stringify(scene.state.log)).not.toContain('secret');
    const blank = scene.state.eventAt(offset);
    const said = { app, key: 'bio', scope: 'user', editedAt, entry, by, unset: true, erased: true };
    expect([blank?.topic, JSON.parse(blank?.data ?? '')]).toEqual([userTopic(user), said]);
  });

  test('stays while the schema no longer asks for it, until the next edit', () => {
    const { scene, laptop, phone, edit, contested, rev } = wrote();
    edit(laptop, { key: 'bio', value: 'laptop' });
    scene.means = { ...scene.means, policy: { ...scene.means.policy, apps: {} } };
    expect(edit(laptop, { key: 'bio', value: 'late', ageMs: dayMs }).outcome).toBe('superseded');
    expect(contested()).toEqual(['"laptop"']);
    edit(phone, { key: 'bio', value: 'phone', base: rev });
    expect(contested()).toEqual([]);
  });
});

describe('[M8] what nobody may write', () => {
  const user = { policy: 'lww', scopes: ['user'] } as const;
  const locked: Apps = { [app]: { unknown: 'keep', keys: { theme: { ...user, locked: true }, size: user } } };

  test('a locked key is refused in every scope, and restored by nobody; it can be erased', () => {
    const { scene, phone, edit, row, history } = stage();
    edit(phone, { key: 'theme', value: 'dark' });
    const entry = history('theme').map(entryName)[0] ?? '';
    scene.means = { ...scene.means, policy: { ...scene.means.policy, apps: locked } };
    for (const scope of ['user', `device:${phone}`, 'class:phone'])
      expect(edit(phone, { key: 'theme', value: 'light', scope })).toMatchObject({
        outcome: 'rejected',
        code: 'forbidden',
      });
    expect(no(scene.by(phone, 'settings.restore', { entry }))).toBe('forbidden');
    yes(scene.by(phone, 'settings.erase', { app, key: 'theme' }));
    expect(row('theme')?.value).toBe(null);
  });

  test('a key is refused in the scopes in which its app does not have it', () => {
    const { phone, edit } = stage({ apps: locked });
    const answer = edit(phone, { key: 'size', value: 1, scope: `device:${phone}` });
    expect(answer).toMatchObject({ outcome: 'rejected', code: 'forbidden' });
    expect(edit(phone, { key: 'size', value: 1, scope: 'class:phone' }).code).toBe('forbidden');
    expect(edit(phone, { key: 'size', value: 1 }).outcome).toBe('applied');
  });

  test('a class is written by any device of the user', () => {
    const { phone, laptop, edit, row } = stage();
    const scope = 'class:tv-2';
    const { rev: base = 0 } = edit(phone, { key: 'size', value: 1, scope });
    expect(edit(laptop, { key: 'size', value: 2, scope, base }).outcome).toBe('applied');
    expect(row('size', scope)?.value).toBe('2');
    for (const odd of ['class:', 'class:TV', `class:${'a'.repeat(33)}`, 'class:a b', 'class:é'])
      expect(edit(phone, { key: 'size', value: 1, scope: odd }).code).toBe('validation-failed');
  });
});

test('[M10] the history says why a device edited', () => {
  const { phone, edit, history } = stage();
  let base = 0;
  for (const cause of ['adopt', 'migration', 'replace', undefined] as const) {
    const said = cause === undefined ? {} : { cause };
    base = edit(phone, { key: 'theme', value: base, base, gesture: 'one', ...said }).rev ?? 0;
  }
  expect(history('theme').map(({ cause }) => cause)).toEqual(['adopt', 'migration', 'replace', 'edit']);
});

test('[M12] what the schema does not take is rejected, and yet an earlier outcome stands', () => {
  const { scene, phone } = stage();
  const op = { id: 'a', key: 'theme', value: 'pink', base: 0, ageMs: 0 };
  const answer = yes(scene.by(phone, 'settings.edit', { app, op, invalid: 'theme: no pink' }, 'a'));
  expect(answer).toEqual({ id: 'a', outcome: 'rejected', code: 'validation-failed', hint: 'theme: no pink' });
});
