/** A replica: what a client knows, built of snapshots and events by the rules of the protocol alone. */
import type { DeviceEntry, Reset, SettingEntry, UserView, WaitingLink, WireEvent } from './wire.ts';

/** The part of a device that every reader of its user's topic can follow. */
type KnownDevice = Pick<
  DeviceEntry,
  'id' | 'name' | 'label' | 'platform' | 'joinedAt' | 'linkedBy' | 'quarantineUntil'
>;

/** Everything that a replica knows, in an order that does not depend on how it came to know it. */
export interface Shown {
  readonly user: UserView | null;
  readonly devices: readonly KnownDevice[];
  readonly links: readonly WaitingLink[];
  readonly settings: readonly SettingEntry[];
  readonly topics: readonly (readonly [topic: string, seq: number])[];
}

export class Replica {
  cursor = '';
  #user: UserView | null = null;
  #devices = new Map<string, KnownDevice>();
  #links: readonly WaitingLink[] = [];
  #settings = new Map<string, SettingEntry>();
  #topics = new Map<string, number>();
  #snapshotSeqs: ReadonlyMap<string, number> = new Map();

  /** Takes a snapshot or one more part of it. */
  reset({ reason, snapshot, cursor }: Reset): this {
    if (reason !== 'more') {
      this.#user = snapshot.user;
      this.#devices = new Map(snapshot.devices.map((device) => [device.id, known(device)]));
      this.#links = snapshot.links;
      this.#settings = new Map();
      this.#snapshotSeqs = new Map(snapshot.topics.map(({ topic, seq }) => [topic, seq]));
      this.#topics = new Map(this.#snapshotSeqs);
    }
    for (const entry of snapshot.settings) this.#put(entry);
    this.cursor = cursor;
    return this;
  }

  /** Takes events: those that the snapshot has already are skipped, each other one must be the next of its topic. */
  take(events: readonly WireEvent[]): this {
    for (const event of events) {
      const { topic, seq } = event;
      if (seq <= (this.#snapshotSeqs.get(topic) ?? 0)) continue;
      const last = this.#topics.get(topic);
      if (last !== undefined && seq !== last + 1) throw new Error(`${topic} jumps from ${last} to ${seq}`);
      this.#topics.set(topic, seq);
      if (topic.startsWith('user:')) this.#apply(event);
      this.cursor = event.cursor;
    }
    return this;
  }

  copy(): Replica {
    const copy = new Replica();
    copy.cursor = this.cursor;
    copy.#user = this.#user;
    copy.#devices = new Map(this.#devices);
    copy.#links = this.#links;
    copy.#settings = new Map(this.#settings);
    copy.#topics = new Map(this.#topics);
    copy.#snapshotSeqs = this.#snapshotSeqs;
    return copy;
  }

  /** What it knows, for comparison. */
  get shown(): Shown {
    const devices = [...this.#devices.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const settings = [...this.#settings.values()].sort((a, b) => a.rev - b.rev);
    const topics = [...this.#topics].sort(([a], [b]) => (a < b ? -1 : 1));
    return { user: this.#user, devices, links: this.#links, settings, topics };
  }

  #apply({ type, seq, at, actor, data }: WireEvent): void {
    switch (type) {
      case 'device.joined': {
        const { device, by, via, quarantineUntil } = data as unknown as Joined;
        const linkedBy = via === 'link' ? by : null;
        this.#devices.set(device.id, { ...device, joinedAt: at, linkedBy, quarantineUntil });
        return;
      }
      case 'device.renamed':
      case 'device.described': {
        const { device } = data as unknown as Change;
        const before = this.#devices.get(device.id);
        if (before !== undefined) this.#devices.set(device.id, { ...before, ...device });
        return;
      }
      case 'device.left':
      case 'device.revoked':
        this.#devices.delete((data as unknown as Change).device.id);
        return;
      case 'link.redeemed':
        this.#links = [...this.#links, { ...(data as unknown as WaitingLink), at }];
        return;
      case 'link.approved':
      case 'link.denied':
      case 'link.expired':
        this.#links = this.#links.filter(({ link }) => link !== data.link);
        return;
      case 'user.updated':
        this.#user = (data as unknown as { user: UserView }).user;
        return;
      case 'setting.changed': {
        const { app, key, scope, value, unset, editedAt } = data as unknown as Changed;
        if (unset === true) this.#settings.delete(address({ app, scope, key }));
        else this.#put({ app, key, scope, value, rev: seq, at, editedAt, device: actor.device });
        return;
      }
      default:
    }
  }

  #put(entry: SettingEntry): void {
    const before = this.#settings.get(address(entry));
    if (before !== undefined && before.rev >= entry.rev)
      throw new Error(`${entry.key} goes back from rev ${before.rev} to ${entry.rev}`);
    this.#settings.set(address(entry), entry);
  }
}

interface Change {
  readonly device: Pick<DeviceEntry, 'id' | 'name' | 'label' | 'platform'>;
  readonly by: string | null;
}

interface Joined extends Change {
  readonly via: string;
  readonly quarantineUntil: number | null;
}

interface Changed extends Pick<SettingEntry, 'app' | 'key' | 'scope' | 'value'> {
  readonly unset?: true;
  readonly editedAt: number;
}

function known({ id, name, label, platform, joinedAt, linkedBy, quarantineUntil }: DeviceEntry): KnownDevice {
  return { id, name, label, platform, joinedAt, linkedBy, quarantineUntil };
}

function address({ app, scope, key }: Pick<SettingEntry, 'app' | 'scope' | 'key'>): string {
  return `${app} ${scope} ${key}`;
}
