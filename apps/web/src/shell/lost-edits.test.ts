import { Cell, type Rejection, type RememberedDevice } from '@kith/client';
import { beforeEach, expect, test } from 'vitest';
import { keepLostEdits, lostEdits } from './lost-edits.ts';

const laptop: RememberedDevice = { id: 'dev_1', name: 'laptop' };
let device: Cell<RememberedDevice | null>;
let reject: (key: string, value: string, code?: Rejection['code']) => void;

beforeEach(() => {
  device = new Cell<RememberedDevice | null>(null);
  keepLostEdits(
    { device },
    {
      rejected: {
        subscribe(hear) {
          reject = (key, value, code = 'unauthenticated') => hear({ key, value, code });
          return () => undefined;
        },
      },
    },
  );
  device.set(laptop);
});

const shown = () => lostEdits.get().map(({ key, value }) => `${key}: ${value}`);

test('of a device that was signed out the newest lost edit of each setting is kept', () => {
  device.set(null);
  reject('name', 'A');
  reject('email', 'a@example.org');
  reject('name', 'Ada');
  reject('plan', 'none', 'validation-failed');
  expect(shown()).toEqual(['email: a@example.org', 'name: Ada']);
});

test('whoever logs in next never sees them, neither then nor when they are signed out themselves', () => {
  device.set(null);
  reject('name', 'Ada');
  device.set({ id: 'dev_2', name: 'phone' });
  expect(shown()).toEqual([]);
  device.set(null);
  expect(shown()).toEqual([]);
});

test('what goes with a logout, or as another device logs in, is not lost: its person chose so', () => {
  reject('name', 'Ada');
  device.set(null);
  expect(shown()).toEqual([]);
});
