/** Decides `account.delete`: the person is gone at once, and what they said is blanked in steps. */
import { refuse } from '@kith/protocol';
import { known } from '../base/assert.ts';
import { blankUsers } from './account-blanking.ts';
import { exit } from './chats/leaving.ts';
import { handOver } from './chats/role.ts';
import { accept, byDevice, bySystem, type Outcome, type Turn } from './command.ts';
import { putDeadline } from './deadlines.ts';
import { devicesIn, inQuarantine, noUser } from './device-row.ts';
import { revoke } from './revocation.ts';
import type { Device, User } from './rows.ts';

type DeleteTurn = Turn<{ handle: string }, Device>;

export const accountDeciders = {
  'account.delete': byDevice(decideDelete),
  'account.blank': bySystem(blankUsers),
};

function decideDelete(turn: DeleteTurn): Outcome<Record<string, never>> {
  const { state, params, caller } = turn;
  if (caller.userId === null) return noUser;
  const user = known(state.get('users', caller.userId), 'the user of a device');
  if (inQuarantine(state, caller)) {
    return refuse('forbidden', { hint: 'this device joined too recently to end the account' });
  }
  if (params.handle !== user.handle) {
    return refuse('validation-failed', { hint: 'this is not the handle of the account' });
  }
  leaveChats(turn, user.id);
  for (const { hash } of state.list('recoveryCodes', 'byUser', [user.id]))
    state.remove('recoveryCodes', hash);
  // The caller goes last, so that it hears of all the others.
  for (const device of devicesIn(state, user.id)) if (device.id !== caller.id) revoke(turn, device, caller);
  revoke(turn, caller, caller);
  state.put('users', forgotten(user, state.now));
  putDeadline(state, { kind: 'user', at: state.now, id: user.id });
  return accept({});
}

function leaveChats(turn: DeleteTurn, user: string): void {
  for (const member of turn.state.list('members', 'byUser', [user])) {
    handOver(turn, member);
    exit(turn, member, { by: user, reason: 'deleted' });
  }
}

/** What is left of a user. No handle has a space, so the one that it had is free, and nobody takes this one. */
function forgotten(user: Readonly<User>, now: number): User {
  return { ...user, handle: `deleted ${user.id}`, displayName: null, deletedAt: now };
}
