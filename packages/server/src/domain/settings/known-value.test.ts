import { expect, test } from 'vitest';
import { stage } from '../../../../../test/settings/stage.ts';
import { no } from '../../../../../test/support/scene.ts';

const { scene, phone } = stage();

function set(app: string, key: string, value: unknown): string {
  const id = scene.fresh('op');
  const outcome = scene.by(phone, 'settings.edit', { app, op: { id, base: 0, ageMs: 0, key, value } }, id);
  const { result } = outcome as { result: { outcome: string; code?: string } };
  return result.code ?? result.outcome;
}

test.each([
  ['privacy.directs', 'shared'],
  ['show.typing', false],
  ['block.usr_1', true],
  ['mute.cht_1', { until: null }],
  ['draft.cht_1', { id: 'd1', text: '', replyTo: 'msg_1' }],
])('%s takes %j', (key, value) => {
  expect(set('kith', key, value)).toBe('applied');
});

test.each([
  ['privacy.directs', 'nobody'],
  ['show.typing', 'no'],
  ['block.usr_1', false],
  ['mute.cht_1', { until: 'never' }],
  ['archive.cht_1', -1],
  ['draft.cht_1', { text: 'without an id' }],
])('%s does not take %j', (key, value) => {
  expect(set('kith', key, value)).toBe('validation-failed');
});

test('keys that this version does not know, and other apps, take anything', () => {
  expect(set('kith', 'new.thing', { any: 1 })).toBe('applied');
  expect(set('demo', 'privacy.directs', 'nobody')).toBe('applied');
});

test('a known key can be unset, and an unreadable value of before is not restored', () => {
  const key = 'privacy.typing';
  set('kith', key, true);
  const unset = { id: 'unset', base: 0, ageMs: 0, key, unset: true } as const;
  const outcome = scene.by(phone, 'settings.edit', { app: 'kith', op: unset }, 'unset');
  expect(outcome).toMatchObject({ ok: true, result: { outcome: 'applied' } });
  const userId = scene.row(phone).userId ?? '';
  const [entry] = scene.state.list('settingChanges', 'bySetting', [userId, 'kith', 'user', key]);
  if (entry === undefined) throw new Error('a history');
  scene.state.put('settingChanges', { ...entry, new: '"of another time"' });
  const name = Buffer.from(JSON.stringify(['kith', 'user', key, entry.number])).toString('base64url');
  expect(no(scene.by(phone, 'settings.restore', { entry: name }))).toBe('validation-failed');
});
