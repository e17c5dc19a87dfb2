/** A raw socket of the protocol: JSON-RPC calls out, answers and notifications in. Knows no events. */
import { once } from 'node:events';
import { type Answer, subprotocol } from '@kith/protocol';
import { WebSocket } from 'ws';
import { type Reply, refusalOf } from './reply.ts';

/** No call takes this long on a connection that lives. */
const answerMsMax = 15_000;

/** What the owner of a socket hears. */
export interface SocketOwner {
  told(method: string, params: unknown): void;
  /** It is closed; every call without an answer is lost. `stuck`: a call got no answer for too long. */
  closed(code: number, stuck: boolean): void;
}

/** A call to be sent. */
export interface Call {
  readonly method: string;
  readonly params: object;
}

export class Socket {
  readonly #socket: WebSocket;
  readonly #owner: SocketOwner;
  readonly #waiting = new Map<number, { answered: (reply: Reply) => void; timer: NodeJS.Timeout }>();
  #calls = 0;
  #stuck = false;

  /** Connects; throws where nobody listens. */
  static async open(url: string, owner: SocketOwner): Promise<Socket> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/socket`, subprotocol);
    socket.on('error', () => undefined);
    await once(socket, 'open');
    return new Socket(socket, owner);
  }

  private constructor(socket: WebSocket, owner: SocketOwner) {
    this.#socket = socket;
    this.#owner = owner;
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Incoming | Incoming[];
      for (const message of Array.isArray(frame) ? frame : [frame]) this.#take(message);
    });
    socket.on('close', (code) => {
      for (const { answered, timer } of this.#waiting.values()) {
        clearTimeout(timer);
        answered({ kind: 'lost' });
      }
      this.#waiting.clear();
      this.#owner.closed(code, this.#stuck);
    });
  }

  /** Says hello. `greeted` hears of the result before anything that came behind it is told. */
  hello(params: object, greeted: (result: unknown) => void): Promise<Reply> {
    return new Promise((resolve) => {
      this.#ask([{ method: 'hello', params }], false, (_, reply) => {
        if (reply.kind === 'result') greeted(reply.result);
        resolve(reply);
      });
    });
  }

  /** Sends calls, one behind the other, in one frame or in one each; each has its own answer. */
  send(calls: readonly Call[], inOneFrame = false): Promise<Reply>[] {
    const replies = calls.map(() => Promise.withResolvers<Reply>());
    this.#ask(calls, inOneFrame, (index, reply) => replies[index]?.resolve(reply));
    return replies.map(({ promise }) => promise);
  }

  /** Ends it without a word, as a client does that dies. */
  drop(): void {
    this.#socket.terminate();
  }

  #ask(calls: readonly Call[], inOneFrame: boolean, answered: (index: number, reply: Reply) => void): void {
    if (this.#socket.readyState !== WebSocket.OPEN) {
      for (const index of calls.keys()) answered(index, { kind: 'lost' });
      return;
    }
    const frames = calls.map((call, index) => {
      const id = ++this.#calls;
      this.#await(id, (reply) => answered(index, reply));
      return { jsonrpc: '2.0', id, ...call };
    });
    if (inOneFrame && frames.length > 0) this.#socket.send(JSON.stringify(frames));
    else for (const frame of frames) this.#socket.send(JSON.stringify(frame));
  }

  #await(id: number, answered: (reply: Reply) => void): void {
    const timer = setTimeout(() => {
      this.#stuck = true;
      this.drop();
    }, answerMsMax);
    this.#waiting.set(id, { answered, timer });
  }

  #take(message: Incoming): void {
    if ('method' in message) {
      this.#owner.told(message.method, message.params);
      return;
    }
    const waiting = this.#waiting.get(Number(message.id));
    if (waiting === undefined) return;
    this.#waiting.delete(Number(message.id));
    clearTimeout(waiting.timer);
    waiting.answered(
      'error' in message ? refusalOf(message.error.data) : { kind: 'result', result: message.result },
    );
  }
}

type Incoming = Answer | { readonly method: string; readonly params: unknown };
