import { expect, test } from 'vitest';
import { Calls } from './connection/calls.ts';
import { nativeEnvironment } from './environment/native.ts';
import { signedOut } from './errors.ts';
import { Cell } from './observable.ts';
import { peopleOf } from './people.ts';
import type { Device } from './replica/devices.ts';
import type { User } from './replica/replica.ts';
import { HandClock } from './testing/hand-clock.ts';

const ada: User = { id: 'usr_1', handle: 'ada', displayName: null };

/** A user was asked for and answered; their state is not here. */
function stage() {
  const { after } = new HandClock();
  const environment = { ...nativeEnvironment, after };
  const calls = new Calls({ environment, onStaleLogin() {}, isOut: () => false, limits: () => ({}) });
  calls.connected(() => undefined);
  const whole = new Cell<User | null>(null);
  const told = new Cell<readonly Device[]>([]);
  const platform = 'Chrome on Linux';
  const { users, devices, createUser } = peopleOf({ environment, calls, whole, devices: told, platform });
  const ways = { create: () => createUser({ handle: 'ada' }), join: () => users.join(ada.id) };
  const ask = (way: keyof typeof ways) => {
    const asked = ways[way]();
    calls.answered(1, { user: ada });
    return asked;
  };
  return { calls, whole, told, devices, ask };
}

test.each(['create', 'join'] as const)('%s resolves once the state of the user is here', async (way) => {
  const { whole, ask } = stage();
  const asked = ask(way);
  whole.set({ ...ada, id: 'usr_2' });
  whole.set({ ...ada, displayName: 'Ada' });
  expect(await asked).toEqual({ ...ada, displayName: 'Ada' });
});

test.each(['create', 'join'] as const)(
  '%s is rejected where the device is signed out before',
  async (way) => {
    const { calls, ask } = stage();
    const asked = ask(way);
    await Promise.resolve();
    calls.failAll(signedOut());
    await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' });
  },
);

test('a device shows what it runs on before the server was told', () => {
  const { told, devices } = stage();
  const device: Device = {
    id: 'dev_1',
    name: 'laptop',
    label: 'laptop',
    platform: null,
    joinedAt: 0,
    lastSeenAt: null,
    online: true,
    presence: 'online',
    current: true,
    linkedBy: null,
    quarantineUntil: null,
  };
  const other: Device = { ...device, id: 'dev_2', current: false };
  told.set([device, other]);
  expect(devices.get().map(({ platform }) => platform)).toEqual(['Chrome on Linux', null]);
  expect(devices.get()).toBe(devices.get());
  expect(devices.get()[1]).toBe(other);
});
