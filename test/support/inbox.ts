/** The inbox of a raw socket: every frame in the order in which it came, and a way to wait for what must come. */
import { itemTexts } from './json-text.ts';
import { patienceMs, within } from './patience.ts';
import type { Answer, Notification, Problem, WireEvent } from './wire.ts';

/** One JSON-RPC message, with the bytes that it came in. */
export type Message =
  | {
      readonly kind: 'answer';
      readonly id: string | number | null;
      readonly answer: Answer;
      readonly text: string;
    }
  | { readonly kind: 'notification'; readonly notification: Notification; readonly text: string };

/** One text frame. */
export interface Frame {
  readonly text: string;
  readonly messages: readonly Message[];
}

/** An event, with the text of its params. */
export interface TextEvent extends WireEvent {
  readonly text: string;
}

/** How a socket ended. */
export interface Closed {
  readonly code: number;
  readonly reason: string;
}

interface Waiter {
  look(): boolean;
  fail(error: Error): void;
}

export class Inbox {
  readonly frames: Frame[] = [];
  readonly messages: Message[] = [];
  closed: Closed | undefined;
  readonly #waiters = new Set<Waiter>();

  /** A frame came. */
  take(text: string): void {
    const messages = itemTexts(text).map(readMessage);
    this.frames.push({ text, messages });
    this.messages.push(...messages);
    this.#look();
  }

  /** The socket ended: what did not come by now never will. */
  end(closed: Closed): void {
    this.closed = closed;
    this.#look();
    for (const { fail } of this.#waiters) fail(new Error(`closed with ${closed.code} ${closed.reason}`));
    this.#waiters.clear();
  }

  get notifications(): Notification[] {
    return this.messages.flatMap((message) =>
      message.kind === 'notification' ? [message.notification] : [],
    );
  }

  get events(): TextEvent[] {
    return eventsOf(this.messages);
  }

  /** Params of the notifications of one method. */
  said<T>(method: string): T[] {
    return this.notifications.filter((it) => it.method === method).map((it) => it.params as T);
  }

  answer(id: string | number | null): Answer | undefined {
    for (const message of this.messages) {
      if (message.kind === 'answer' && message.id === id) return message.answer;
    }
    return undefined;
  }

  /** Looks after every frame, and at the end, until `look` finds something. Fails with what came. */
  async until<T>(what: string, look: () => T | undefined): Promise<T> {
    const found = look();
    if (found !== undefined) return found;
    if (this.closed !== undefined) throw this.#missed(what, new Error(`closed with ${this.closed.code}`));
    let waiter: Waiter | undefined;
    const coming = new Promise<T>((resolve, reject) => {
      waiter = {
        look: () => {
          const seen = look();
          if (seen !== undefined) resolve(seen);
          return seen !== undefined;
        },
        fail: (error) => reject(this.#missed(what, error)),
      };
      this.#waiters.add(waiter);
    });
    try {
      return await within(
        coming,
        () => this.#missed(what, new Error('it took too long')).message,
        patienceMs,
      );
    } finally {
      if (waiter !== undefined) this.#waiters.delete(waiter);
    }
  }

  #look(): void {
    for (const waiter of [...this.#waiters]) if (waiter.look()) this.#waiters.delete(waiter);
  }

  #missed(what: string, { message }: Error): Error {
    const came = this.frames.slice(-8).map(({ text }) => text.slice(0, 400));
    const ended = this.closed === undefined ? '' : `\nclosed: ${this.closed.code} ${this.closed.reason}`;
    return new Error(
      `waited for ${what}: ${message}; the last of ${this.frames.length} frames:\n${came.join('\n')}${ended}`,
    );
  }
}

const paramsMember = '"params":';

/** The events in messages, in order. */
export function eventsOf(messages: readonly Message[]): TextEvent[] {
  return messages.flatMap(eventsIn);
}

function eventsIn(message: Message): TextEvent[] {
  if (message.kind !== 'notification' || message.notification.method !== 'event') return [];
  const { text } = message;
  const start = text.indexOf(paramsMember) + paramsMember.length;
  return [{ ...(message.notification.params as unknown as WireEvent), text: text.slice(start, -1) }];
}

interface Incoming {
  readonly jsonrpc?: unknown;
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: Notification['params'];
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string; readonly data: Problem };
}

function readMessage(text: string): Message {
  const { jsonrpc, id, method, params, result, error } = JSON.parse(text) as Incoming;
  if (jsonrpc !== '2.0') throw new Error(`not JSON-RPC 2.0: ${text}`);
  if (method !== undefined && params !== undefined && id === undefined)
    return { kind: 'notification', notification: { method, params }, text };
  if (id === undefined || (result === undefined) === (error === undefined))
    throw new Error(`neither a notification nor an answer: ${text}`);
  if (result !== undefined) return { kind: 'answer', id, answer: { ok: true, result }, text };
  if (error === undefined) throw new Error('unreachable');
  return { kind: 'answer', id, answer: { ok: false, rpcCode: error.code, problem: error.data }, text };
}
