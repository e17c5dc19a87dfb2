/** Plays a schedule under a rule, over a network that delays, reorders and, where it may, loses. */
import type { Seeded } from '../seeded.ts';
import type { Household, Party, Rule } from './rule.ts';
import type { Schedule } from './schedule.ts';

const latencyMaxMs = 1_500;
const timeoutMs = 4_000;
/** An edit waits so long for company before it is sent. */
const gatherMs = 16;

export interface Network {
  readonly random: Seeded;
  /** Share of requests, and of replies, that never arrive. */
  readonly loss: number;
}

/** Plays it out until nothing is under way; gives what stands then. */
export function play(schedule: Schedule, rule: Rule, network: Network): ReadonlyMap<string, unknown> {
  return new Play(schedule, rule, network).run();
}

/** A device and its connection. */
interface Link {
  readonly party: Party;
  online: boolean;
  /** Goes up with every connection; what was under way on an earlier one is gone. */
  connection: number;
  waitsForReply: boolean;
}

class Play {
  readonly #schedule: Schedule;
  readonly #network: Network;
  readonly #house: Household;
  readonly #links: readonly Link[];
  /** What comes next, latest first. */
  readonly #agenda: { readonly at: number; readonly task: () => void }[] = [];
  #now = 0;

  constructor(schedule: Schedule, rule: Rule, network: Network) {
    this.#schedule = schedule;
    this.#network = network;
    this.#house = rule.begin(schedule.clockErrors);
    this.#links = this.#house.parties.map((party) => {
      return { party, online: true, connection: 0, waitsForReply: false };
    });
    for (const { at, device, key, value } of schedule.edits) {
      this.#on(device, at, (link) => {
        link.party.edit(key, value, this.#now);
        this.#at(at + gatherMs, () => this.#flush(link));
      });
    }
    for (const { at, device, turn } of schedule.turns) {
      this.#on(device, at, (link) => {
        if (turn === 'comes') this.#connect(link);
        else if (turn === 'goes') this.#disconnect(link);
        else link.party.clockError = turn.clockError;
      });
    }
    this.#at(schedule.calmFrom, () => {
      for (const link of this.#links) this.#connect(link);
    });
  }

  run(): ReadonlyMap<string, unknown> {
    for (let next = this.#agenda.pop(); next !== undefined; next = this.#agenda.pop()) {
      this.#now = next.at;
      next.task();
    }
    return this.#house.standing();
  }

  #disconnect(link: Link): void {
    link.online = false;
    link.connection += 1;
    link.waitsForReply = false;
  }

  /** A new connection: first what was missed, then what was not answered, then what waits. */
  #connect(link: Link): void {
    this.#disconnect(link);
    link.online = true;
    this.#later(link, () => {
      link.party.hear(this.#house.told(), this.#now);
      this.#flush(link);
    });
  }

  #flush(link: Link): void {
    if (!link.online || link.waitsForReply) return;
    const request = link.party.request(this.#now);
    if (request === undefined) return;
    link.waitsForReply = true;
    const { connection } = link;
    if (!this.#isLost()) {
      // What left a device may arrive although its connection is gone meanwhile.
      this.#at(this.#now + this.#latency(), () => {
        const reply = request(this.#now + this.#schedule.serverError);
        this.#tellAll();
        if (!this.#isLost()) this.#later(link, () => this.#answered(link, reply), connection);
      });
    }
    this.#at(this.#now + timeoutMs, () => {
      if (link.connection === connection && link.waitsForReply) this.#connect(link);
    });
  }

  #answered(link: Link, reply: () => void): void {
    reply();
    link.waitsForReply = false;
    this.#flush(link);
  }

  /** Everyone who is connected hears of it soon. */
  #tellAll(): void {
    const upTo = this.#house.told();
    for (const link of this.#links) {
      if (link.online) this.#later(link, () => link.party.hear(upTo, this.#now));
    }
  }

  /** What reaches a device, unless that connection is gone by then. */
  #later(link: Link, task: () => void, connection = link.connection): void {
    this.#at(this.#now + this.#latency(), () => {
      if (link.connection === connection) task();
    });
  }

  #latency(): number {
    const { random } = this.#network;
    return random.chance(0.9) ? random.int(1, 120) : random.int(1, latencyMaxMs);
  }

  #isLost(): boolean {
    return this.#now < this.#schedule.calmFrom && this.#network.random.chance(this.#network.loss);
  }

  #on(device: number, at: number, task: (link: Link) => void): void {
    const link = this.#links[device];
    if (link !== undefined) this.#at(at, () => task(link));
  }

  #at(at: number, task: () => void): void {
    const index = this.#agenda.findIndex((other) => other.at <= at);
    this.#agenda.splice(index === -1 ? this.#agenda.length : index, 0, { at, task });
  }
}
