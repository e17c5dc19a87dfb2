/** The directory: the devices that this node deals with, kept true by the log. Itself a reader of the tail. */
import type { Device, User } from '../domain/rows.ts';
import { type UserView, viewOfUser } from '../domain/views.ts';
import type { OutboundEvent } from '../log/encoding.ts';
import type { Store } from '../store/port.ts';

/** A device as the doors need to know it. */
export interface KnownDevice {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly gen: number;
  readonly user: UserView | null;
  readonly revoked: boolean;
  readonly revokedBy: string | null;
  /** Offset from which on it reads what its present user reads. */
  readonly userSince: number;
}

const devicesMax = 20_000;

/** A look-up under way; `stale` once an event changed the device meanwhile. */
interface LookUp {
  stale: boolean;
  readonly found: Promise<KnownDevice | undefined>;
}

/** Looks devices up; what it has is dropped by the event that changes it. */
export class Directory {
  readonly #store: Pick<Store, 'read'>;
  readonly #devices = new Map<string, KnownDevice>();
  readonly #lookUps = new Map<string, LookUp>();

  constructor(store: Pick<Store, 'read'>) {
    this.#store = store;
  }

  /** The device as of the last event that this node was told, or a later one; undefined where there is none. */
  async device(id: string): Promise<KnownDevice | undefined> {
    return this.#devices.get(id) ?? (this.#lookUps.get(id) ?? this.#lookUp(id)).found;
  }

  /** Takes events: drops every device that one of them changed. */
  take(events: readonly OutboundEvent[]): void {
    for (const { event } of events) {
      if (event.topic.startsWith('device:')) this.#drop(event.topic.slice('device:'.length));
      else if (event.type === 'user.updated') this.#dropUser(event.topic.slice('user:'.length));
      else if (event.type.startsWith('device.')) this.#drop(subjectOf(event.data));
    }
  }

  #lookUp(id: string): LookUp {
    const lookUp: LookUp = { stale: false, found: this.#read(id, () => lookUp.stale) };
    this.#lookUps.set(id, lookUp);
    return lookUp;
  }

  async #read(id: string, isStale: () => boolean): Promise<KnownDevice | undefined> {
    try {
      const row = await this.#store.read('device', { id });
      if (isStale()) return await this.device(id);
      this.#lookUps.delete(id);
      return row && this.#keep(row);
    } catch (error) {
      this.#lookUps.delete(id);
      throw error;
    }
  }

  #keep({ device, user, userSince }: { device: Device; user: User | null; userSince: number }): KnownDevice {
    const { id, name, label, gen, revokedAt, revokedBy } = device;
    const shown = user === null ? null : viewOfUser(user);
    const known = { id, name, label, gen, user: shown, revoked: revokedAt !== null, revokedBy, userSince };
    if (this.#devices.size >= devicesMax) {
      const oldest = this.#devices.keys().next();
      if (oldest.done !== true) this.#devices.delete(oldest.value);
    }
    this.#devices.set(id, known);
    return known;
  }

  #drop(id: string): void {
    this.#devices.delete(id);
    const lookUp = this.#lookUps.get(id);
    if (lookUp === undefined) return;
    lookUp.stale = true;
    this.#lookUps.delete(id);
  }

  #dropUser(user: string): void {
    for (const [id, device] of this.#devices) if (device.user?.id === user) this.#drop(id);
    // Whose a look-up is, is not known yet.
    for (const id of this.#lookUps.keys()) this.#drop(id);
  }
}

/** The device that an event of a `user:` topic is about. */
function subjectOf(data: string): string {
  return (JSON.parse(data) as { device: { id: string } }).device.id;
}
