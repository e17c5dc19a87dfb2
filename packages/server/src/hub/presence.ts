/** Presence: which devices are here, told to those who may know. Best effort, never in the log. */
import { type SignalData, type Topic, userTopic } from '@kith/protocol';
import type { Cancel, Clock } from '../base/clock.ts';

/** How a connected device wants to be seen. */
export type PresenceState = 'online' | 'away' | 'invisible';

/** How others see it. */
type Shown = SignalData<'presence'>['state'];

interface Present {
  readonly user: string | null;
  connections: number;
  /** What the device said since it came; null: nothing, and it is online. */
  said: PresenceState | null;
  /** Set while nobody is connected and offline is not told yet. */
  leaving: Cancel | undefined;
  seenAt: number;
}

/** Tells a presence signal to the readers of a topic: of a device, or, where it names none, of a user as a whole. */
export type TellPresence = (topic: Topic, data: SignalData<'presence'>) => void;

/** Stores when devices were last seen. */
export type StoreSeen = (seen: readonly { id: string; at: number }[]) => void;

/** Offline is told this long after the last connection went, so that a reconnect tells nothing. */
const graceMs = 10_000;

/** Last seen is stored at most this often for a device that stays. */
const seenMs = 5 * 60_000;

/** Counts connections by device and devices by user. */
export class Presence {
  readonly #clock: Clock;
  readonly #tell: TellPresence;
  readonly #storeSeen: StoreSeen;
  readonly #devices = new Map<string, Present>();
  readonly #users = new Map<string, Set<string>>();
  readonly #stop: Cancel;

  constructor({ clock, tell, storeSeen }: { clock: Clock; tell: TellPresence; storeSeen: StoreSeen }) {
    this.#clock = clock;
    this.#tell = tell;
    this.#storeSeen = storeSeen;
    this.#stop = clock.every(seenMs, () => this.#storeAll());
  }

  /** A connection of the device said hello. */
  came(device: string, user: string | null): void {
    const present = this.#devices.get(device);
    if (present !== undefined && present.user === user) {
      present.connections += 1;
      present.leaving?.();
      present.leaving = undefined;
      return;
    }
    // What it said before it joined holds for its user as well.
    const said = present?.said ?? null;
    if (present !== undefined) this.gone(device);
    const now = this.#clock.now();
    this.#devices.set(device, { user, connections: 1, said, leaving: undefined, seenAt: now });
    this.#storeSeen([{ id: device, at: now }]);
    if (user === null) return;
    const before = this.state(user);
    const others = this.#users.get(user) ?? new Set();
    this.#users.set(user, others.add(device));
    const state = this.shown(device);
    if (state !== 'offline') this.#tell(userTopic(user), { user, device, state });
    this.#tellUser(user, before);
  }

  /**
   * A connection of the device closed; offline is told after a while, unless it comes back.
   *
   * One that was counted for another user than the device is in by now counts no more.
   */
  went(device: string, user: string | null): void {
    const present = this.#devices.get(device);
    if (present === undefined || present.user !== user) return;
    present.connections -= 1;
    if (present.connections > 0) return;
    present.seenAt = this.#clock.now();
    present.leaving = this.#clock.after(graceMs, () => this.gone(device));
  }

  /** The device is gone for certain: revoked, left, or away for the whole grace. */
  gone(device: string): void {
    const present = this.#devices.get(device);
    if (present === undefined) return;
    present.leaving?.();
    this.#devices.delete(device);
    const lastSeenAt = present.connections > 0 ? this.#clock.now() : present.seenAt;
    this.#storeSeen([{ id: device, at: lastSeenAt }]);
    const { user } = present;
    if (user === null) return;
    const before = this.#stateWith(user, present);
    const others = this.#users.get(user);
    others?.delete(device);
    if (others?.size === 0) this.#users.delete(user);
    this.#tell(userTopic(user), { user, device, state: 'offline', lastSeenAt });
    this.#tellUser(user, before, lastSeenAt);
  }

  /** The person says how this device is present. */
  set(device: string, state: PresenceState): void {
    const present = this.#devices.get(device);
    if (present === undefined) return;
    const { user } = present;
    const shown = this.shown(device);
    const before = user === null ? 'offline' : this.state(user);
    present.said = state;
    if (user === null || this.shown(device) === shown) return;
    this.#tell(userTopic(user), { user, device, state: this.shown(device) });
    this.#tellUser(user, before);
  }

  /** What a connected device said of itself since it came; null: nothing. For nobody but that device. */
  said(device: string): PresenceState | null {
    return this.#devices.get(device)?.said ?? null;
  }

  /** How others see the device, as signals tell it. */
  shown(device: string): Shown {
    const present = this.#devices.get(device);
    return present === undefined ? 'offline' : shownOf(present);
  }

  /** How the user as a whole is present: the best of its devices. */
  state(user: string): Shown {
    let best: 'away' | 'offline' = 'offline';
    for (const device of this.#users.get(user) ?? []) {
      const state = this.shown(device);
      if (state === 'online') return 'online';
      if (state === 'away') best = 'away';
    }
    return best;
  }

  /** Devices that are here. */
  get size(): number {
    return this.#devices.size;
  }

  /** Stops the timers and stores when everyone was last seen. */
  close(): void {
    this.#stop();
    this.#storeAll();
    for (const present of this.#devices.values()) present.leaving?.();
    this.#devices.clear();
  }

  #stateWith(user: string, leaving: Present): Shown {
    const rest = this.state(user);
    const own = shownOf(leaving);
    return own === 'offline' || rest === 'online' ? rest : own;
  }

  /** Tells the user as a whole, only when that changed: first device online, last device offline. */
  #tellUser(user: string, before: Shown, lastSeenAt?: number): void {
    const state = this.state(user);
    if (state === before) return;
    const seen = state === 'offline' && lastSeenAt !== undefined ? { lastSeenAt } : {};
    this.#tell(userTopic(user), { user, state, ...seen });
  }

  #storeAll(): void {
    const at = this.#clock.now();
    const seen = [...this.#devices]
      .filter(([, { connections }]) => connections > 0)
      .map(([id]) => ({ id, at }));
    if (seen.length > 0) this.#storeSeen(seen);
  }
}

function shownOf({ said }: Present): Shown {
  return said === 'invisible' ? 'offline' : (said ?? 'online');
}
