/** The directory: the devices that this node deals with, kept true by the log. Itself a reader of the tail. */
import type { Device, User } from '../domain/rows.ts';
import type { OutboundEvent } from '../log/encoding.ts';
import type { Store } from '../store/port.ts';

/** A device as the doors need to know it. */
export interface KnownDevice {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly gen: number;
  readonly user: Readonly<User> | null;
  readonly revoked: boolean;
  readonly revokedBy: string | null;
  /** Offset from which on it reads what its present user reads. */
  readonly userSince: number;
}

const devicesMax = 20_000;

/** Looks devices up; what it has is dropped by the event that changes it. */
export class Directory {
  readonly #store: Store;
  readonly #devices = new Map<string, KnownDevice>();
  /** Counts what was dropped while a look-up was under way, so that no stale row is kept. */
  #drops = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The device, or undefined where there is none. */
  async device(id: string): Promise<KnownDevice | undefined> {
    const known = this.#devices.get(id);
    if (known !== undefined) return known;
    for (;;) {
      const drops = this.#drops;
      const found = await this.#store.read('device', { id });
      if (found === undefined) return undefined;
      if (drops !== this.#drops) continue;
      return this.#keep(found);
    }
  }

  /** Takes events: drops every device that one of them changed. */
  take(events: readonly OutboundEvent[]): void {
    for (const { event } of events) {
      if (event.topic.startsWith('device:')) this.#drop(event.topic.slice('device:'.length));
      else if (event.type === 'user.updated') this.#dropUser(event.topic.slice('user:'.length));
      else if (event.type.startsWith('device.')) this.#drop(subjectOf(event.data));
    }
  }

  #keep({ device, user, userSince }: { device: Device; user: User | null; userSince: number }): KnownDevice {
    const { id, name, label, gen, revokedAt, revokedBy } = device;
    const known = { id, name, label, gen, user, revoked: revokedAt !== null, revokedBy, userSince };
    if (this.#devices.size >= devicesMax) {
      const oldest = this.#devices.keys().next();
      if (oldest.done !== true) this.#devices.delete(oldest.value);
    }
    this.#devices.set(id, known);
    return known;
  }

  #drop(id: string): void {
    this.#drops += 1;
    this.#devices.delete(id);
  }

  #dropUser(user: string): void {
    this.#drops += 1;
    for (const [id, device] of this.#devices) if (device.user?.id === user) this.#devices.delete(id);
  }
}

/** The device that an event of a `user:` topic is about. */
function subjectOf(data: string): string {
  return (JSON.parse(data) as { device: { id: string } }).device.id;
}
