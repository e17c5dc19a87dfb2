/** A command as data: what a door asks the log to decide. */
import type { EventData, EventType, Limits, Refusal, Topic } from '@kith/protocol';
import type { Random } from '../base/random.ts';
import type { Device } from './rows.ts';
import type { Apps } from './settings/facts.ts';
import type { LoggedEvent, NewEvent, State } from './state.ts';

/** Who asks. A device's user is read from its row, never from what the caller says. */
export type Actor =
  | { readonly kind: 'device'; readonly device: string; readonly gen: number }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'system' };

/** A command to be decided. */
export interface Command {
  readonly name: string;
  readonly params: unknown;
  readonly actor: Actor;
  /** Of a durable command: its client-made id and the digest of its canonical params. */
  readonly id?: string;
  readonly digest?: string;
}

/** What became of a command. `lasts: 'day'`: an answer without effect that retries need for a day only. */
export type Outcome<R = unknown> =
  | { readonly ok: true; readonly result: R; readonly lasts?: 'day' }
  | Refusal;

/** What deciders may use besides the state. */
export interface Means {
  readonly random: Random;
  readonly policy: Policy;
  /** Keyed hash (HMAC-SHA-256 under the server's secret), base64url. `purpose` keeps uses apart. */
  mac(purpose: string, text: string): string;
}

/** The operator's choices that decisions depend on, and the limits. */
export interface Policy extends Limits {
  readonly registration: 'open' | 'invite' | 'closed';
  readonly openJoin: boolean;
  readonly quarantineMs: number;
  /** What the schemas of apps say of their keys. */
  readonly apps: Apps;
}

/** One command being decided: the state, the caller, and `emit`, which signs events with the caller. */
export interface Turn<P, C = Device | undefined> {
  readonly state: State;
  readonly means: Means;
  readonly params: P;
  readonly actor: Actor;
  /** The calling device's row, as it was before this command; undefined for nobody and the system. */
  readonly caller: C;
  /** Appends an event by the caller, or by whom `more` says, and returns its seq. The first one carries the command's id. */
  emit<T extends EventType>(
    topic: Topic,
    type: T,
    data: EventData<T>,
    more?: Pick<NewEvent, 'user' | 'device'> | Pick<Required<NewEvent>, 'subject'>,
  ): number;
}

/** An event with its body read, as an ack is made of it. */
export type AckedEvent<D = Record<string, unknown>> = Omit<LoggedEvent, 'data'> & { readonly data: D };

/**
 * Decides one kind of command.
 *
 * A refusal may come with writes (a wrong number is counted); a decider that wants none refuses before it writes.
 */
export interface Decider<P = never, R = unknown> {
  readonly by: 'device' | 'anyone' | 'system';
  decide(turn: Turn<P, never>): Outcome<R>;
  /** Of a durable command: the ack, made from its id and its first event, now and at every retry. */
  ack?(event: AckedEvent<never>, id: string): R;
}

/** A command of a device that is valid and lives. */
export function byDevice<P, R>(decide: (turn: Turn<P, Device>) => Outcome<R>): Decider<P, R> {
  return { by: 'device', decide };
}

/** A command of a device that takes an id: `decide` emits at least one event or returns a result itself. */
export function durable<P, R>(entry: {
  decide: (turn: Turn<P, Device>) => Outcome<R> | Accepted;
  ack: (event: AckedEvent<never>, id: string) => R;
}): Decider<P, R> {
  return { by: 'device', decide: entry.decide as (turn: Turn<P, never>) => Outcome<R>, ack: entry.ack };
}

/** A command that needs no token. */
export function byAnyone<P, R>(decide: (turn: Turn<P, undefined>) => Outcome<R>): Decider<P, R> {
  return { by: 'anyone', decide };
}

/** A command of the server itself or its operator. */
export function bySystem<P, R>(decide: (turn: Turn<P, undefined>) => Outcome<R>): Decider<P, R> {
  return { by: 'system', decide };
}

/** Accepted; the ack is made from the first event. */
export interface Accepted {
  readonly ok: true;
  readonly result: undefined;
}

export const accepted: Accepted = { ok: true, result: undefined };

/** Accepted with this result. */
export function accept<R>(result: R): { readonly ok: true; readonly result: R } {
  return { ok: true, result };
}
