import type { Device } from '@kith/client';
import { expect, test } from 'vitest';
import { lastEditor } from './last-editor.ts';

const device = (id: string, given: Partial<Device> = {}): Device => ({
  id,
  name: id,
  label: `Label of ${id}`,
  platform: 'Firefox 145 on Linux',
  joinedAt: 1,
  lastSeenAt: 1,
  online: true,
  presence: 'online',
  current: false,
  linkedBy: null,
  quarantineUntil: null,
  ...given,
});
const devices = [device('a', { current: true, platform: null }), device('b')];
const edit = (by: string | null, editedAt: number, at = editedAt) => ({ device: by, at, editedAt });

test('the editor is the device that edited, with its own browser', () => {
  expect(lastEditor([null, edit('b', 7)], devices)).toEqual({
    who: 'other',
    label: 'Label of b',
    platform: 'Firefox 145 on Linux',
    editedAt: 7,
  });
  expect(lastEditor([edit('a', 7)], devices)).toMatchObject({ who: 'self', platform: null });
});

test('the last edit is the one that was made last, not the one that arrived last', () => {
  expect(lastEditor([edit('a', 5, 90), edit('b', 6, 20)], devices)).toMatchObject({ who: 'other' });
});

test('a device that has left is said to have left, and nobody is nobody', () => {
  expect(lastEditor([edit('c', 5)], devices)).toMatchObject({ who: 'gone', editedAt: 5 });
  expect(lastEditor([edit(null, 5)], devices)).toMatchObject({ who: 'gone' });
  expect(lastEditor([null], devices)).toEqual({ who: 'nobody' });
});
