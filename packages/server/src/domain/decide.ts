/** Decides any command: who asks, whether it was answered before, then its decider. */
import { errorTable, refuse } from '@kith/protocol';
import { assert, known } from '../base/assert.ts';
import type { AckedEvent, Command, Decider, Means, Outcome, Turn } from './command.ts';
import { deciders } from './deciders.ts';
import { revoked } from './revocation.ts';
import type { Device } from './rows.ts';
import type { LoggedEvent, State } from './state.ts';

/** How long a refusal for good, or an answer without effect, is remembered for the same answer to a retry. */
const refusalMs = 24 * 60 * 60 * 1000;

/** Decides one command on the state and writes what follows from it. */
export function decide(state: State, means: Means, command: Command): Outcome {
  const decider: Decider | undefined = deciders[command.name as keyof typeof deciders];
  assert(decider !== undefined, `a decider for ${command.name}`);
  const caller = callerOf(state, command, decider);
  if (caller !== undefined && 'ok' in caller) return caller;
  if (command.id !== undefined && caller !== undefined) {
    const earlier = answeredBefore(state, command, decider, caller);
    if (earlier !== undefined) return earlier;
  }
  return run(state, means, command, decider, caller);
}

function callerOf(state: State, command: Command, decider: Decider): Device | Outcome | undefined {
  const { actor } = command;
  if (actor.kind === 'system') {
    assert(decider.by !== 'device', `${command.name} is for devices only`);
    return undefined;
  }
  assert(decider.by !== 'system', `${command.name} is not for callers`);
  if (decider.by === 'anyone') return undefined;
  if (actor.kind === 'nobody') return refuse('unauthenticated');
  const device = state.get('devices', actor.device);
  if (device === undefined) return refuse('unauthenticated');
  if (device.revokedAt !== null) return revoked(device);
  if (device.gen !== actor.gen) return refuse('unauthenticated', { hint: 'this session has ended' });
  return device;
}

function answeredBefore(
  state: State,
  command: Command,
  decider: Decider,
  caller: Device,
): Outcome | undefined {
  const id = known(command.id, 'only commands with an id are looked up');
  const prior = state.prior(caller.id, id);
  if (prior === undefined) return undefined;
  if (prior.digest !== command.digest) {
    return refuse('conflict', { hint: 'this id was used before with other params' });
  }
  if ('outcome' in prior) return JSON.parse(prior.outcome) as Outcome;
  return { ok: true, result: acknowledge(decider, prior.event, id) };
}

function acknowledge(decider: Decider, event: LoggedEvent, id: string): unknown {
  assert(decider.ack !== undefined, 'only durable commands are acknowledged from events');
  const read: AckedEvent = { ...event, data: JSON.parse(event.data) as Record<string, unknown> };
  return decider.ack(read as AckedEvent<never>, id);
}

function run(
  state: State,
  means: Means,
  command: Command,
  decider: Decider,
  caller: Device | undefined,
): Outcome {
  let first: { topic: Parameters<Turn<unknown>['emit']>[0]; seq: number } | undefined;
  const turn: Turn<unknown, Device | undefined> = {
    state,
    means,
    params: command.params,
    actor: command.actor,
    caller,
    emit(topic, type, data, more) {
      const { id, digest } = command;
      const carries = first === undefined && id !== undefined && digest !== undefined;
      const seq = state.append({
        topic,
        type,
        user: caller?.userId ?? null,
        device: caller?.id ?? null,
        ...more,
        data: JSON.stringify(data),
        ...(carries ? { command: { id, digest } } : {}),
      });
      first ??= { topic, seq };
      return seq;
    },
  };
  const outcome = decider.decide(turn as Turn<never, never>);
  if (command.id === undefined || command.digest === undefined || caller === undefined) return outcome;
  if (outcome.ok && first !== undefined) {
    const event = state.eventOf(first.topic, first.seq);
    assert(event !== undefined, 'an event can be read once it is appended');
    return { ok: true, result: acknowledge(decider, event, command.id) };
  }
  assert(first === undefined, `${command.name} was refused and yet emitted under its id`);
  if (outcome.ok || errorTable[outcome.code].retry === 'never') {
    state.put('remembered', {
      deviceId: caller.id,
      commandId: command.id,
      digest: command.digest,
      outcome: JSON.stringify(outcome),
      at: state.now,
      expiresAt: outcome.ok && outcome.lasts === undefined ? null : state.now + refusalMs,
    });
  }
  return outcome;
}
