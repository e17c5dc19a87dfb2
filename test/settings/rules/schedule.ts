/** What people do with their devices, drawn from a seed before any rule is asked: edits, absences, wrong clocks. */
import type { Seeded } from '../seeded.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** What a schedule does to its devices. Clocks are wrong in all of them. */
export const weathers = ['offline', 'online', 'clocks-set'] as const;
/** `offline`: they come and go. `online`: nothing is ever lost. `clocks-set`: they come and go, and clocks are set. */
export type Weather = (typeof weathers)[number];

export interface Edit {
  /** In true time, which neither devices nor server know. */
  readonly at: number;
  readonly device: number;
  readonly key: string;
  /** No other edit has it. */
  readonly value: number;
}

/** Something that happens to a device. */
export interface Turn {
  readonly at: number;
  readonly device: number;
  readonly turn: 'comes' | 'goes' | { readonly clockError: number };
}

export interface Schedule {
  /** What is added to true time on each device's clock, and on the server's. */
  readonly clockErrors: readonly number[];
  readonly serverError: number;
  readonly edits: readonly Edit[];
  readonly turns: readonly Turn[];
  /** From here on nobody edits, everybody is online and nothing is lost. */
  readonly calmFrom: number;
}

/** Draws one: two to four devices of a person, and one to four settings. */
export function draw(random: Seeded, weather: Weather): Schedule {
  const clockErrors = Array.from({ length: random.int(2, 5) }, () => clockError(random));
  const keys = ['a', 'b', 'c', 'd'].slice(0, random.int(1, 5));
  const edits: Edit[] = [];
  let at = 0;
  for (let value = random.int(6, 24); value > 0; value -= 1) {
    at += pause(random);
    edits.push({ at, device: random.int(0, clockErrors.length), key: random.pick(keys), value });
  }
  const calmFrom = at + second;
  const turns = clockErrors.flatMap((_, device) => life(random, { device, weather, calmFrom }));
  return { clockErrors, serverError: clockError(random), edits, turns, calmFrom };
}

interface Life {
  readonly device: number;
  readonly weather: Weather;
  readonly calmFrom: number;
}

function life(random: Seeded, { device, weather, calmFrom }: Life): Turn[] {
  if (weather === 'online') return [];
  const moment = () => random.int(0, calmFrom);
  const moments = Array.from({ length: random.int(0, 5) }, moment).sort((a, b) => a - b);
  const turns = moments.map((at, index): Turn => ({ at, device, turn: index % 2 === 0 ? 'goes' : 'comes' }));
  if (weather === 'offline' || random.chance(0.5)) return turns;
  return [...turns, { at: moment(), device, turn: { clockError: clockError(random) } }];
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
