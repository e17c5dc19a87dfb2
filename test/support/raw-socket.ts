/** A raw client of the WebSocket door: sends what it is told to, records every frame, knows no rule of the protocol. */
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { type Closed, Inbox } from './inbox.ts';
import { within } from './patience.ts';
import type { Answer, Hello, Problem } from './wire.ts';

export interface ConnectOptions {
  readonly protocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

/** The door did not open. */
export class UpgradeRefused extends Error {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;

  constructor({ statusCode = 0, headers }: IncomingMessage, body: string) {
    super(`the upgrade was refused with ${statusCode}: ${body}`);
    this.status = statusCode;
    this.headers = headers;
    this.body = body;
  }
}

export class RawSocket {
  readonly inbox = new Inbox();
  readonly #socket: WebSocket;
  readonly #ended: Promise<Closed>;
  #calls = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.#ended = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        const closed = { code, reason: reason.toString() };
        this.inbox.end(closed);
        resolve(closed);
      });
    });
    socket.on('message', (data: Buffer) => this.inbox.take(data.toString()));
    socket.on('error', () => undefined);
  }

  /** Opens a socket; rejects with `UpgradeRefused` where the server says no. */
  static async open(url: string, options: ConnectOptions = {}): Promise<RawSocket> {
    const { protocols = ['kith.v1'], headers = {}, path = '/v1/socket' } = options;
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${path}`, [...protocols], {
      headers: { ...headers },
      perMessageDeflate: false,
    });
    const raw = new RawSocket(socket);
    const opened = new Promise<void>((resolve, reject) => {
      socket.on('open', resolve);
      socket.on('error', reject);
      socket.on(
        'unexpected-response',
        (_, response) => void readAll(response).then((body) => reject(new UpgradeRefused(response, body))),
      );
    });
    await within(opened, () => `no socket opened at ${url}`);
    return raw;
  }

  /** The subprotocol that the server took. */
  get protocol(): string {
    return this.#socket.protocol;
  }

  /** Sends text as one frame. */
  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** Sends a value as one frame of JSON. */
  send(value: unknown): void {
    this.sendText(JSON.stringify(value));
  }

  /** Sends a call and gives its id; its answer is awaited elsewhere, or nowhere. */
  start(method: string, params: unknown = {}): string {
    const call = this.prepare(method, params);
    this.send(call);
    return call.id;
  }

  /** A call that is not sent yet. */
  prepare(
    method: string,
    params: unknown = {},
  ): { jsonrpc: '2.0'; id: string; method: string; params: unknown } {
    this.#calls += 1;
    return { jsonrpc: '2.0', id: `call-${this.#calls}`, method, params };
  }

  /** Waits for the answer to a call. */
  answer(id: string): Promise<Answer> {
    return this.inbox.until(`the answer to ${id}`, () => this.inbox.answer(id));
  }

  /** Calls a method. */
  call(method: string, params: unknown = {}): Promise<Answer> {
    return this.answer(this.start(method, params));
  }

  /** Calls a method that must succeed, and gives its result. */
  async ok<T = Readonly<Record<string, unknown>>>(method: string, params: unknown = {}): Promise<T> {
    const answer = await this.call(method, params);
    if (!answer.ok) throw new Error(`${method} was refused: ${JSON.stringify(answer.problem)}`);
    return answer.result as T;
  }

  /** Calls a method that must be refused, and gives the problem. */
  async refused(method: string, params: unknown = {}): Promise<Problem> {
    const answer = await this.call(method, params);
    if (answer.ok) throw new Error(`${method} was not refused: ${JSON.stringify(answer.result)}`);
    return answer.problem;
  }

  /** Says hello, which must be answered with a welcome. */
  hello(params: { token: string; since?: string | undefined; limit?: number | undefined }): Promise<Hello> {
    return this.ok<Hello>('hello', params);
  }

  /** How the socket ended, once it has. */
  closed(): Promise<Closed> {
    return within(
      this.#ended,
      () =>
        `the socket stays open; it has ${this.inbox.frames.length} frames, the last: ${this.inbox.frames.at(-1)?.text}`,
    );
  }

  /** Resolves when a ping came and its pong is on the way. */
  ponged(): Promise<void> {
    return within(
      new Promise<void>((resolve) => void this.#socket.once('ping', () => resolve())),
      () => 'no ping came',
    );
  }

  /** Stops to take bytes from the network. */
  pause(): void {
    this.#socket.pause();
  }

  /** Takes bytes again. */
  resume(): void {
    this.#socket.resume();
  }

  /** Closes as a client that is done. */
  async close(): Promise<Closed> {
    this.#socket.close(1000);
    return this.closed();
  }

  /** Cuts the line: no close frame, nothing more is read. */
  async cut(): Promise<void> {
    this.#socket.terminate();
    await this.closed();
  }
}

async function readAll(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
