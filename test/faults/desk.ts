/** The desk of a device: the commands that it writes, those without a definite answer, and those to send once more. */
import type { Seeded } from '../settings/seeded.ts';
import { type Command, callOf, type Edit, outcomesOf, type Parcel, type Single, saysOf } from './command.ts';
import type { Device } from './device.ts';
import { talk } from './talk.ts';
import type { Reply } from './wire/reply.ts';
import type { Call } from './wire/socket.ts';

/** Of the answered commands so many are sent again. */
const retriedShare = 0.05;

/** Answered commands among which to choose, at most. */
const answeredMax = 2_000;

/** Keys of a device's own, and keys that all devices of its user edit. */
const ownKeys = 20;
const sharedKeys = 6;

/** A base that no setting has reached. */
const impossibleBase = 2 ** 40;

export class Desk {
  readonly #device: Device;
  readonly #random: Seeded;
  /** In the order in which they were first sent. */
  readonly #open = new Set<Parcel>();
  readonly #answered: Command[] = [];
  readonly #lastEdits = new Map<string, string>();
  #place = 0;

  constructor(device: Device, random: Seeded) {
    this.#device = device;
    this.#random = random;
  }

  /** Parcels that were sent and have no definite answer, in order: they go first after a loss. */
  get open(): readonly Parcel[] {
    return [...this.#open];
  }

  /** New parcels, to be sent now; some answered ones are among them. */
  burst(parcelsMax: number): Parcel[] {
    const count = this.#random.int(1, parcelsMax + 1);
    const fresh = Array.from({ length: count }, () => this.#write());
    for (const parcel of fresh) this.#open.add(parcel);
    const again = fresh.flatMap((parcel) => parcel.flatMap(() => this.#chooseAnswered()));
    return [...fresh, ...again];
  }

  /** The call of a parcel, as it is sent now. */
  callOf(parcel: Parcel): Call {
    return callOf(parcel, this.#device.recorder.now());
  }

  /** Puts on record what came of a send that left at `t0`. */
  settle(parcel: Parcel, t0: number, reply: Reply): void {
    const { recorder, id: device, replica } = this.#device;
    const outcomes = outcomesOf(parcel, reply, replica.topics);
    const t1 = recorder.now();
    for (const [index, command] of parcel.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) throw new Error(`no outcome of ${command.id}`);
      const { id, kind, place } = command;
      recorder.add({
        what: 'sent',
        device,
        command: id,
        kind,
        place,
        t0,
        t1,
        says: saysOf(command),
        ...outcome,
      });
    }
    if (outcomes.some(({ outcome }) => outcome === 'unknown')) return;
    if (this.#open.delete(parcel)) this.#keep(parcel);
  }

  /** Keeps some of the answered commands, old ones as likely as new ones. */
  #keep(parcel: Parcel): void {
    for (const command of parcel) {
      if (this.#answered.length < answeredMax) this.#answered.push(command);
      else this.#answered[this.#random.int(0, answeredMax)] = command;
    }
  }

  #chooseAnswered(): Parcel[] {
    if (this.#answered.length === 0 || !this.#random.chance(retriedShare)) return [];
    return [[this.#random.pick(this.#answered)] as Parcel];
  }

  #write(): Parcel {
    const random = this.#random;
    const kind = random.weighted({ edit: 54, talk: 40, rename: 3, update: 3 });
    if (kind === 'edit') {
      const first = this.#edit();
      return [first, ...Array.from({ length: random.int(0, 3) }, () => this.#edit())];
    }
    const number = this.#number();
    if (kind === 'talk') return [talk(random, number, this.#device)];
    return [kind === 'rename' ? rename(number, this.#device.id) : update(number)];
  }

  #edit(): Edit {
    const random = this.#random;
    const { id, place } = this.#number();
    const shared = random.chance(0.3);
    const key = shared
      ? `shared.${random.int(0, sharedKeys)}`
      : `${this.#device.tag}.${random.int(0, ownKeys)}`;
    const after = this.#lastEdits.get(key);
    const rev = this.#device.replica.revOf(key);
    this.#lastEdits.set(key, id);
    const how = random.weighted({ plain: 92, after: 4, ifBase: 3, impossible: rev === 0 ? 0 : 1 });
    return {
      kind: 'settings.set',
      id,
      place,
      key,
      value: { mark: id, pad: 'x'.repeat(random.int(0, 200)) },
      base: how === 'impossible' ? impossibleBase : how === 'ifBase' ? 0 : rev,
      editedAt: this.#device.recorder.now() - random.int(0, 3_000),
      ...(how === 'after' && after !== undefined ? { after } : {}),
      ...(how === 'ifBase' ? { ifBase: true } : {}),
    };
  }

  #number(): { id: string; place: number } {
    this.#place += 1;
    return { id: `${this.#device.tag}-${this.#place}`, place: this.#place };
  }
}

function rename({ id, place }: { id: string; place: number }, device: string): Single {
  return { kind: 'devices.rename', id, place, params: { device, label: id } };
}

function update({ id, place }: { id: string; place: number }): Single {
  return { kind: 'users.update', id, place, params: { displayName: id } };
}
