/** The registry: every connection of this node, by device and by user. */
import type { Attendance } from '../hub/reaches.ts';
import type { Connection } from './connection.ts';

const none: ReadonlySet<Connection> = new Set();

/** Finds connections. A device is registered before it is looked at, so that no revocation can miss it. */
export class Registry implements Attendance {
  readonly all = new Set<Connection>();
  readonly #devices = new Map<Connection, string>();
  readonly #byDevice = new Map<string, Set<Connection>>();
  readonly #users = new Map<Connection, string>();
  readonly #byUser = new Map<string, Set<Connection>>();

  /** How many connections have not named a device. */
  get silent(): number {
    return this.all.size - this.#devices.size;
  }

  /** The device that a connection named in its hello. */
  deviceOf(connection: Connection): string | undefined {
    return this.#devices.get(connection);
  }

  /** The connections of a device, those whose hello is being looked at included. */
  ofDevice(device: string): readonly Connection[] {
    return [...(this.#byDevice.get(device) ?? [])];
  }

  /** The connections that the devices of a user have. */
  ofUser(user: string): ReadonlySet<Connection> {
    return this.#byUser.get(user) ?? none;
  }

  /** Whether the user has connections. */
  isHere(user: string): boolean {
    return this.#byUser.has(user);
  }

  /** Whether a connection of the user has yet to read up to the head. */
  isCatchingUp(user: string): boolean {
    return [...this.ofUser(user)].some(({ phase: { name } }) => name === 'greeting' || name === 'behind');
  }

  register(connection: Connection, device: string): void {
    const others = this.#byDevice.get(device) ?? new Set();
    this.#byDevice.set(device, others.add(connection));
    this.#devices.set(connection, device);
  }

  /** Counts a connection for a user, until it is unregistered. */
  enter(connection: Connection, user: string): void {
    this.#users.set(connection, user);
    const others = this.#byUser.get(user) ?? new Set();
    this.#byUser.set(user, others.add(connection));
  }

  unregister(connection: Connection): void {
    this.#leave(connection);
    const device = this.#devices.get(connection);
    if (device === undefined) return;
    this.#devices.delete(connection);
    const others = this.#byDevice.get(device);
    others?.delete(connection);
    if (others?.size === 0) this.#byDevice.delete(device);
  }

  #leave(connection: Connection): void {
    const user = this.#users.get(connection);
    if (user === undefined) return;
    this.#users.delete(connection);
    const others = this.#byUser.get(user);
    others?.delete(connection);
    if (others?.size === 0) this.#byUser.delete(user);
  }
}
