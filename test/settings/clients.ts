/** Schedules of people: devices that go offline, wrong clocks, a network that loses, cuts, delays and repeats. */
import { Client } from './client.ts';
import { Intent } from './intent.ts';
import type { Answer } from './model.ts';
import { agree, readingOf } from './reading.ts';
import type { Seeded } from './seeded.ts';
import type { Rules, Subject } from './subject.ts';
import { check } from './violation.ts';
import { World } from './world.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long a request or reply is under way at most; two edits nearer than that are not clearly ordered. */
const latencyMaxMs = 1_500;
const timeoutMs = 4 * second;

/** Runs one; `steps`: clocks are set while edits wait. */
export function runClients(
  subject: Subject,
  random: Seeded,
  steps: boolean,
): { world: World; intent: Intent } {
  const run = new Run(subject, random, steps);
  run.plan();
  run.play();
  return run;
}

class Run {
  readonly world: World;
  readonly intent: Intent;
  readonly #random: Seeded;
  readonly #steps: boolean;
  readonly #clients: readonly Client[];
  readonly #keys: readonly string[];
  /** The server's clock is wrong too. */
  readonly #serverError: number;
  /** What comes next, latest first. */
  readonly #agenda: { readonly at: number; readonly task: () => void }[] = [];
  #now = 0;
  #values = 0;
  /** From here on the network is whole and nobody edits. */
  #calmFrom = 0;

