/** Devices and users: what a person does with theirs. */
import type { Result } from '@kith/protocol';
import type { Calls } from './connection/calls.ts';
import type { Environment } from './environment/environment.ts';
import { type Readable, until } from './observable.ts';
import type { Device } from './replica/devices.ts';
import type { User } from './replica/replica.ts';
import { kept } from './same.ts';
import type { Credential } from './sign-in.ts';
import { newId } from './wire/ids.ts';

/** A page of what happened to an account; `next` null: there is nothing older. */
export type Activity = Result<'account.activity'>;

/** The devices of the user, live: this one first where it was so in the snapshot, joined ones behind. */
export interface Devices extends Readable<readonly Device[]> {
  /** Gives a device another label. */
  rename(device: string, label: string): Promise<void>;
  /** Signs a device out for good; its connections die at once. Also this one. */
  revoke(device: string): Promise<void>;
  /** Takes this device out of its user; it stays registered and logged in. The last one must `confirm`. */
  leave(options?: { readonly confirm?: boolean }): Promise<void>;
  /**
   * What happened to the account: devices, sessions, links and recovery codes, newest first, 50 at a time; `before`:
   * `next` of the page before. The server keeps it as long as its log.
   */
  activity(before?: number): Promise<Activity>;
  /** Gives this device another password or secret; its session goes on. */
  setPassword(credential: Credential): Promise<void>;
}

/** Users. */
export interface Users {
  /** By id; `not-found`. */
  get(user: string): Promise<User>;
  /** By exact handle; `not-found`. */
  find(handle: string): Promise<User>;
  /** Changes the own profile. */
  update(given: { readonly handle?: string; readonly displayName?: string | null }): Promise<User>;
  /** Users that this device may join without asking; `forbidden` unless the operator opened the server. */
  list(): Promise<readonly User[]>;
  /** Joins one of them. Resolves when its state is here. */
  join(user: string): Promise<User>;
}

export interface PeopleMeans {
  readonly environment: Environment;
  readonly calls: Calls;
  /** The user once all of their state is here. */
  readonly whole: Readable<User | null>;
  readonly devices: Readable<readonly Device[]>;
  /** What this device runs on; undefined: not told. */
  readonly platform: string | undefined;
}

/** The doors to devices and users, and `createUser`. */
export function peopleOf({ environment, calls, whole, devices: told, platform }: PeopleMeans) {
  const id = () => newId(environment);
  const devices = knowingItself(told, platform);
  /** State moves by events alone: a new user is here when they are ([D5]). */
  const arrived = (made: User) => until(whole, (it): it is User => it?.id === made.id, calls.failures);
  const ofUser: Users = {
    get: async (which) => (await calls.call('users.get', { user: which }, 'timed')).user,
    find: async (handle) => (await calls.call('users.find', { handle }, 'timed')).user,
    update: async (given) => (await calls.call('users.update', { id: id(), ...given }, 'lasting')).user,
    list: async () => (await calls.call('users.list', {}, 'timed')).users,
    join: async (which) =>
      arrived((await calls.call('users.join', { id: id(), user: which }, 'lasting')).user),
  };
  const ofDevices: Devices = {
    get: devices.get,
    subscribe: devices.subscribe,
    rename: async (device, label) =>
      void (await calls.call('devices.rename', { id: id(), device, label }, 'lasting')),
    revoke: async (device) => void (await calls.call('devices.revoke', { id: id(), device }, 'lasting')),
    leave: async (options = {}) =>
      void (await calls.call('devices.leave', { id: id(), ...options }, 'lasting')),
    activity: (before) => calls.call('account.activity', { before }, 'timed'),
    setPassword: async (credential) =>
      void (await calls.call('devices.setPassword', { ...credential }, 'timed')),
  };
  const createUser = async (given: {
    readonly handle: string;
    readonly displayName?: string;
  }): Promise<User> => {
    const made: Result<'users.create'> = await calls.call('users.create', { id: id(), ...given }, 'lasting');
    return arrived(made.user);
  };
  return { users: ofUser, devices: ofDevices, createUser };
}

/** What this device runs on shows at once: it knows that itself, and the server only once it was told. */
function knowingItself(
  devices: Readable<readonly Device[]>,
  platform: string | undefined,
): Readable<readonly Device[]> {
  if (platform === undefined) return devices;
  let known: { readonly of: readonly Device[]; readonly all: readonly Device[] } | undefined;
  const get = () => {
    const of = devices.get();
    if (known?.of === of) return known.all;
    const all = of.map((it) => (it.current ? kept(it, { ...it, platform }) : it));
    known = { of, all };
    return all;
  };
  return { get, subscribe: devices.subscribe };
}
