import { expect, test } from 'vitest';
import { hourMs, Scene, yes } from '../../../../test/support/scene.ts';

const kids = (scene: Scene) => scene.state.list('signingKeys', 'all', []).map(({ kid }) => kid);

test('a key is listed until an hour after it was retired', () => {
  const scene = new Scene();
  yes(scene.system('keys.add', { kid: 'a', jwk: 'sealed a' }));
  yes(scene.system('keys.retire', { kid: 'a' }));
  yes(scene.system('keys.add', { kid: 'b', jwk: 'sealed b' }));
  scene.later(hourMs - 1);
  yes(scene.system('keys.add', { kid: 'c', jwk: 'sealed c' }));
  expect(kids(scene)).toEqual(['a', 'b', 'c']);
  scene.later(1);
  yes(scene.system('keys.retire', { kid: 'b' }));
  expect(kids(scene)).toEqual(['b', 'c']);
});

test('adding or retiring again changes nothing', () => {
  const scene = new Scene();
  yes(scene.system('keys.add', { kid: 'a', jwk: 'sealed' }));
  scene.later(1);
  yes(scene.system('keys.add', { kid: 'a', jwk: 'other' }));
  const added = scene.state.get('signingKeys', 'a');
  expect(added).toMatchObject({ jwk: 'sealed', retiredAt: null });
  yes(scene.system('keys.retire', { kid: 'a' }));
  const retired = scene.state.get('signingKeys', 'a')?.retiredAt;
  scene.later(1);
  yes(scene.system('keys.retire', { kid: 'a' }));
  yes(scene.system('keys.retire', { kid: 'unknown' }));
  expect(scene.state.get('signingKeys', 'a')?.retiredAt).toBe(retired);
});
