import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../test/settings/stage.ts';
import { dayMs, yes } from '../../../../../test/support/scene.ts';

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

  test('numbers go on after an erasure, so that no name of an entry ever means another one', () => {
    const { scene, phone, edit, history } = stage();
    edit(phone, { key: 'size', value: 1 });
    yes(scene.by(phone, 'settings.erase', { app: 'demo', key: 'size' }));
    edit(phone, { key: 'size', value: 2 });
    expect(history('size').map(({ number }) => number)).toEqual([2]);
  });

  test('where a user’s histories take too much, a setting’s oldest entries go and its newest stays', () => {
    const { scene, phone, edit, history, usage } = stage({ settingHistoryBytes: 700 });
    for (let value = 1; value <= 5; value += 1) {
      scene.later(1);
      edit(phone, { key: 'a', value });
    }
    expect(history('a').map((entry) => entry.new)).toEqual(['3', '4', '5']);
    expect(usage()).toMatchObject({ historyBytes: 3 * 202 });
    edit(phone, { key: 'b', value: 1 });
    scene.later(1);
    edit(phone, { key: 'b', value: 2 });
    expect(history('b').map((entry) => entry.new)).toEqual(['2']);
    yes(scene.by(phone, 'settings.erase', { app: 'demo', key: 'a' }));
    expect(usage()).toMatchObject({ historyBytes: 202 });
  });

  test('what lost where neither row nor room is left is rejected, so that its device knows', () => {
    const { phone, edit, history } = stage({ settingHistoryBytes: 100 });
    const lost = { key: 'gone', value: 1, base: 1 };
    expect(edit(phone, lost).outcome).toBe('superseded');
    expect(edit(phone, { ...lost, key: 'too' })).toMatchObject({
      outcome: 'rejected',
      code: 'quota-exceeded',
    });
    expect(history('too')).toEqual([]);
  });
});
