import type { MethodName } from '@kith/protocol';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Cast, httpMethods, methods, newCast, rightCalls } from './calls.ts';
import { FrameSocket, type Message } from './frame-socket.ts';
import { text as textFrame } from './frames.ts';
import { askOnce } from './http-bytes.ts';
import { type Mutation, mutate, mutation, textOf, treeOf } from './mutations.ts';
import { type Stage, setStage } from './stage.ts';
import { errorOf, expectSilent, refusalOf } from './verdict.ts';

/** Mutated calls on each door: so many of each method that every outcome comes up. */
const runs = 90 * methods.length;

/** A cast serves for so many calls, unless one of them takes its devices away. */
const castCalls = 60;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ OPEN_JOIN: 'true', LIMIT_USER_SOCKETS: '1000', LIMIT_USER_LINKS: '1000' });
});
afterEach(() => stage.witness.expectUndisturbed());
afterAll(() => stage.end());

/** Gives casts, a new one where the last one was used up. */
class Casts {
  #cast: Cast | undefined;
  #calls = 0;

  async next(): Promise<Cast> {
    this.#calls += 1;
    if (this.#cast === undefined || this.#calls % castCalls === 0) this.#cast = await newCast(stage.url);
    return this.#cast;
  }

  /** This cast is not what it was. */
  drop(): void {
    this.#cast = undefined;
  }
}

/** Methods after which the devices of a cast, or its chats, are not what they were. */
const lasting: ReadonlySet<MethodName> = new Set([
  'devices.revoke',
  'devices.leave',
  'devices.setPassword',
  'sessions.end',
  'sessions.refresh',
  'sessions.recover',
  'users.join',
  'links.approve',
  'chats.delete',
  'members.remove',
  'messages.delete',
  'account.delete',
]);

/** How often each outcome came, so that a run that tests nothing does not pass. */
class Tally {
  readonly #counts = new Map<string, number>();

  add(method: string, outcome: string): void {
    for (const name of [outcome, `${method} ${outcome}`]) this.#counts.set(name, this.of(name) + 1);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Expects that every kind of outcome came up, and that every method was carried out and was refused. */
  expectVaried(called: readonly MethodName[]): void {
    for (const outcome of ['ok', 'bad-request', 'validation-failed', 'not-found', 'unauthenticated'])
      expect([outcome, this.of(outcome) > 0]).toEqual([outcome, true]);
    for (const method of called)
      expect([method, this.of(`${method} validation-failed`) > 0]).toEqual([method, true]);
    expect(this.of('ok')).toBeGreaterThan(runs / 50);
  }
}

/** Tries mutated calls of these methods, in ever new ways; a failure is shrunk and says its seed. */
async function tryMutations(
  called: readonly MethodName[],
  attempt: (method: MethodName, mutations: readonly Mutation[]) => Promise<void>,
): Promise<void> {
  const changes = fc.array(mutation, { minLength: 1, maxLength: 3 });
  await fc.assert(fc.asyncProperty(fc.constantFrom(...called), changes, attempt), {
    numRuns: runs,
    interruptAfterTimeLimit: 100_000,
    markInterruptAsFailure: true,
  });
}

test('over HTTP, every mutated call has a coded answer', async () => {
  const casts = new Casts();
  const tally = new Tally();
  await tryMutations(httpMethods, async (method, mutations) => {
    const cast = await casts.next();
    const { by, params } = rightCalls[method](cast);
    const body = textOf(mutate(treeOf(params), mutations));
    const bearer = by === 'nobody' ? [] : [`authorization: Bearer ${cast[by].token}`];
    const headers = ['content-type: application/json', ...bearer];
    const reply = await askOnce(stage.url, { target: `/v1/${method}`, headers, body });
    const outcome = reply.status === 200 ? 'ok' : refusalOf(reply, body);
    if (outcome === 'ok') expectSilent(reply.body, body);
    tally.add(method, outcome);
    if (reply.status === 401 || (outcome === 'ok' && lasting.has(method))) casts.drop();
  });
  tally.expectVaried(httpMethods);
});

/** Ways in which the server may end a socket that sends such calls: those that are about the call, and about its device. */
const ends = { call: [1007, 1009, 4500], device: [4401, 4411, 4503] };

test('on a socket, every mutated call has a coded answer, or ends it with a code', async () => {
  const casts = new Casts();
  const tally = new Tally();
  let live:
    | { socket: FrameSocket; cast: Cast; by: 'first' | 'loner'; calls: number; read: number }
    | undefined;

  /** Undefined where an earlier call took the device away before its answer came. */
  const socketOf = async (cast: Cast, by: 'first' | 'loner') => {
    if (live?.cast !== cast || live.by !== by || live.calls >= 20) {
      live?.socket.cut();
      live = undefined;
      const socket = await FrameSocket.open(stage.url);
      await socket.say({ jsonrpc: '2.0', id: 'hello', method: 'hello', params: { token: cast[by].token } });
      await socket.wire.until('the hello', () => socket.messages.length > 0 || socket.isClosing || undefined);
      if (!socket.isClosing) live = { socket, cast, by, calls: 0, read: 1 };
    }
    if (live !== undefined) live.calls += 1;
    return live;
  };
  const outcomeOf = (message: Message, sent: string) => {
    if (message.error !== undefined) return errorOf(message, sent);
    expectSilent(JSON.stringify(message), sent);
    return 'ok';
  };

  await tryMutations(methods, async (method, mutations) => {
    const cast = await casts.next();
    const { by, params } = rightCalls[method](cast);
    const now = await socketOf(cast, by === 'loner' ? 'loner' : 'first');
    if (now === undefined) {
      casts.drop();
      tally.add(method, 'gone');
      return;
    }
    const { socket } = now;
    const sent = textOf(mutate(treeOf({ jsonrpc: '2.0', id: 'mutated', method, params }), mutations));
    await socket.wire.send(textFrame(sent));
    const then = `then ${now.calls}`;
    await socket.say({ jsonrpc: '2.0', id: then, method: 'devices.list' });
    const messages = await socket.wire.until('an answer or the end', () =>
      socket.messages.some(({ id }) => id === then) || socket.isClosing ? socket.messages : undefined,
    );
    let isSpent = false;
    for (const message of messages.slice(now.read)) {
      if (message.method !== undefined || String(message.id).startsWith('then ')) continue;
      const outcome = outcomeOf(message, sent);
      tally.add(method, outcome);
      isSpent ||= outcome === 'ok' && lasting.has(method);
    }
    now.read = messages.length;
    const isAnswered = messages.some(({ id, result }) => id === then && result !== undefined);
    if (socket.isClosing) {
      const end = await socket.ended();
      const code = end === 'cut' ? end : end.code;
      expect([...ends.call, ...ends.device, 'cut']).toContain(code);
      isSpent ||= !ends.call.includes(Number(code));
    }
    if (socket.isClosing || !isAnswered) live = undefined;
    if (isSpent || (!socket.isClosing && !isAnswered)) casts.drop();
  });
  tally.expectVaried(methods.filter((method) => method !== 'hello'));
  expect(tally.of('gone')).toBeLessThan(runs / 20);
});