  constructor(subject: Subject, random: Seeded, steps: boolean) {
    this.#random = random;
    this.#steps = steps;
    this.world = new World(subject, random, random.int(2, 5));
    this.intent = new Intent(!steps, (key) => this.world.policyOf(key));
    this.#clients = this.world.devices.map((device) => new Client(device, clockError(random)));
    this.#keys = ['a', 'b', 'c', 'd'].slice(0, random.int(1, 5));
    if (random.chance(0.5)) this.world.setRules(somePolicies(random, this.#keys));
    this.#serverError = 1e12 + clockError(random);
  }

  /** Lays out what people and their devices do. */
  plan(): void {
    const random = this.#random;
    let at = 0;
    for (let edits = random.int(6, 24); edits > 0; edits -= 1) {
      at += pause(random);
      const client = random.pick(this.#clients);
      const key = random.pick(this.#keys);
      if (random.chance(0.15)) at = this.#planDrag(client, key, at);
      else if (!this.#isCounted(key) && random.chance(0.07)) this.#at(at, () => this.#restore(client, key));
      else this.#at(at, () => this.#edit(client, key));
    }
    this.#calmFrom = at + second;
    for (const client of this.#clients) this.#planLife(client);
    this.#at(this.#calmFrom, () => {
      for (const client of this.#clients) this.#connect(client);
    });
  }

  /** Plays it out until nothing is under way, then checks. */
  play(): void {
    for (let next = this.#agenda.pop(); next !== undefined; next = this.#agenda.pop()) {
      this.#now = next.at;
      this.world.setClock(this.#now + this.#serverError);
      next.task();
    }
    const rows = readingOf(this.world.rows());
    for (const client of this.#clients) {
      check(client.idle, 'S3 every edit is answered in the end', () => client.device);
      check(agree(client.reading(), rows), 'S1 every device has the state', () => [...client.reading()]);
    }
    this.intent.finish(rows);
    this.world.finish();
  }

  #planDrag(client: Client, key: string, from: number): number {
    const gesture = `drag ${from}`;
    const moves = this.#random.int(2, 12);
    for (let move = 0; move < moves; move += 1) {
      this.#at(from + move * 125, () => this.#edit(client, key, gesture));
    }
    return from + moves * 125;
  }

  /** Goes offline and comes back a few times; in some runs its clock is set as well. */
  #planLife(client: Client): void {
    const random = this.#random;
    const moments = Array.from({ length: random.int(0, 5) }, () => random.int(0, this.#calmFrom)).sort(
      (a, b) => a - b,
    );
    for (const [index, at] of moments.entries()) {
      this.#at(at, () => (index % 2 === 0 ? this.#disconnect(client) : this.#connect(client)));
    }
    if (!this.#steps || random.chance(0.5)) return;
    this.#at(random.int(0, this.#calmFrom), () => {
      client.clockError = clockError(random);
    });
  }

  #edit(client: Client, key: string, gesture?: string): void {
    const random = this.#random;
    this.#values += 1;
    const value = this.#value(key);
    const drag = gesture === undefined ? {} : { gesture };
    const adopt = gesture === undefined && random.chance(0.05) ? { ifBase: true as const } : {};
    client.edit({ key, value, ...drag, ...adopt }, this.#now);
    this.#at(this.#now + 16, () => this.#flush(client));
  }

  /** Says whether every edit of this key counts, so that nobody unsets it or takes an old value of it. */
  #isCounted(key: string): boolean {
    return ['max', 'min', 'or'].includes(this.world.policyOf(key));
  }

  #value(key: string): unknown {
    const random = this.#random;
    if (this.world.policyOf(key) === 'or') return random.chance(0.3);
    if (this.#isCounted(key)) return random.int(0, 1_000);
    return random.chance(0.15) ? undefined : random.chance(0.15) ? 'often' : this.#values;
  }

  #restore(client: Client, key: string): void {
    // A restore goes its own way to the server: a device asks once its own edits are answered.
    if (!client.online || !client.idle) return;
    const base = this.world.row({ key })?.rev ?? 0;
    const answer = this.world.restore(client.device, client.nextId(), { key }, this.#random);
    if (answer === undefined) return;
    const value = readingOf(this.world.rows()).get(`user ${key}`)?.value;
    this.intent.judged({ key, base }, { device: client.device, trulyAt: this.#now, value }, base, answer);
    this.#tellAll();
  }

  /** Sends what is pending, unless something is under way. */
  #flush(client: Client): void {
    if (client.online && client.inFlight.length === 0 && client.take()) this.#send(client);
  }

  #send(client: Client): void {
    const { connection } = client;
    const request = client.request(this.#now);
    if (!this.#loses(0.1)) {
      this.#at(this.#now + this.#latency(), () => this.#serve(client, connection, request));
    }
    this.#at(this.#now + timeoutMs, () => {
      const unanswered = client.connection === connection && client.inFlight[0]?.id === request[0]?.op.id;
      if (client.online && unanswered) this.#connect(client);
    });
  }

  /** A request arrives, perhaps after its connection was cut, perhaps cut short itself. */
  #serve(client: Client, connection: number, request: ReturnType<Client['request']>): void {
    const whole = !this.#loses(0.05);
    const arrived = whole ? request : request.slice(0, this.#random.int(0, request.length));
    const answers = arrived.map(({ op, trulyAt }): Answer => {
      const [rev, before] = [this.world.row(op)?.rev ?? 0, this.world.counts.again];
      const answer = this.world.submit(client.device, op);
      const isNew = this.world.counts.again === before;
      const { device } = client;
      if (isNew) this.intent.judged(op, { device, trulyAt, value: op.value }, rev, answer);
      return answer;
    });
    this.#tellAll();
    if (this.#random.chance(0.1)) this.#replay(client, arrived);
    if (!whole || this.#loses(0.1)) return;
    this.#at(this.#now + this.#latency(), () => {
      if (client.connection !== connection || client.inFlight[0]?.id !== request[0]?.op.id) return;
      client.acknowledge(answers);
      this.#flush(client);
    });
  }

  /** The same bytes once more, long after. */
  #replay(client: Client, request: ReturnType<Client['request']>): void {
    this.#at(this.#now + this.#random.int(0, 2 * day), () => {
      for (const { op } of request) this.world.submit(client.device, op);
    });
  }

  #disconnect(client: Client): void {
    client.online = false;
    client.connection += 1;
  }

  /** A new connection: resume or reset first, then what was in flight, then what is pending. */
  #connect(client: Client): void {
    client.online = true;
    client.connection += 1;
    const { connection } = client;
    this.#at(this.#now + this.#latency(), () => {
      if (client.connection !== connection) return;
      if (this.#random.chance(0.1)) {
        const cursor = this.world.state.log.length;
        client.reset(readingOf(this.world.rows()), { cursor, seq: this.world.seq });
      } else client.hear(this.world.state.log.slice(client.cursor), this.#now);
      if (client.take()) this.#send(client);
    });
  }

  /** Everyone who is connected hears of it soon, in order. */
  #tellAll(): void {
    const upTo = this.world.state.log.length;
    for (const client of this.#clients) {
      const { connection } = client;
      if (!client.online || client.cursor >= upTo) continue;
      this.#at(this.#now + this.#latency(), () => {
        if (client.connection !== connection) return;
        client.hear(this.world.state.log.slice(client.cursor, upTo), this.#now);
      });
    }
  }

  #latency(): number {
    return this.#random.chance(0.9) ? this.#random.int(1, 120) : this.#random.int(1, latencyMaxMs);
  }

  #loses(share: number): boolean {
    return this.#now < this.#calmFrom && this.#random.chance(share);
  }

  #at(at: number, task: () => void): void {
    const index = this.#agenda.findIndex((other) => other.at <= at);
    this.#agenda.splice(index === -1 ? this.#agenda.length : index, 0, { at, task });
  }
}

/** A schema by whose policies some of the keys merge. */
function somePolicies(random: Seeded, keys: readonly string[]): Rules {
  const scopes = ['user'] as const;
  const policy = () => random.weighted({ lww: 25, max: 15, min: 10, or: 10, manual: 40 });
  return Object.fromEntries(keys.map((key) => [key, { policy: policy(), scopes }]));
}

function clockError(random: Seeded): number {
  return random.pick([0, 0, 2 * second, -2 * second, 3 * hour, -3 * hour]);
}

/** Time between two edits of the same person, on whatever device. */
function pause(random: Seeded): number {
  const kind = random.weighted({ moment: 30, seconds: 35, minutes: 20, hours: 15 });
  const pauses = {
    moment: random.int(1, 400),
    seconds: random.int(second, 30 * second),
    minutes: random.int(minute, 30 * minute),
    hours: random.int(hour, 2 * day),
  };
  return pauses[kind];
}
