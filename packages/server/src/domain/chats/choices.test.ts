import { kithApp } from '@kith/protocol';
import { expect, test } from 'vitest';
import { company } from '../../../../../test/chats/company.ts';
import { known } from '../../base/assert.ts';
import { choice } from './choices.ts';

test('what is set holds, else what is usual, and for one chat or person nothing', () => {
  const { person, choose, state } = company();
  const [ada, ben] = [person(), person()];
  expect(choice(state, ada.user, 'privacy.directs')).toBe('anyone');
  expect(choice(state, ada.user, 'inbox.seen')).toBe(0);
  expect(choice(state, ada.user, `block.${ben.user}`)).toBeUndefined();
  choose(ada, 'privacy.directs', 'shared');
  choose(ada, `block.${ben.user}`, true);
  expect(choice(state, ada.user, 'privacy.directs')).toBe('shared');
  expect(choice(state, ada.user, `block.${ben.user}`)).toBe(true);
  expect(choice(state, ben.user, `block.${ada.user}`)).toBeUndefined();
});

test('what cannot be read counts as not set', () => {
  const { person, choose, state } = company();
  const ada = person();
  choose(ada, 'privacy.typing', false);
  const row = known(state.get('settings', ada.user, kithApp, 'user', 'privacy.typing'), 'the setting');
  state.put('settings', { ...row, value: '"of another time"' });
  expect(choice(state, ada.user, 'privacy.typing')).toBe(true);
  state.put('settings', { ...row, value: null });
  expect(choice(state, ada.user, 'privacy.typing')).toBe(true);
});
