/** Greeting: from a hello to a connection that reads, or to a close that says why not. */
import {
  type CloseCode,
  closeCodes,
  contractLevel,
  methodTable,
  type Params,
  type Refusal,
  type ResetReason,
  type Result,
  refuse,
} from '@kith/protocol';
import type { Gate } from '../base/gate.ts';
import { issueHint } from '../commands/hint.ts';
import { firstPart, type Reset } from '../commands/snapshot.ts';
import type { Claims } from '../commands/tokens.ts';
import type { KnownDevice } from '../hub/directory.ts';
import { cursorAt } from '../log/encoding.ts';
import { judgeCursor } from '../log/resume.ts';
import type { Connection } from './connection.ts';
import type { LifecycleCall } from './means.ts';
import { errorAnswer, notification, resultAnswer } from './notifications.ts';
import { type ReadingMeans, readOn, tellReset } from './reading-on.ts';
import type { Registry } from './registry.ts';
import { type Skipped, skippedIn } from './skipped.ts';
import type { HelloResult } from './tallies.ts';

type Hello = Params<'hello'>;

/** What a greeting works with. */
export interface GreetingMeans extends ReadingMeans {
  readonly registry: Registry;
  readonly gate: Gate;
  /** The hello is answered: the calls that came behind it are taken. */
  greeted(connection: Connection): void;
}

/** Where a connection that is greeted starts: the offset to read on from, or the head as it is then. */
interface Start {
  readonly cursor?: string;
  readonly after?: number;
  readonly reset?: Reset;
  /** What it reads on without, and what it is to be told of that. */
  readonly skipped?: Skipped;
}

/** Looks at a hello and answers it. */
export async function greet(
  means: GreetingMeans,
  connection: Connection,
  call: LifecycleCall,
): Promise<void> {
  const work = means.gate.run(() => welcome(means, connection, call));
  if (work === undefined) {
    const retryAfterMs = means.random.int(5_000, 15_000);
    turnAway(means, connection, call, refuse('overloaded', { retryAfterMs }));
    return;
  }
  // The place in the gate is free again; reading on takes as long as the reader does.
  const readOn = await work;
  await readOn?.();
}

/** Answers the hello; returns what reads the connection on, where it is not live already. */
async function welcome(
  means: GreetingMeans,
  connection: Connection,
  call: LifecycleCall,
): Promise<(() => Promise<void>) | undefined> {
  const read = methodTable.hello.params.safeParse(call.params);
  if (!read.success) {
    turnAway(means, connection, call, refuse('validation-failed', { hint: issueHint(read.error) }));
    return undefined;
  }
  const admitted = await admit(means, connection, read.data);
  if (admitted === undefined) return undefined;
  if (!('claims' in admitted)) {
    turnAway(means, connection, call, admitted);
    return undefined;
  }
  const { claims, device } = admitted;
  const start = await startOf(means, read.data, device);
  // Before it can go live in the turn in which it is greeted.
  if (device.user !== null) await means.reaches.of(device.user.id, 'ok' in start ? undefined : start.after);
  if (connection.phase.name !== 'greeting') return undefined;
  if ('ok' in start) {
    turnAway(means, connection, call, start);
    return undefined;
  }
  const { head } = means.tail;
  const after = start.after ?? head.offset;
  connection.phase = { name: 'behind', device, tokenExpiresAt: claims.expiresAt };
  connection.sentOffset = after;
  means.presence.came(device.id, device.user?.id ?? null);
  means.tallies.hellos.add(resultOf(start));
  connection.say(resultAnswer(call.id, greeted(means, connection, device, start)));
  for (const limited of start.skipped?.told ?? []) connection.say(notification('limited', limited));
  if (start.reset !== undefined) tellReset(connection, start.reset);
  else if (after === head.offset) means.goLive(connection);
  means.greeted(connection);
  const skips = start.skipped?.skips;
  return connection.isBehind ? () => readOn(means, connection, { after, skips }) : undefined;
}

/** Who says hello, once everything about the token and the device holds; undefined where nobody is there any more. */
async function admit(
  means: GreetingMeans,
  connection: Connection,
  { token }: Hello,
): Promise<{ claims: Claims; device: KnownDevice } | Refusal | undefined> {
  const claims = await means.tokens.verify(token);
  if (connection.phase.name !== 'greeting') return undefined;
  if ('ok' in claims) return claims;
  // [L2] Registered first, looked at second: a revocation finds the connection or the look finds the revocation.
  means.registry.register(connection, claims.device);
  const device = await means.directory.device(claims.device);
  // The store may know of a change that the tail has yet to be told: what is live reads from behind it.
  await means.tail.reached(device?.userSince ?? 0);
  if (connection.phase.name !== 'greeting') return undefined;
  const refusal = refusalOf(means, device, claims);
  if (refusal !== undefined || device === undefined) {
    means.registry.unregister(connection);
    return refusal ?? refuse('unauthenticated');
  }
  // Counted in the turn in which there was room, or many hellos at once would all find some.
  if (device.user !== null) means.registry.enter(connection, device.user.id);
  return { claims, device };
}

