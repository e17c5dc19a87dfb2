/** The commands room's one door: authenticates, checks rates, validates, then hands the call to its handler. */
import {
  isMethod,
  isRead,
  type Json,
  type MethodName,
  methodEntry,
  type ReadMethod,
  type Refusal,
  refuse,
} from '@kith/protocol';
import { StoreFault } from '../store/port.ts';
import type { Caller } from './caller.ts';
import type { Handler, Means, Raw, Reader } from './handler.ts';
import { accountHandlers } from './handlers/account.ts';
import { appHandlers } from './handlers/apps.ts';
import { chatReads } from './handlers/chat-reads.ts';
import { chatHandlers } from './handlers/chats.ts';
import { deviceHandlers } from './handlers/devices.ts';
import { inviteHandlers } from './handlers/invites.ts';
import { linkHandlers } from './handlers/links.ts';
import { memberHandlers } from './handlers/members.ts';
import { messageReads } from './handlers/message-reads.ts';
import { messageHandlers } from './handlers/messages.ts';
import { ownReads } from './handlers/own-reads.ts';
import { requestHandlers } from './handlers/requests.ts';
import { sessionHandlers } from './handlers/sessions.ts';
import { settingHandlers } from './handlers/settings.ts';
import { sync } from './handlers/sync.ts';
import { typingHandlers } from './handlers/typing.ts';
import { userHandlers } from './handlers/users.ts';
import { issueHint } from './hint.ts';

/** The methods that the connection answers by itself. */
type SocketMethod = 'hello' | 'auth.renew';

const handlers: {
  readonly [M in Exclude<MethodName, SocketMethod>]: M extends ReadMethod ? Reader<M> : Handler<M>;
} = {
  ...accountHandlers,
  ...appHandlers,
  ...chatHandlers,
  ...chatReads,
  ...deviceHandlers,
  ...inviteHandlers,
  ...linkHandlers,
  ...memberHandlers,
  ...messageHandlers,
  ...messageReads,
  ...ownReads,
  ...requestHandlers,
  ...sessionHandlers,
  ...settingHandlers,
  ...typingHandlers,
  ...userHandlers,
  sync,
};

/** The answer to a call. */
export type Answered = { readonly ok: true; readonly result: unknown | Raw } | Refusal;

/** Answers calls of every door. */
export interface Commands {
  /**
   * Answers a call. Never throws: weather and bugs are refusals too.
   *
   * A durable command is handed to the log before this returns, so calls that follow each other stay in order.
   */
  call(method: string, sent: Json, caller: Caller): Promise<Answered>;
  /** What `call` checks before anything is done: the method, the caller, the rates. Takes from the rates. */
  admit(method: string, caller: Caller): Refusal | undefined;
  /** Takes what is no call of a method from the caller's rate. */
  count(caller: Caller): Refusal | undefined;
}

/** Is told of an error that a call met. */
export type Trouble = (error: unknown, method: string) => void;

/** Makes the commands room. */
export function createCommands(
  means: Means,
  on: { readonly bug: Trouble; readonly weather: Trouble },
): Commands {
  async function call(method: string, sent: Json, caller: Caller): Promise<Answered> {
    try {
      return await answer(means, method, sent, caller);
    } catch (error) {
      const isWeather = error instanceof StoreFault && error.code !== 'internal';
      (isWeather ? on.weather : on.bug)(error, method);
      return refuse(error instanceof StoreFault ? error.code : 'internal');
    }
  }
  return {
    call,
    admit: (method, caller) => admit(means, method, caller),
    count: (caller) => means.guards.frame(rateKey(caller)),
  };
}

function admit({ guards }: Means, method: string, caller: Caller): Refusal | undefined {
  const key = rateKey(caller);
  if (!isMethod(method)) return guards.frame(key) ?? refuse('not-found', { hint: 'there is no such method' });
  const { open, durable, changes, heavy, searches } = methodEntry(method);
  if (open !== true && caller.device === undefined) return refuse('unauthenticated');
  const tooMany = guards.frame(key);
  if (tooMany !== undefined) return tooMany;
  if (heavy === true) return guards.heavy(key) ?? guards.send(key);
  if (searches === true) return guards.search(key);
  // Open methods have guards of their own: registering, logging in, guessing.
  return open !== true && (durable === true || changes === true) ? guards.send(key) : undefined;
}

/** What is counted together: the calls of a device, or of an address without one. */
function rateKey({ device, remote }: Caller): string {
  return device?.id ?? remote.ip;
}

function answer(means: Means, method: string, sent: Json, caller: Caller): Promise<Answered> | Answered {
  if (!isMethod(method)) return refuse('not-found', { hint: 'there is no such method' });
  if (method === 'hello' || method === 'auth.renew') {
    return refuse('bad-request', { hint: `${method} is for a WebSocket` });
  }
  const { open } = methodEntry(method);
  if (open !== true && caller.device === undefined) return refuse('unauthenticated');
  const read = methodEntry(method).params.safeParse(sent);
  if (!read.success) return refuse('validation-failed', { hint: issueHint(read.error) });
  const called = { params: read.data as never, sent, caller };
  // What changes something is decided by the log, which knows the device itself.
  if (!isRead(method)) return (handlers[method] as Handler<never>)(means, called);
  return answerRead(means, method, called);
}

async function answerRead(
  means: Means,
  method: ReadMethod,
  called: Parameters<Handler<never>>[1],
): Promise<Answered> {
  const { device: claimed } = called.caller;
  const device = claimed && (await means.directory.device(claimed.id));
  if (device === undefined) return refuse('unauthenticated');
  if (device.revoked)
    return refuse('device-revoked', device.revokedBy === null ? {} : { by: device.revokedBy });
  if (device.gen !== claimed?.gen) return refuse('unauthenticated', { hint: 'this session has ended' });
  return (handlers[method] as Reader<never>)(means, { ...called, device });
}
