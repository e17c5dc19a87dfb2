/** The registry: every connection of this node, by device and by user. */
import type { Connection } from './connection.ts';

/** Finds connections. A device is registered before it is looked at, so that no revocation can miss it. */
export class Registry {
  readonly all = new Set<Connection>();
  readonly #devices = new Map<Connection, string>();
  readonly #byDevice = new Map<string, Set<Connection>>();
  readonly #users = new Map<Connection, string>();
  readonly #byUser = new Map<string, number>();

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

  /** How many connections the devices of a user have. */
  countOfUser(user: string): number {
    return this.#byUser.get(user) ?? 0;
  }

  register(connection: Connection, device: string): void {
    const others = this.#byDevice.get(device) ?? new Set();
    this.#byDevice.set(device, others.add(connection));
    this.#devices.set(connection, device);
  }

  /** Counts a connection for a user, until it is unregistered. */
  enter(connection: Connection, user: string): void {
    this.#users.set(connection, user);
    this.#byUser.set(user, this.countOfUser(user) + 1);
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
    const count = this.countOfUser(user) - 1;
    if (count > 0) this.#byUser.set(user, count);
    else this.#byUser.delete(user);
  }
}
