/** Rules that compare stamps: arrival order has none, wall clocks read theirs, hybrid logical clocks count on. */
import type { Household, Party, Request, Rule } from './rule.ts';

interface Stamped {
  readonly id: string;
  readonly key: string;
  readonly value: number;
  readonly stamp: number;
}

/** How a rule stamps an edit, and whether it beats what stands. */
interface Stamps {
  /** `clock` is the device's; `heard` is the highest stamp that it made or was told. */
  stamp(clock: number, heard: number): number;
  wins(edit: Stamped, standing: Stamped): boolean;
}

const isLater = (edit: Stamped, standing: Stamped) => edit.stamp >= standing.stamp;

/** Whatever comes last stands. */
export const arrivalOrder = ruleOf('arrival order', { stamp: () => 0, wins: () => true });

/** The time of day on the device where it was made. */
export const wallClock = ruleOf('wall clock', { stamp: (clock) => clock, wins: isLater });

/** The same, but after every stamp that the device has met (Kulkarni et al., 2014). */
export const hybridClock = ruleOf('hybrid logical clock', {
  stamp: (clock, heard) => Math.max(clock, heard + 1),
  wins: isLater,
});

function ruleOf(name: string, stamps: Stamps): Rule {
  return {
    name,
    begin: (clockErrors) => {
      const server = new StampServer(stamps);
      const parties = clockErrors.map((error, index) => new StampParty(server, stamps, `${index}`, error));
      return { parties, told: () => server.changes.length, standing: () => server.standing() };
    },
  };
}

class StampServer implements Pick<Household, 'standing'> {
  readonly changes: Stamped[] = [];
  readonly #stamps: Stamps;
  readonly #rows = new Map<string, Stamped>();
  readonly #judged = new Set<string>();

  constructor(stamps: Stamps) {
    this.#stamps = stamps;
  }

  judge(edit: Stamped): void {
    if (this.#judged.has(edit.id)) return;
    this.#judged.add(edit.id);
    const row = this.#rows.get(edit.key);
    if (row !== undefined && !this.#stamps.wins(edit, row)) return;
    this.#rows.set(edit.key, edit);
    this.changes.push(edit);
  }

  standing(): ReadonlyMap<string, number> {
    return new Map([...this.#rows.values()].map(({ key, value }) => [key, value]));
  }
}

class StampParty implements Party {
  clockError: number;
  readonly #server: StampServer;
  readonly #stamps: Stamps;
  readonly #name: string;
  #cursor = 0;
  #heard = 0;
  #edits = 0;
  #inFlight: readonly Stamped[] = [];
  readonly #pending = new Map<string, Stamped>();

  constructor(server: StampServer, stamps: Stamps, name: string, clockError: number) {
    this.#server = server;
    this.#stamps = stamps;
    this.#name = name;
    this.clockError = clockError;
  }

  edit(key: string, value: number, now: number): void {
    this.#edits += 1;
    const stamp = this.#stamps.stamp(now + this.clockError, this.#heard);
    this.#heard = Math.max(this.#heard, stamp);
    this.#pending.set(key, { id: `${this.#name} ${this.#edits}`, key, value, stamp });
  }

  request(): Request | undefined {
    if (this.#inFlight.length === 0) {
      this.#inFlight = [...this.#pending.values()];
      this.#pending.clear();
    }
    const sent = this.#inFlight;
    if (sent.length === 0) return undefined;
    return () => {
      for (const edit of sent) this.#server.judge(edit);
      return () => {
        if (this.#inFlight === sent) this.#inFlight = [];
      };
    };
  }

  hear(upTo: number): void {
    for (const { stamp } of this.#server.changes.slice(this.#cursor, upTo)) {
      this.#heard = Math.max(this.#heard, stamp);
    }
    this.#cursor = Math.max(this.#cursor, upTo);
  }
}