/** Why this device may not connect now, or undefined. */
function refusalOf(
  { registry, guards, options }: GreetingMeans,
  device: KnownDevice | undefined,
  claims: Claims,
): Refusal | undefined {
  if (device === undefined) return refuse('unauthenticated');
  if (device.revoked)
    return refuse('device-revoked', device.revokedBy === null ? {} : { by: device.revokedBy });
  if (device.gen !== claims.gen) return refuse('unauthenticated', { hint: 'this session has ended' });
  const { userSockets } = options.limits;
  // This connection is registered already, and so among those of its device.
  const full = device.user !== null && registry.ofUser(device.user.id).size >= userSockets;
  if (full || registry.ofDevice(device.id).length > userSockets) {
    return refuse('quota-exceeded', { hint: `a user has at most ${userSockets} connections` });
  }
  return guards.frame(device.id);
}

async function startOf(
  means: GreetingMeans,
  { since, limit }: Hello,
  device: KnownDevice,
): Promise<Start | Refusal> {
  if (since === undefined) return {};
  const judged = await judgeCursor(means, since, device);
  if (!judged.resumed) return startAnew(means, device, judged.reason);
  const { position, gap } = judged;
  // A snapshot whose last part was not fetched is no state to go on from.
  if (position.part !== undefined && gap === undefined) return startAnew(means, device, 'unfinished');
  const skipped = await skippedIn(means, device, { position, gap, limit });
  return { cursor: since, after: position.offset, ...(skipped && { skipped }) };
}

async function startAnew(
  means: GreetingMeans,
  device: KnownDevice,
  reason: ResetReason,
): Promise<Start | Refusal> {
  const tooMany = means.guards.snapshot(device.id);
  if (tooMany !== undefined) return tooMany;
  const reset = await firstPart(means, device.id, reason);
  return { cursor: reset.cursor, after: reset.offset, reset };
}

function resultOf({ after, reset }: Start): HelloResult {
  if (reset !== undefined) return `reset ${reset.reason}`;
  return after === undefined ? 'new' : 'resumed';
}

function greeted(
  { options, tail, presence }: GreetingMeans,
  connection: Connection,
  device: KnownDevice,
  start: Start,
): Result<'hello'> {
  return {
    connection: connection.id,
    cursor: start.cursor ?? cursorAt(tail.epoch, tail.head),
    resumed: start.after !== undefined && start.reset === undefined,
    user: device.user,
    device: { id: device.id, name: device.name },
    presence: presence.said(device.id),
    limits: { ...options.limits },
    level: contractLevel,
    ...(Object.keys(options.apps.versions).length > 0 && { apps: options.apps.versions }),
  };
}

/** Answers a hello with a refusal and closes. */
export function turnAway(
  { tallies }: Pick<GreetingMeans, 'tallies'>,
  connection: Connection,
  call: LifecycleCall,
  refusal: Refusal,
): void {
  // One that was answered and then could not read on is closed only: an answer is said once.
  if (connection.phase.name === 'greeting') {
    tallies.hellos.add(`refused ${refusal.code}`);
    connection.say(errorAnswer(call.id, refusal, call.requestId));
  }
  connection.flush();
  connection.close(
    closeCodeOf(refusal),
    refusal.code === 'device-revoked' ? byWhom(refusal.by) : refusal.code,
  );
}

/** [L4] How a connection is closed whose hello was refused. */
function closeCodeOf({ code }: Refusal): CloseCode {
  switch (code) {
    case 'device-revoked':
      return closeCodes.deviceRevoked;
    case 'validation-failed':
      return closeCodes.protocolError;
    case 'rate-limited':
    case 'quota-exceeded':
      return closeCodes.rate;
    case 'overloaded':
    case 'unavailable':
    case 'storage-full':
    case 'internal':
      return closeCodes.draining;
    default:
      return closeCodes.tokenExpired;
  }
}

/** The reason of close code 4503: who revoked the device, cut to what a close frame holds (RFC 6455 §5.5). */
export function byWhom(label: string | null | undefined): string {
  for (let by = label ?? null; ; by = by?.slice(0, -1) ?? null) {
    const reason = JSON.stringify({ by });
    // A cut in the middle of a pair would leave half a character.
    if (Buffer.byteLength(reason) <= reasonBytesMax && by?.isWellFormed() !== false) return reason;
  }
}

const reasonBytesMax = 123;
