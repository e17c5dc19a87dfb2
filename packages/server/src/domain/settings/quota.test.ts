import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../test/settings/stage.ts';

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
    edit(phone, { key: 'a', value: 1, gesture: 'drag' });
    const before = usage();
    scene.later(1);
    edit(phone, { key: 'a', value: 2, base: 0, gesture: 'drag' });
    expect(usage()).toBe(before);
  });
});
