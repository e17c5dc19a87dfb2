/** What a handler of one method gets and gives. */
import { hash } from 'node:crypto';
import {
  canonicalJson,
  type Json,
  type Limits,
  type MethodName,
  type Params,
  type Refusal,
  type Result,
} from '@kith/protocol';
import type { Clock } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import type { Actor, Outcome } from '../domain/command.ts';
import type { CommandName, CommandParams, CommandResult } from '../domain/deciders.ts';
import type { Directory, KnownDevice } from '../hub/directory.ts';
import type { Presence } from '../hub/presence.ts';
import type { Signals } from '../hub/signals.ts';
import type { Tail } from '../log/tail.ts';
import type { Store } from '../store/port.ts';
import type { AppSchemas } from './app-schemas.ts';
import type { Caller } from './caller.ts';
import type { Guards } from './guards.ts';
import type { Newcomers } from './newcomers.ts';
import type { Tokens } from './tokens.ts';

/** The operator's choices that handlers need. */
export interface CommandOptions {
  readonly publicUrl: string;
  readonly openJoin: boolean;
  readonly rateLimits: boolean;
  readonly limits: Limits;
  readonly apps: AppSchemas;
}

/** What handlers work with. */
export interface Means {
  readonly store: Store;
  readonly tail: Tail;
  readonly directory: Directory;
  readonly presence: Presence;
  readonly signals: Signals;
  readonly tokens: Tokens;
  readonly guards: Guards;
  readonly newcomers: Newcomers;
  readonly clock: Clock;
  readonly random: Random;
  readonly options: CommandOptions;
}

/** JSON that is written already and goes on the wire as it is. */
export class Raw {
  readonly json: string;
  constructor(json: string) {
    this.json = json;
  }
}

/** The result of a handler: refused, or the result, or its JSON. */
export type Handled<M extends MethodName> = Promise<
  { readonly ok: true; readonly result: Result<M> | Raw } | Refusal
>;

/** A call that passed authentication, rates and validation. */
export interface Called<M extends MethodName> {
  readonly params: Params<M>;
  /** The params as they were sent: what a command id is bound to. */
  readonly sent: Json;
  readonly caller: Caller;
}

/** Handles one method. A durable one hands its command to the store before it first waits, so that order is kept. */
export type Handler<M extends MethodName> = (means: Means, called: Called<M>) => Handled<M>;

/** A call by a device that lives. */
export interface CalledByDevice<M extends MethodName> extends Called<M> {
  readonly device: KnownDevice;
}

/** Handles one method that leaves the log as it is: the device behind the call is looked up before it. */
export type Reader<M extends MethodName> = (means: Means, called: CalledByDevice<M>) => Handled<M>;

/** The actor that a caller is to the log. */
export function actorOf({ device }: Caller): Actor {
  return device === undefined ? { kind: 'nobody' } : { kind: 'device', device: device.id, gen: device.gen };
}

/** Has the log decide a command that takes no id. */
export async function decideNow<N extends CommandName>(
  { store }: Pick<Means, 'store'>,
  actor: Actor,
  name: N,
  params: CommandParams<N>,
): Promise<Outcome<CommandResult<N>>> {
  return (await store.execute({ name, params, actor })) as Outcome<CommandResult<N>>;
}

/** What a command id is bound to: a digest of what is asked for and its canonical params, without id and age. */
export function digestOf(asked: { readonly method: MethodName; readonly app?: string }, sent: Json): string {
  assertObject(sent);
  const { id: _, ageMs: __, ...params } = sent;
  return hash('sha256', canonicalJson({ ...asked, params }), 'base64url').slice(0, 22);
}

function assertObject(value: Json): asserts value is { readonly [key: string]: Json } {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new TypeError('params are an object');
}
