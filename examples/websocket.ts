/**
 * The whole of Kith with a raw WebSocket: two devices join one user, share a setting live, one signs the other out.
 *
 *   KITH_URL=http://127.0.0.1:3000 node examples/websocket.ts
 *
 * It uses nothing but what Node has. Only registering and logging in go by HTTP, since a socket opens with a token.
 * What is not as it should be ends it with code 1.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';

const url = process.env.KITH_URL ?? 'http://127.0.0.1:3000';
const run = randomUUID().slice(0, 8);

type Json = Readonly<Record<string, unknown>>;
type Event = { cursor: string; topic: string; seq: number; type: string; actor: Json; data: Json };
type Message = { id?: number; method?: string; params?: Event; result?: Json; error?: Json };

/** The socket of one device: calls with their answers, and events in order. */
class Client {
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
async function register(name: string): Promise<{ id: string; token: string }> {
  const secret = randomBytes(24).toString('base64url');
  const { device } = (await post('devices.register', { name, secret })) as { device: { id: string } };
  const { accessToken } = await post('sessions.create', { device: device.id, secret });
  return { id: device.id, token: String(accessToken) };
}

const theme = (value: string) => ({ id: randomUUID(), key: 'theme', value, base: 0, ageMs: 0 });

console.log('Two devices register and connect; the laptop makes a user.');
const [laptop, phone] = [await register(`Laptop.${run}`), await register(`Phone.${run}`)];
const { client: onLaptop } = await Client.connect(laptop.token);
const { client: onPhone } = await Client.connect(phone.token);
const made = await onLaptop.call('users.create', { id: randomUUID(), handle: `ann.${run}` });
const { id: user } = made.user as { id: string };

console.log('The laptop shows a code, the phone a number; typed on the laptop, it lets the phone in.');
const { code } = await onLaptop.call('links.create');
const { link, number } = await onPhone.call('links.redeem', { handle: `ann.${run}`, code });
assert.equal((await onLaptop.event('link.redeemed')).data.link, link);
await onLaptop.call('links.approve', { link, number });
await onPhone.event('device.joined', `user:${user}`);
const { devices } = (await onPhone.call('devices.list')) as { devices: { id: string; online: boolean }[] };
assert.deepEqual(new Set(devices.map((it) => it.id)), new Set([laptop.id, phone.id]));
assert.deepEqual(new Set(devices.map((it) => it.online)), new Set([true]));

console.log('A setting that one changes is on the other at once, and says who changed it.');
await onPhone.call('settings.set', { app: 'example', ops: [theme('dark')] });
const changed = await onLaptop.event('setting.changed');
assert.equal(changed.data.value, 'dark');
assert.deepEqual(changed.actor, { user, device: phone.id });

console.log('The laptop goes away, the phone goes on; by its cursor the laptop gets exactly what it missed.');
onLaptop.close();
await onPhone.call('settings.set', { app: 'example', ops: [theme('light')] });
await onPhone.call('devices.rename', { id: randomUUID(), device: laptop.id, label: 'Ann on the road' });
const { client: back, hello } = await Client.connect(laptop.token, changed.cursor);
assert.equal(hello.resumed, true);
await back.event('device.renamed', 'device:');
const [first, second] = back.events;
assert.deepEqual([first?.seq, first?.data.value], [changed.seq + 1, 'light']);
assert.deepEqual([second?.seq, second?.type], [changed.seq + 2, 'device.renamed']);

console.log('The laptop signs the phone out: its socket is closed at once, and says by whom.');
await back.call('devices.revoke', { id: randomUUID(), device: phone.id });
const end = await onPhone.until('the end', () => onPhone.closed);
assert.deepEqual(end, { code: 4503, reason: '{"by":"Ann on the road"}' });
assert.equal(onPhone.events.at(-1)?.type, 'device.revoked');
assert.equal((await back.event('device.revoked')).actor.device, laptop.id);
back.close();
console.log('All is as it should be.');
