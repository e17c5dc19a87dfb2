/** One schedule: a person with two to four devices, whose tabs, clocks, disks and networks behave as they do. */
import { Intent } from '../intent.ts';
import { readingOf, toldBy } from '../reading.ts';
import type { Seeded } from '../seeded.ts';
import type { Subject } from '../subject.ts';
import { check } from '../violation.ts';
import { World } from '../world.ts';
import { Agenda } from './agenda.ts';
import { House } from './house.ts';
import { defaults, type Key, keys, Machine, rules, type Sdk, type Tab } from './machine.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Edits of each device that a person edits on, at least. */
const editsMin = 20;

/** From here on the network is whole: everything comes to rest within it. */
const calmMs = 5 * minute;

/** An edit is on the disk by then. */
const keptMs = second;

/** A key that no setting may have. */
const impossible = 'x'.repeat(200) as Key;

/** What one schedule came to. */
export interface Played {
  readonly edits: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly clear: { readonly edits: number; readonly lost: number };
}

/** An edit as the person made it. */
interface Made {
  readonly machine: Machine;
  readonly key: Key;
  readonly value: number;
  readonly trulyAt: number;
  readonly tab: Tab;
}

/** Plays it; `steps`: clocks are set while edits wait. */
export async function play(subject: Subject, sdk: Sdk, random: Seeded, steps: boolean): Promise<Played> {
  const run = new Run(subject, sdk, random, steps);
  run.plan();
  return run.play();
}

class Run {
  readonly #agenda = new Agenda();
  readonly #random: Seeded;
  readonly #steps: boolean;
  readonly #world: World;
  readonly #intent: Intent;
  readonly #house: House;
  readonly #machines: readonly Machine[];
  /** A device on which nobody edits. */
  readonly #silent: Machine | undefined;
  readonly #made = new Map<number, Made>();
  /** The newest edit of each device and key; null: it was unset. */
  readonly #newest = new Map<string, Made | null>();
  readonly #crashedAt = new Map<Tab, number>();
  readonly #drags = new Map<string, number>();
  #values = 0;
  #edits = 0;
  #calmFrom = 0;

