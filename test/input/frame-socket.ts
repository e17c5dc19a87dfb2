/** A WebSocket client that sends any bytes and reads what comes back, down to the close frame. */

import { frame, opcodes, readFrames, type ServerFrame, text } from './frames.ts';
import { readReplies, request } from './http-bytes.ts';
import { Wire } from './wire.ts';

/** How a server ended a socket; `cut` where no close frame came before the end. */
export type SocketEnd = { readonly code: number; readonly reason: string } | 'cut';

/** Header lines of an upgrade that a server takes. */
export const upgradeHeaders = [
  'connection: Upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol: kith.v1',
] as const;

export class FrameSocket {
  readonly wire: Wire;
  readonly #start: number;

  private constructor(wire: Wire, start: number) {
    this.wire = wire;
    this.#start = start;
  }

  /** Upgrades a connection; throws where the server says no. */
  static async open(url: string, headers: readonly string[] = []): Promise<FrameSocket> {
    const wire = await Wire.open(url);
    await wire.send(
      request({ method: 'GET', target: '/v1/socket', headers: [...upgradeHeaders, ...headers] }),
    );
    const head = await wire.until('the upgrade', (received) => {
      const end = received.indexOf('\r\n\r\n');
      return end < 0 ? undefined : received.subarray(0, end).toString('latin1');
    });
    if (!head.startsWith('HTTP/1.1 101 ')) {
      const [reply] = readReplies(wire.received, ['GET']);
      throw new Error(`the upgrade was refused: ${reply?.status} ${reply?.body}`);
    }
    return new FrameSocket(wire, Buffer.byteLength(head, 'latin1') + 4);
  }

  /** Opens a socket and says hello. */
  static async greeted(url: string, token: string): Promise<FrameSocket> {
    const socket = await FrameSocket.open(url);
    await socket.call({ jsonrpc: '2.0', id: 'hello', method: 'hello', params: { token } });
    return socket;
  }

  get frames(): ServerFrame[] {
    return readFrames(this.wire.received.subarray(this.#start));
  }

  /** Whether the server has begun to end it. */
  get isClosing(): boolean {
    return this.wire.ended || this.frames.some(({ opcode }) => opcode === opcodes.close);
  }

  /** The JSON-RPC messages that came. */
  get messages(): Message[] {
    return this.frames
      .filter(({ opcode }) => opcode === opcodes.text)
      .flatMap(({ payload }) => JSON.parse(payload.toString()) as Message | Message[]);
  }

  /** Sends a value as a frame of JSON. */
  async say(value: unknown): Promise<void> {
    await this.wire.send(text(JSON.stringify(value)));
  }

  /** Sends a call and waits for the answer to its id. */
  async call(call: { readonly id: unknown; readonly [member: string]: unknown }): Promise<Message> {
    await this.say(call);
    return this.answer(call.id);
  }

  /** Waits for the answer with this id, and takes no notice of any that came before the `nth`. */
  answer(id: unknown, nth = 1): Promise<Message> {
    return this.wire.until(`the answer to ${id}`, () => this.messages.filter((it) => it.id === id)[nth - 1]);
  }

  /** Expects that the server still listens here: it answers a ping. */
  async expectOpen(): Promise<void> {
    const payload = `still there ${Math.random()}`;
    await this.wire.send(frame({ opcode: opcodes.ping, payload }));
    await this.wire.until('a pong', () =>
      this.frames.find((it) => it.opcode === opcodes.pong && it.payload.toString() === payload),
    );
  }

  /** How the server ends it: by a close frame, which is answered as the RFC wants, or without one. */
  async ended(): Promise<SocketEnd> {
    const close = await this.wire.until('the end', () => {
      const found = this.frames.find(({ opcode }) => opcode === opcodes.close);
      return found ?? (this.wire.ended ? 'cut' : undefined);
    });
    this.wire.cut();
    if (close === 'cut') return 'cut';
    const { payload } = close;
    if (payload.length === 0) return { code: 1005, reason: '' };
    return { code: payload.readUInt16BE(0), reason: payload.subarray(2).toString() };
  }

  cut(): void {
    this.wire.cut();
  }
}

/** What came, as it came. */
export interface Message {
  readonly jsonrpc?: string;
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly data: { readonly code: string; readonly retry: string; readonly retryAfterMs?: number };
  };
}
