/** The deciders of sessions: login, refresh, end. */
import { refuse, userTopic } from '@kith/protocol';
import { known } from '../base/assert.ts';
import { accept, byAnyone, type Outcome, type Turn } from './command.ts';
import { revoked } from './revocation.ts';
import type { Device, Session } from './rows.ts';
import { endSession, type Grant, grant, startSession } from './session-grant.ts';
import { isIssued, parseRefreshToken, type RefreshToken } from './session-tokens.ts';
import { viewOfDevice } from './views.ts';

/** A session that was not refreshed for so long is over. */
const idleMs = 90 * 24 * 60 * 60 * 1000;

type AnyTurn<P> = Turn<P, undefined>;

export const sessionDeciders = {
  'sessions.create': byAnyone(createSession),
  'sessions.refresh': byAnyone(refreshSession),
  'sessions.end': byAnyone(closeSession),
};

function createSession(turn: AnyTurn<{ device: string; credential: string }>): Outcome<Grant> {
  const { device: id, credential } = turn.params;
  const device = turn.state.get('devices', id);
  // The credential was verified before this turn; one that was changed since lets nobody in.
  if (device === undefined || device.credential !== credential) return refuse('unauthenticated');
  if (device.revokedAt !== null) return revoked(device);
  return accept(startSession(turn, id));
}

function refreshSession(turn: AnyTurn<{ refreshToken: string }>): Outcome<Grant> {
  const { state } = turn;
  const found = believe(turn);
  if (found === undefined) return refuse('unauthenticated');
  const { session, device, token } = found;
  if (device.revokedAt !== null) return revoked(device);
  if (state.now - session.usedAt >= idleMs) {
    state.remove('sessions', session.id);
    return refuse('unauthenticated', { hint: 'this session was not used for too long' });
  }
  if (token.number < session.counter - 1) {
    endReused(turn, session, device);
    return refuse('unauthenticated', { hint: 'this refresh token was used before; the session has ended' });
  }
  // A restored backup may know fewer tokens than were issued; the newest of them goes on.
  const counter = Math.max(session.counter, token.number + 1);
  const used: Session = { ...session, counter, usedAt: state.now };
  state.put('sessions', used);
  return accept(grant(turn, used));
}

function endReused(turn: AnyTurn<unknown>, session: Readonly<Session>, device: Readonly<Device>): void {
  endSession(turn, session, 'reuse', { user: null, device: null });
  if (device.userId === null) return;
  turn.emit(userTopic(device.userId), 'session.reused', { device: viewOfDevice(device) });
}

function closeSession(turn: AnyTurn<{ refreshToken: string }>): Outcome<Record<string, never>> {
  const found = believe(turn);
  if (found === undefined) return accept({});
  const { session, device } = found;
  if (device.revokedAt !== null) turn.state.remove('sessions', session.id);
  else endSession(turn, session, 'ended', { user: device.userId, device: device.id });
  return accept({});
}

/** The session of a refresh token that this server issued; undefined for all others. */
function believe({
  state,
  means,
  params,
}: AnyTurn<{ refreshToken: string }>):
  | { session: Readonly<Session>; device: Readonly<Device>; token: RefreshToken }
  | undefined {
  const token = parseRefreshToken(params.refreshToken);
  const session = token && state.get('sessions', token.session);
  if (token === undefined || session === undefined || !isIssued(means, session, token)) return undefined;
  return { session, device: known(state.get('devices', session.deviceId), 'the device of a session'), token };
}