  constructor(subject: Subject, sdk: Sdk, random: Seeded, steps: boolean) {
    this.#random = random;
    this.#steps = steps;
    this.#world = new World(subject, random, random.int(2, 5));
    this.#intent = new Intent(!steps, (key) => this.#world.policyOf(key));
    this.#world.setRules(rules);
    const meaning = {
      of: (value: unknown) => {
        const made = typeof value === 'number' ? this.#made.get(value) : undefined;
        if (made === undefined) return undefined;
        const { machine, trulyAt, tab } = made;
        return { trulyAt, tab: `${machine.device} ${machine.all.indexOf(tab)}` };
      },
    };
    const house = new House(this.#world, { intent: this.#intent, meaning, random });
    this.#house = house;
    const means = { sdk, agenda: this.#agenda, house, random };
    this.#machines = this.#world.devices.map((device) => new Machine(device, clockError(random), means));
    this.#silent = this.#machines.length > 2 && random.chance(0.3) ? this.#machines[0] : undefined;
    const serverError = 1e12 + clockError(random);
    const tick = this.#house.take.bind(this.#house);
    this.#house.take = (...given) => {
      this.#world.setClock(this.#agenda.now + serverError);
      tick(...given);
    };
    this.#world.setClock(serverError);
    this.#world.edit('dev_0', { id: 'alien', key: 'alien', value: 'kept', base: 0, ageMs: 0 });
  }

  plan(): void {
    const random = this.#random;
    const editors = this.#machines.filter((it) => it !== this.#silent);
    const turns = editors.flatMap((machine) =>
      Array.from({ length: random.int(editsMin, editsMin + 6) }, () => machine),
    );
    for (const machine of this.#machines) this.#agenda.at(0, () => void machine.open());
    let at = 2 * second;
    while (turns.length > 0) {
      const [machine] = turns.splice(random.int(0, turns.length), 1);
      if (machine === undefined) break;
      at += pause(random);
      this.#planEdit(machine, at);
    }
    this.#calmFrom = at + 10 * second;
    for (const machine of this.#machines) this.#planLife(machine);
  }

  async play(): Promise<Played> {
    this.#agenda.at(this.#calmFrom, () => {
      this.#house.isCalm = true;
      for (const machine of this.#machines) {
        if (machine.tabs.size === 0) machine.open();
        machine.goOnline();
      }
    });
    await this.#agenda.run(this.#calmFrom + calmMs);
    this.#checkEnd();
    return { edits: this.#edits, counts: this.#world.counts, clear: this.#intent.clear };
  }

  #planEdit(machine: Machine, at: number): void {
    const random = this.#random;
    const key = random.pick(keys);
    const kind = random.weighted({ set: 60, unset: 11, drag: 8, own: 8, top: 6, pick: 5, bad: 2 });
    const edit = (task: (tab: Tab) => void) =>
      this.#agenda.at(at, () => {
        machine.wake();
        const tab = random.pick([...(machine.tabs.size === 0 ? [machine.open()] : machine.tabs)]);
        this.#edits += 1;
        task(tab);
        if (random.chance(0.03)) this.#cutOff(machine);
      });
    switch (kind) {
      case 'set':
        edit((tab) => this.#set(machine, tab, key));
        return;
      case 'unset':
        edit((tab) => {
          this.#newest.set(`${machine.device} ${key}`, null);
          tab.settings.unset(key);
        });
        return;
      case 'own':
        edit((tab) => this.#set(machine, tab, 'own', { scope: 'device' }));
        return;
      case 'top':
        // Its values may come again, and lie below what stands.
        edit((tab) => tab.settings.set('top', 2_000_000 + random.int(0, 100)));
        return;
      case 'pick':
        edit((tab) => this.#set(machine, tab, 'pick'));
        return;
      case 'bad':
        edit((tab) => tab.settings.set(impossible, 1));
        return;
      case 'drag':
        edit((tab) => this.#drag(machine, tab, key));
    }
  }

  /** The network goes while an edit is on its way, and comes back long after. */
  #cutOff(machine: Machine): void {
    const random = this.#random;
    const from = this.#agenda.now + random.int(1, 150);
    if (from >= this.#calmFrom) return;
    this.#agenda.at(from, () => machine.goOffline(true));
    this.#agenda.at(from + random.int(minute, hour), () => machine.goOnline());
  }

  #set(machine: Machine, tab: Tab, key: Key, options?: { readonly scope: 'device' }): void {
    const value = this.#newValue(machine, tab, key);
    tab.settings.set(key, value, options);
    check(tab.settings.get(key) === value, 'S7 whoever edits sees it at once', () => ({ key, value }));
  }

  #drag(machine: Machine, tab: Tab, key: Key): void {
    const gesture = tab.settings.gesture();
    const moves = this.#random.int(4, 40);
    const stepMs = 16;
    const values: number[] = [];
    for (let move = 0; move <= moves; move += 1) {
      this.#agenda.after(move * stepMs, () => {
        if (!tab.isAlive) return;
        if (move === moves) gesture.end();
        else {
          const value = this.#newValue(machine, tab, key);
          values.push(value);
          gesture.set(key, value);
        }
      });
    }
    this.#drags.set(`${machine.device} ${this.#drags.size}`, (moves * stepMs) / second);
  }

  #newValue(machine: Machine, tab: Tab, key: Key): number {
    this.#values += 1;
    const value = 1_000_000 + this.#values;
    const made = { machine, key, value, trulyAt: this.#agenda.now, tab };
    this.#made.set(value, made);
    this.#newest.set(`${machine.device} ${key}`, made);
    return value;
  }

  /** Goes offline and comes back, is loaded anew, crashes, and has a second tab for a while. */
  #planLife(machine: Machine): void {
    const random = this.#random;
    const any = () => random.int(2 * second, this.#calmFrom);
    for (let spans = random.int(0, 4); spans > 0; spans -= 1) {
      const [from, long] = [any(), random.chance(0.6)];
      const to = from + (long ? random.int(minute, day) : random.int(100, 20 * second));
      this.#agenda.at(from, () => machine.goOffline(long));
      this.#agenda.at(to, () => machine.goOnline());
    }
    for (let ends = random.int(0, 4); ends > 0; ends -= 1) {
      const crash = random.chance(0.5);
      this.#agenda.at(any(), () => this.#end(machine, crash));
    }
    if (random.chance(0.4)) {
      this.#agenda.at(any(), () => {
        if (machine.tabs.size < 2) machine.open();
      });
    }
    if (!this.#steps || random.chance(0.3)) return;
    this.#agenda.at(any(), () => {
      machine.clockError = clockError(random);
    });
  }

  /** A tab ends; the last one is opened anew, at once or after a while. */
  #end(machine: Machine, crash: boolean): void {
    const random = this.#random;
    const [tab] = machine.tabs;
    if (tab === undefined) return;
    if (crash) this.#crashedAt.set(tab, this.#agenda.now);
    machine.end(tab, crash);
    if (machine.tabs.size > 1) return;
    this.#agenda.after(random.chance(0.5) ? 50 : random.int(second, hour), () => {
      if (machine.tabs.size === 0) machine.open();
    });
  }

  #checkEnd(): void {
    const rows = readingOf(this.#world.rows());
    const revs = this.#revs();
    for (const machine of this.#machines) {
      for (const tab of machine.tabs) {
        const { device } = machine;
        const status = tab.client.status.get();
        check(status.name === 'live' && status.pending === 0, 'S3 every edit is answered in the end', () => ({
          device,
          status,
        }));
        for (const key of Object.keys(defaults) as Key[]) {
          const stands = rows.get(`device:${device} ${key}`) ?? rows.get(`user ${key}`);
          const shown = tab.settings.get(key);
          check(shown === (stands?.value ?? defaults[key]), 'S1 every tab shows what the server has', () => ({
            device,
            key,
            shown,
            stands,
          }));
        }
      }
      for (const { seen } of machine.all) {
        for (const key of [...keys, 'pick'] as const) seen.check(key, (value) => revs.get(value));
        seen.checkRising('top');
      }
      this.#checkOverrides(machine);
    }
    this.#checkArrived();
    this.#checkDrags();
    const silent = this.#silent?.device ?? '';
    check(
      !this.#house.senders.has(silent),
      'S9 a device whose person never edits sends nothing',
      () => silent,
    );
    check(
      this.#world.row({ key: 'alien' })?.rev === revs.get('kept'),
      'S10 an unknown key is left alone',
      () => [],
    );
    this.#intent.finish(rows);
    this.#world.finish();
  }

  /** Rev of the one change that made a value. */
  #revs(): ReadonlyMap<unknown, number> {
    const changes = this.#world.state.log.filter(({ type }) => type === 'setting.changed').map(toldBy);
    return new Map(
      changes.flatMap(({ value, rev = 0 }) => (value === undefined ? [] : [[value, rev] as const])),
    );
  }

  /** S3: the newest edit of each device and key came to the server, unless its tab crashed before a disk could have it. */
  #checkArrived(): void {
    for (const made of this.#newest.values()) {
      if (made === null || this.#house.arrived.has(made.value)) continue;
      const { machine, key, value, tab, trulyAt } = made;
      const lived = (this.#crashedAt.get(tab) ?? Number.POSITIVE_INFINITY) - trulyAt;
      check(lived < keptMs, 'S3 no edit is lost in silence', () => ({ device: machine.device, key, value }));
    }
  }

  #checkOverrides(machine: Machine): void {
    for (const other of this.#machines) {
      if (other === machine) continue;
      const shown = other.all.flatMap((tab) => tab.seen.of('own'));
      const foreign = shown.find((value) => this.#made.get(Number(value))?.machine === machine);
      check(foreign === undefined, 'S11 an override never changes another device', () => ({
        other: other.device,
        foreign,
      }));
    }
  }

  #checkDrags(): void {
    const longest = Math.max(0, ...this.#drags.values());
    for (const [gesture, ids] of this.#house.dragged)
      check(ids.size <= 8 * longest + 2, 'S14 a drag of d seconds is at most 8 d + 2 ops', () => ({
        gesture,
        ops: ids.size,
      }));
  }
}

function clockError(random: Seeded): number {
  return random.pick([0, 0, 2 * second, -2 * second, 3 * hour, -3 * hour]);
}

/** Time between two edits of the same person, on whatever device. */
function pause(random: Seeded): number {
  const kind = random.weighted({ moment: 30, seconds: 45, minutes: 15, hours: 10 });
  const pauses = {
    moment: random.int(1, 400),
    seconds: random.int(second, 30 * second),
    minutes: random.int(minute, 30 * minute),
    hours: random.int(hour, day),
  };
  return pauses[kind];
}
