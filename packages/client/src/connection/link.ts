/** One socket from its opening to its end: says hello, hears frames, and is deaf once it was let go. */
import type { ErrorBody, Result } from '@kith/protocol';
import type { Environment, Socket } from '../environment/environment.ts';
import { callFrame, type Message, messagesIn, type Notice } from '../wire/frames.ts';

/** The subprotocol of this contract ([F1]). */
const subprotocol = 'kith.v1';

/** Ends a connection that said what cannot be taken (RFC 6455 §7.4.1). */
export const nonsense = 1002;

/** The id of the hello; calls count from 1. */
const helloId = 0;

export type Hello = Result<'hello'>;

/** How it ended. */
export interface Ended {
  readonly code: number;
  /** The label of the device that revoked this one. */
  readonly by?: string | null;
  readonly retryAfterMs?: number | undefined;
}

export interface LinkEars {
  /** What to say hello with. */
  hello(): {
    readonly token: string;
    readonly since: string | undefined;
    readonly limit: number | undefined;
  };
  greeted(hello: Hello): void;
  notice(notice: Notice): void;
  result(id: string | number | null, result: unknown): void;
  error(id: string | number | null, error: ErrorBody): void;
  /** A frame came, whatever it says. */
  heard(): void;
  ended(ended: Ended): void;
}

/** The socket of one connection. */
export class Link {
  readonly #socket: Socket;
  readonly #ears: LinkEars;
  #refusal: ErrorBody | undefined;
  #isOver = false;

  constructor(environment: Pick<Environment, 'openSocket'>, url: string, ears: LinkEars) {
    this.#ears = ears;
    this.#socket = environment.openSocket(`${url.replace(/^http/, 'ws')}/v1/socket`, subprotocol, {
      opened: () => this.#opened(),
      heard: (text) => this.#heard(text),
      closed: (code, reason) => this.#closed(code, reason),
    });
  }

  send(text: string): void {
    if (!this.#isOver) this.#socket.send(text);
  }

  /** Lets go of it: nothing of it is heard any more. */
  drop(): void {
    this.#isOver = true;
    this.#socket.close();
  }

  #opened(): void {
    if (this.#isOver) return;
    this.send(callFrame(helloId, 'hello', this.#ears.hello()));
  }

  #heard(text: string): void {
    if (this.#isOver) return;
    this.#ears.heard();
    try {
      for (const message of messagesIn(text)) {
        if (this.#isOver) return;
        this.#take(message);
      }
    } catch {
      // Not the protocol: whatever else this connection says is no better.
      this.drop();
      this.#ears.ended({ code: nonsense });
    }
  }

  #take(message: Message): void {
    const ears = this.#ears;
    if (message.kind !== 'result' && message.kind !== 'error') ears.notice(message);
    else if (message.id !== helloId) {
      if (message.kind === 'result') ears.result(message.id, message.result);
      else ears.error(message.id, message.error);
    } else if (message.kind === 'result') ears.greeted(message.result as Hello);
    else this.#refusal = message.error;
  }

  #closed(code: number, reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { retryAfterMs, by = byIn(reason) } = this.#refusal ?? {};
    this.#ears.ended({ code, by, retryAfterMs });
  }
}

/** [L2] The reason of a close with 4503 says which device did it. */
function byIn(reason: string): string | null {
  try {
    const { by } = JSON.parse(reason) as { by?: unknown };
    return typeof by === 'string' ? by : null;
  } catch {
    return null;
  }
}
