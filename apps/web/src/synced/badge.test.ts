import { expect, test } from 'vitest';
import { type BadgeFacts, badgeOf } from './badge.ts';

const edited = { device: 'a', at: 12, editedAt: 11 };
const stored: BadgeFacts = {
  field: { saving: false, locked: false, edited },
  isUnsent: false,
  isLive: true,
  self: 'a',
};
const waiting: BadgeFacts = { ...stored, field: { saving: true, locked: false, edited } };

test('an edit is saving while it is on its way, and kept here while there is no way', () => {
  expect(badgeOf(waiting)).toEqual({ name: 'saving' });
  expect(badgeOf({ ...waiting, isLive: false })).toEqual({ name: 'kept' });
});

test('what is stored says who stored it, and when', () => {
  expect(badgeOf(stored)).toEqual({ name: 'saved', device: 'a', at: 12 });
  expect(badgeOf({ ...stored, self: 'b' })).toEqual({ name: 'changed', device: 'a', at: 12 });
});

test('a text that is not sent is never called saved', () => {
  expect(badgeOf({ ...stored, isUnsent: true })).toEqual({ name: 'unsent' });
});

test('what nobody edited is the default', () => {
  expect(badgeOf({ ...stored, field: { saving: false, locked: false, edited: null } })).toEqual({
    name: 'default',
  });
});

test('what the operator decided is nobody else’s', () => {
  expect(badgeOf({ ...stored, field: { ...stored.field, locked: true } })).toEqual({ name: 'locked' });
});
