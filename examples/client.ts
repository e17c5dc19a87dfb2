/** What the examples on a raw WebSocket share: one small client, with nothing but what Node has. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';

const url = process.env.KITH_URL ?? 'http://127.0.0.1:3000';
/** Names are unique on a server, so every run has its own. */
export const run = randomUUID().slice(0, 8);

export type Json = Readonly<Record<string, unknown>>;
export type Event = { cursor: string; topic: string; seq: number; type: string; actor: Json; data: Json };
type Message = { id?: number; method?: string; params?: Event; result?: Json; error?: Json };

/** The socket of one device: calls with their answers, and events in order. */
export class Client {
  readonly events: Event[] = [];
  closed: { code: number; reason: string } | undefined;
  readonly #socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/socket`, 'kith.v1');
  readonly #answers = new Map<number, Message>();
  #calls = 0;
  #wake = () => {};

  /** Opens a socket and says hello; with a cursor, everything that was missed follows. */
  static async connect(token: string, since?: string): Promise<{ client: Client; hello: Json }> {
    const client = new Client();
    const socket = client.#socket;
    socket.onmessage = ({ data }) => client.#take(JSON.parse(String(data)) as Message | Message[]);
    socket.onclose = ({ code, reason }) => {
      client.closed = { code, reason };
      client.#wake();
    };
    await new Promise((opened, failed) => {
      socket.onopen = opened;
      socket.onerror = () => failed(new Error(`no Kith at ${url}`));
    });
    const hello = await client.call('hello', since === undefined ? { token } : { token, since });
    return { client, hello };
  }

  async call(method: string, params: object = {}): Promise<Json> {
    this.#calls += 1;
    const id = this.#calls;
    this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    const { result, error } = await this.until(`the answer to ${method}`, () => this.#answers.get(id));
    assert(result !== undefined, `${method} was refused: ${JSON.stringify(error)}`);
    return result;
  }

  event(type: string, topic = 'user:'): Promise<Event> {
    return this.until(type, () => this.events.find((it) => it.type === type && it.topic.startsWith(topic)));
  }

  /** Waits for something to be there: looks again after every message. */
  async until<T>(what: string, look: () => T | undefined): Promise<T> {
    const late = AbortSignal.timeout(10_000);
    for (let found = look(); ; found = look()) {
      if (found !== undefined) return found;
      assert(this.closed === undefined, `closed before ${what}: ${JSON.stringify(this.closed)}`);
      await new Promise<void>((wake, fail) => {
        this.#wake = wake;
        late.onabort = () => fail(new Error(`${what} did not come`));
      });
    }
  }

  close(): void {
    this.#socket.close();
  }

  /** A frame is one message or an array. The seqs of a topic have no gaps: one more each, or something is missing. */
  #take(frame: Message | Message[]): void {
    for (const { id, method, params, ...answer } of [frame].flat()) {
      if (id !== undefined) this.#answers.set(id, answer);
      if (method !== 'event' || params === undefined) continue;
      const before = this.events.findLast(({ topic }) => topic === params.topic);
      assert(before === undefined || params.seq === before.seq + 1, `a gap before ${JSON.stringify(params)}`);
      this.events.push(params);
    }
    this.#wake();
  }
}

async function post(method: string, params: object): Promise<Json> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(params);
  const response = await fetch(`${url}/v1/${method}`, { method: 'POST', headers, body });
  assert.equal(response.status, 200, `${method} was refused`);
  return (await response.json()) as Json;
}

/** Registers a device and logs it in. */
export async function register(name: string): Promise<{ id: string; token: string }> {
  const secret = randomBytes(24).toString('base64url');
  const { device } = (await post('devices.register', { name, secret })) as { device: { id: string } };
  const { accessToken } = await post('sessions.create', { device: device.id, secret });
  return { id: device.id, token: String(accessToken) };
}
