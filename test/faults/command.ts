/** A command of the workload: what is sent, what it says, and what its answer means. */
import { canonicalJson, type ErrorCode, errorTable, type Json } from '@kith/protocol';
import type { Effect, Sent } from '../checkers/record.ts';
import { digest, settingMeaning } from './said.ts';
import { isOpen, type Reply } from './wire/reply.ts';
import type { Call } from './wire/socket.ts';

/** The one app whose settings are edited. */
export const app = 'faults';
const scope = 'user';

interface Numbered {
  readonly id: string;
  /** Place in the order in which its device first sends. */
  readonly place: number;
}

/** One edit of a setting. */
export interface Edit extends Numbered {
  readonly kind: 'settings.set';
  readonly key: string;
  readonly value: { readonly mark: string; readonly pad: string };
  readonly base: number;
  readonly after?: string;
  readonly ifBase?: true;
  /** When the person made it. */
  readonly editedAt: number;
}

/** Durable commands that are calls of their own. */
export type SingleKind =
  | 'devices.rename'
  | 'users.update'
  | 'messages.send'
  | 'messages.edit'
  | 'messages.delete'
  | 'messages.react'
  | 'chats.join'
  | 'chats.leave'
  | 'members.add'
  | 'members.remove';

/** A durable command that is a call of its own. */
export interface Single extends Numbered {
  readonly kind: SingleKind;
  readonly params: { readonly [name: string]: Json };
}

export type Command = Edit | Single;

/** What one call carries: edits together, or one other command. */
export type Parcel = readonly [Single] | readonly [Edit, ...Edit[]];

/** The call of a parcel; the age of edits is computed anew at every send. */
export function callOf(parcel: Parcel, now: number): Call {
  const [first] = parcel;
  if (first.kind !== 'settings.set') return { method: first.kind, params: { id: first.id, ...first.params } };
  const ops = (parcel as readonly Edit[]).map(({ id, key, value, base, after, ifBase, editedAt }) => ({
    id,
    key,
    value,
    base,
    ageMs: Math.round(now - editedAt),
    ...(after === undefined ? {} : { after }),
    ...(ifBase === undefined ? {} : { ifBase }),
  }));
  return { method: first.kind, params: { app, ops } };
}

/** Hash of what a command says. */
export function saysOf(command: Command): string {
  if (command.kind === 'settings.set')
    return digest(settingMeaning({ app, scope, key: command.key, value: command.value }).says);
  const { label, displayName, text, ...others } = command.params;
  return digest(label ?? displayName ?? text ?? others);
}

type Outcome = Pick<Sent, 'outcome' | 'answer' | 'effect'>;

/** The topics that a device reads. */
export interface Topics {
  readonly device: string;
  readonly user: string;
}

/** What the reply to its call says of each command of a parcel, in order. */
export function outcomesOf(parcel: Parcel, reply: Reply, topics: Topics): Outcome[] {
  if (isOpen(reply)) return parcel.map(() => ({ outcome: 'unknown' }));
  if (reply.kind !== 'result')
    return parcel.map(() => ({ outcome: 'fail', answer: canonicalJson({ ...reply }) }));
  const [first] = parcel;
  if (first.kind !== 'settings.set') {
    const answer = canonicalJson(reply.result as Json);
    const effect = effectOf(first, reply.result);
    return [{ outcome: 'ok', answer, ...(effect === undefined ? {} : { effect }) }];
  }
  const { results } = reply.result as { results: OpResult[] };
  return results.map((result) => outcomeOfEdit(result, topics));
}

/** Undefined: it may have changed nothing, as when somebody joins who is in already, and the answer is the same. */
function effectOf({ kind, params }: Single, result: unknown): Effect | undefined {
  const topic = `chat:${params.chat}`;
  switch (kind) {
    case 'devices.rename':
    case 'users.update':
      return { in: 'log' };
    case 'messages.send':
      return { in: 'log', topic, seq: (result as { message: { seq: number } }).message.seq };
    case 'messages.edit':
      return { in: 'log', topic };
    default:
      return undefined;
  }
}

interface OpResult {
  readonly id: string;
  readonly outcome: 'applied' | 'same' | 'superseded' | 'skipped' | 'rejected';
  readonly rev?: number;
  readonly code?: ErrorCode;
}

function outcomeOfEdit(result: OpResult, { device, user }: Topics): Outcome {
  const answer = canonicalJson(result as unknown as Json);
  const { outcome, rev = 0, code = 'internal' } = result;
  switch (outcome) {
    case 'applied':
      return { outcome: 'ok', answer, effect: { in: 'log', topic: user, seq: rev, user } };
    case 'superseded':
      return { outcome: 'ok', answer, effect: { in: 'log', topic: device, user } };
    case 'same':
    case 'skipped':
      return { outcome: 'ok', answer, effect: { in: 'answers' } };
    case 'rejected':
      return errorTable[code].retry === 'never' ? { outcome: 'fail', answer } : { outcome: 'unknown' };
  }
}
