/** A scene for tests of the deciders: a state in memory that checks every event, and short ways to ask. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  canonicalJson,
  defaultLimits,
  type ErrorCode,
  type EventType,
  eventTable,
  type Json,
} from '@kith/protocol';
import { assert, known } from '../../packages/server/src/base/assert.ts';
import { createMac } from '../../packages/server/src/base/mac.ts';
import type { Random } from '../../packages/server/src/base/random.ts';
import type { Actor, Means, Outcome, Policy } from '../../packages/server/src/domain/command.ts';
import { decide } from '../../packages/server/src/domain/decide.ts';
import {
  type CommandName,
  type CommandParams,
  type CommandResult,
  deciders,
} from '../../packages/server/src/domain/deciders.ts';
import { MemoryState } from '../../packages/server/src/domain/memory.ts';
import type { Device } from '../../packages/server/src/domain/rows.ts';
import { noApps } from '../../packages/server/src/domain/settings/facts.ts';
import type { NewEvent } from '../../packages/server/src/domain/state.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** A state that takes only events as the events table has them: no field missing, none besides. */
class StrictState extends MemoryState {
  override append(event: NewEvent): number {
    const entry = eventTable[event.type as EventType];
    assert(entry !== undefined, `${event.type} stands in the events table`);
    const kinds: readonly string[] = entry.topics;
    assert(kinds.includes(event.topic.split(':')[0] ?? ''), `${event.type} may stand in ${event.topic}`);
    const data: unknown = JSON.parse(event.data);
    assert(
      isDeepStrictEqual(entry.data.strict().parse(data), data),
      `${event.type} says what the table says`,
    );
    return super.append(event);
  }
}

/** Randomness that comes out the same in every run. */
class Drawn implements Random {
  #draws = 0;

  bytes(length: number): Uint8Array {
    this.#draws += 1;
    return createHash('sha256').update(String(this.#draws)).digest().subarray(0, length);
  }

  int(min: number, max: number): number {
    return min + (Buffer.from(this.bytes(4)).readUInt32BE() % (max - min));
  }
}

/** Randomness whose numbers the test chooses. */
export function choosing(int: Random['int']): Random {
  let count = 0;
  return {
    int,
    bytes(length) {
      count += 1;
      return Buffer.alloc(length, count);
    },
  };
}

const policy: Policy = {
  ...defaultLimits,
  registration: 'open',
  openJoin: false,
  quarantineMs: dayMs,
  apps: noApps,
};

export class Scene {
  readonly state = new StrictState();
  means: Means;
  #count = 0;

  constructor(differs: Partial<Policy> = {}, random: Random = new Drawn()) {
    this.state.now = 1_000_000_000_000;
    this.means = { random, policy: { ...policy, ...differs }, mac: createMac(Buffer.alloc(32, 7)) };
  }

  /** Has a command decided. */
  ask<N extends CommandName>(
    actor: Actor,
    name: N,
    params: CommandParams<N>,
    id?: string,
  ): Outcome<CommandResult<N>> {
    const command = { name, params, actor };
    const digest = canonicalJson(JSON.parse(JSON.stringify(params)) as Json);
    const full = id === undefined ? command : { ...command, id, digest };
    return decide(this.state, this.means, full) as Outcome<CommandResult<N>>;
  }

  /** Asks as a device with a token that is good now; durable commands get a fresh id where none is given. */
  by<N extends CommandName>(
    device: string,
    name: N,
    params: CommandParams<N>,
    id?: string,
  ): Outcome<CommandResult<N>> {
    const durable = 'ack' in deciders[name];
    return this.ask(this.token(device), name, params, durable ? (id ?? this.fresh('cmd')) : undefined);
  }

  /** Asks without a token. */
  anyone<N extends CommandName>(name: N, params: CommandParams<N>): Outcome<CommandResult<N>> {
    return this.ask({ kind: 'nobody' }, name, params);
  }

  system<N extends CommandName>(name: N, params: CommandParams<N>): Outcome<CommandResult<N>> {
    return this.ask({ kind: 'system' }, name, params);
  }

  /** What a device's access token says now. */
  token(device: string): Actor {
    return { kind: 'device', device, gen: this.row(device).gen };
  }

  later(ms: number): void {
    this.state.now += ms;
  }

  fresh(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  row(device: string): Readonly<Device> {
    return known(this.state.get('devices', device), 'a device of the scene');
  }

  /** Registers a device. */
  device(name = this.fresh('Device.')): string {
    const params = { name, platform: null, credential: `hash of ${name}`, sameAs: null, invite: null };
    return yes(this.system('devices.register', params)).device.id;
  }

  /** A session of the device. */
  login(device: string): CommandResult<'sessions.create'> {
    return yes(this.anyone('sessions.create', { device, credential: this.row(device).credential }));
  }

  /** A user with its first device. */
  user(handle = this.fresh('user')): { user: string; first: string; handle: string } {
    const first = this.device();
    const { user } = yes(this.by(first, 'users.create', { handle }));
    return { user: user.id, first, handle };
  }

  /** A link that the device made. */
  link(creator: string, network: string | null = null): CommandResult<'links.create'> {
    return yes(this.by(creator, 'links.create', { network }));
  }

  /** Has the device show the code. */
  redeem(device: string, { handle, code }: { handle: string; code: string }): CommandResult<'links.redeem'> {
    return yes(this.by(device, 'links.redeem', { handle, code, network: null }));
  }

  /** Another device that the first one lets in by a link. */
  linked(first: string, device = this.device()): string {
    const { link, number } = this.redeem(device, this.link(first));
    yes(this.by(first, 'links.approve', { link, number }));
    return device;
  }

  /** What the log says after this offset: `<topic> <type>`. */
  heard(after: number): string[] {
    return this.state.log.slice(after).map(({ topic, type }) => `${topic} ${type}`);
  }

  /** Data of the last event. */
  lastData(): unknown {
    return JSON.parse(known(this.state.log.at(-1), 'an event').data);
  }
}

/** The result of what was accepted. */
export function yes<R>(outcome: Outcome<R>): R {
  assert(outcome.ok, outcome.ok ? '' : `refused: ${outcome.code} ${outcome.hint ?? ''}`);
  return outcome.result;
}

/** The code of what was refused. */
export function no(outcome: Outcome): ErrorCode | 'accepted' {
  return outcome.ok ? 'accepted' : outcome.code;
}
