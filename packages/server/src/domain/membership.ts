/** Joining and leaving a user: the device's row, the events on both topics, the links that this settles. */
import { deviceTopic, type EventData, refuse, userTopic } from '@kith/protocol';
import type { Turn } from './command.ts';
import { changeDevice, devicesIn } from './device-row.ts';
import { endCreated, endRedeemed } from './link-state.ts';
import type { Device, User } from './rows.ts';
import type { NewEvent } from './state.ts';
import { viewOfDevice, viewOfUser } from './views.ts';

type AnyTurn = Turn<unknown, unknown>;

/** How a device comes to join. */
export interface Joining {
  readonly device: Readonly<Device>;
  readonly user: Readonly<User>;
  readonly via: EventData<'device.joined'>['via'];
  /** The device that lets it in, where another one does. */
  readonly linkedBy?: string;
  /** Who signs the events, where it is not the caller. */
  readonly by?: Pick<NewEvent, 'user' | 'device'>;
}

/** The refusal of one device too many, or undefined while there is room. */
export function refuseFull({ state, means }: AnyTurn, user: string): ReturnType<typeof refuse> | undefined {
  if (devicesIn(state, user).length < means.policy.userDevices) return undefined;
  return refuse('quota-exceeded', { hint: 'this user has as many devices as it may have' });
}

/** Puts a device that has no user into one. Its own topic hears it first: that event starts what it reads. */
export function join(turn: AnyTurn, { device, user, via, linkedBy, by }: Joining): void {
  const { state, means, emit } = turn;
  const { quarantineMs } = means.policy;
  const guarded = via !== 'create' && quarantineMs > 0;
  const quarantineUntil = guarded ? state.now + quarantineMs : null;
  const said = {
    device: viewOfDevice(device),
    by: linkedBy ?? device.id,
    user: viewOfUser(user),
    via,
    quarantineUntil,
  };
  const userSeq = emit(deviceTopic(device.id), 'device.joined', said, by);
  emit(userTopic(user.id), 'device.joined', said, by);
  if (device.joinedAt === null) state.remove('deadlines', 'device', device.createdAt, device.id);
  changeDevice(state, device.id, {
    userId: user.id,
    joinedAt: state.now,
    linkedBy: linkedBy ?? null,
    quarantineUntil,
    userSeq,
  });
  endRedeemed(turn, device.id);
}

/** Takes a device out of its user; it keeps its credential and its session. */
export function leave(turn: AnyTurn, device: Readonly<Device>, user: string): void {
  const { state, emit } = turn;
  const said = { device: viewOfDevice(device), by: device.id };
  const userSeq = emit(deviceTopic(device.id), 'device.left', said);
  emit(userTopic(user), 'device.left', said);
  changeDevice(state, device.id, {
    userId: null,
    gen: device.gen + 1,
    linkedBy: null,
    quarantineUntil: null,
    userSeq,
  });
  endCreated(turn, user, device.id);
}
