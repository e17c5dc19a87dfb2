import { expect, test } from 'vitest';
import { Calls } from './connection/calls.ts';
import { nativeEnvironment } from './environment/native.ts';
import { signedOut } from './errors.ts';
import { Cell } from './observable.ts';
import { peopleOf } from './people.ts';
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
  const { users, createUser } = peopleOf({ environment, calls, whole, devices: new Cell([]) });
  const ways = { create: () => createUser({ handle: 'ada' }), join: () => users.join(ada.id) };
  const ask = (way: keyof typeof ways) => {
    const asked = ways[way]();
    calls.answered(1, { user: ada });
    return asked;
  };
  return { calls, whole, ask };
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
