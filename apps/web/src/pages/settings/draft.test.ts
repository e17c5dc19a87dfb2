import { expect, test } from 'vitest';
import { type Draft, isChanged, type Step, stepped, untyped } from './draft.ts';

function after(...steps: Step[]): Draft {
  return steps.reduce(stepped, untyped);
}

const type = (text: string): Step => ({ name: 'type', text });
const save: Step = { name: 'save' };
const saved: Step = { name: 'saved' };

test('only what differs from the saved text can be saved', () => {
  expect(isChanged(after(type('Ada')), 'Ada')).toBe(false);
  expect(isChanged(after(type(' Ada ')), 'Ada')).toBe(false);
  expect(isChanged(after(type('Grace')), 'Ada')).toBe(true);
  expect(isChanged(untyped, 'Ada')).toBe(false);
});

test('a failed save keeps what was typed', () => {
  const error = new Error('taken');
  expect(after(type('Ada'), save, { name: 'failed', error })).toEqual({
    typed: 'Ada',
    state: 'resting',
    error,
  });
});

test('typing on takes an error and a "saved" away', () => {
  const failed: Step = { name: 'failed', error: new Error('taken') };
  expect(after(type('Ada'), save, failed, type('Ad')).error).toBeNull();
  expect(after(type('Ada'), save, saved, type('Ad')).state).toBe('resting');
});

test('who typed on while it was saved has more to save', () => {
  const draft = after(type('Ada'), save, type('Ada L'), saved);
  expect([draft.state, isChanged(draft, 'Ada')]).toEqual(['resting', true]);
});

test('between the answer and its event nothing looks unsaved', () => {
  expect(isChanged(after(type('Ada'), save, saved), 'before')).toBe(false);
});

test('once it has arrived, a change from elsewhere shows', () => {
  const draft = after(type('Ada'), save, saved, { name: 'arrived' });
  expect([draft.typed, draft.state]).toEqual([null, 'saved']);
});
