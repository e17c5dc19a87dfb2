/** Starting and ending the one session of a device, and what whoever logs in is told. */
import { deviceTopic, type EventData } from '@kith/protocol';
import { known } from '../base/assert.ts';
import { newId } from '../base/random.ts';
import type { Turn } from './command.ts';
import { changeDevice } from './device-row.ts';
import type { Session } from './rows.ts';
import { refreshToken } from './session-tokens.ts';
import type { NewEvent } from './state.ts';
import { type UserView, viewOfUser } from './views.ts';

/** What access to a device is granted by; the access token is made of it. */
export interface Grant {
  readonly session: string;
  readonly refreshToken: string;
  readonly device: { readonly id: string; readonly name: string; readonly gen: number };
  readonly user: UserView | null;
}

type AnyTurn = Turn<unknown, unknown>;

/**
 * Gives the device a new session in place of the one that it had.
 *
 * Whoever logs in again proves to be the device: access tokens and connections of the earlier session live out.
 */
export function startSession(turn: AnyTurn, device: string): Grant {
  const { state, means } = turn;
  const earlier = state.find('sessions', 'byDevice', device);
  if (earlier !== undefined) replace(turn, earlier);
  const session: Session = {
    id: newId(means.random, 'ses'),
    deviceId: device,
    counter: 1,
    salt: Buffer.from(means.random.bytes(16)).toString('base64url'),
    createdAt: state.now,
    usedAt: state.now,
  };
  state.put('sessions', session);
  return grant(turn, session);
}

function replace({ state, emit }: AnyTurn, { id, deviceId }: Readonly<Session>): void {
  state.remove('sessions', id);
  const { userId } = known(state.get('devices', deviceId), 'the device of a session');
  emit(deviceTopic(deviceId), 'session.replaced', {}, { user: userId, device: deviceId });
}

/** What the newest refresh token of this session grants. */
export function grant({ state, means }: AnyTurn, session: Readonly<Session>): Grant {
  const device = known(state.get('devices', session.deviceId), 'the device of a session');
  const user = device.userId === null ? undefined : state.get('users', device.userId);
  return {
    session: session.id,
    refreshToken: refreshToken(means, session, session.counter),
    device: { id: device.id, name: device.name, gen: device.gen },
    user: user === undefined ? null : viewOfUser(user),
  };
}

/** Ends a session: its refresh tokens, access tokens and connections die. */
export function endSession(
  { state, emit }: AnyTurn,
  session: Readonly<Session>,
  reason: EventData<'session.ended'>['reason'],
  by: Pick<NewEvent, 'user' | 'device'>,
): void {
  const device = known(state.get('devices', session.deviceId), 'the device of a session');
  state.remove('sessions', session.id);
  changeDevice(state, device.id, { gen: device.gen + 1 });
  emit(deviceTopic(device.id), 'session.ended', { reason }, by);
}
