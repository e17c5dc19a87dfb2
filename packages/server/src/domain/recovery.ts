/** The deciders of recovery: codes for a user whose devices are lost, and the way back in with one. */
import { refuse, userTopic } from '@kith/protocol';
import { accept, byAnyone, byDevice, bySystem, type Outcome, type Turn } from './command.ts';
import { devicesIn, inQuarantine, noUser } from './device-row.ts';
import { join, refuseFull } from './membership.ts';
import { hashOfRecoveryCode, newRecoveryCode } from './recovery-code.ts';
import { revoke } from './revocation.ts';
import type { Device, RecoveryCode, User } from './rows.ts';
import { endSession, type Grant, startSession } from './session-grant.ts';

const codes = 10;

/** How long the operator's one-time code is good. */
const issuedMs = 15 * 60 * 1000;

/** A device this young may be brought in without its secret by whoever can know of it. */
const freshMs = 60 * 60 * 1000;

export const recoveryDeciders = {
  'recovery.create': byDevice(createCodes),
  'recovery.issue': bySystem(issueCode),
  'sessions.recover': byAnyone(recover),
};

function createCodes({ state, means, caller, emit }: Turn<object, Device>): Outcome<{ codes: string[] }> {
  const { userId } = caller;
  if (userId === null) return noUser;
  if (inQuarantine(state, caller)) {
    return refuse('forbidden', { hint: 'this device joined too recently to change recovery' });
  }
  for (const { hash } of state.list('recoveryCodes', 'byUser', [userId])) state.remove('recoveryCodes', hash);
  const made = Array.from({ length: codes }, () => newRecoveryCode(means.random));
  for (const code of made) {
    const hash = hashOfRecoveryCode(means, userId, code);
    state.put('recoveryCodes', { hash, userId, createdAt: state.now, expiresAt: null });
  }
  emit(userTopic(userId), 'recovery.created', { by: caller.id });
  return accept({ codes: made });
}

function issueCode({
  state,
  means,
  params,
}: Turn<{ handle: string }, undefined>): Outcome<{ handle: string; code: string; expiresAt: number }> {
  const user = state.find('users', 'byHandle', params.handle);
  if (user === undefined) return refuse('not-found');
  for (const code of state.list('recoveryCodes', 'byUser', [user.id])) {
    if (isOver(code, state.now)) state.remove('recoveryCodes', code.hash);
  }
  const code = newRecoveryCode(means.random);
  const expiresAt = state.now + issuedMs;
  const hash = hashOfRecoveryCode(means, user.id, code);
  state.put('recoveryCodes', { hash, userId: user.id, createdAt: state.now, expiresAt });
  return accept({ handle: user.handle, code, expiresAt });
}

function isOver({ expiresAt }: Readonly<RecoveryCode>, now: number): boolean {
  return expiresAt !== null && now >= expiresAt;
}

interface Recovery {
  readonly handle: string;
  readonly code: string;
  readonly device: string | null;
  /** The caller showed the device's password, secret or live token. */
  readonly proven: boolean;
  /** The caller named the device by its id, not by a name that can be guessed, or comes from where it was just registered. */
  readonly vouched: boolean;
  readonly keepDevices: boolean;
}

type RecoverTurn = Turn<Recovery, undefined>;

function recover(turn: RecoverTurn): Outcome<Grant> {
  const { state, params } = turn;
  const found = believe(turn);
  if (found === undefined) return refuse('unauthenticated');
  const { user, device, code } = found;
  const joins = device.userId === null;
  const full = joins && params.keepDevices ? refuseFull(turn, user.id) : undefined;
  if (full !== undefined) return full;
  state.remove('recoveryCodes', code.hash);
  const by = { user: user.id, device: device.id };
  const earlier = state.find('sessions', 'byDevice', device.id);
  if (earlier !== undefined) endSession(turn, earlier, 'recovered', by);
  if (joins) join(turn, { device, user, via: 'recovery', by });
  if (!params.keepDevices) {
    for (const other of devicesIn(state, user.id))
      if (other.id !== device.id) revoke(turn, other, device, by);
  }
  return accept(startSession(turn, device.id));
}

/** Who may recover whom: the code is the user's, and the device is in that user or the caller's own to bring in. */
function believe({
  state,
  means,
  params,
}: RecoverTurn):
  | { user: Readonly<User>; device: Readonly<Device>; code: Readonly<RecoveryCode> }
  | undefined {
  const user = state.find('users', 'byHandle', params.handle);
  const code = state.get('recoveryCodes', hashOfRecoveryCode(means, user?.id ?? '', params.code));
  const device = params.device === null ? undefined : state.get('devices', params.device);
  if (user === undefined || code === undefined || isOver(code, state.now)) return undefined;
  if (device === undefined || device.revokedAt !== null) return undefined;
  const own = params.proven || (params.vouched && state.now - device.createdAt < freshMs);
  const mayJoin = device.userId === null && own;
  return device.userId === user.id || mayJoin ? { user, device, code } : undefined;
}
