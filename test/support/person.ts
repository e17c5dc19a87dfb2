/** People with devices: registered, logged in, joined, so that a test begins where its rule does. */
import { randomBytes } from 'node:crypto';
import { HttpClient } from './http-client.ts';
import { RawSocket } from './raw-socket.ts';
import type { Hello, Tokens, UserView } from './wire.ts';

/** A socket that said hello. */
export interface Connected {
  readonly socket: RawSocket;
  readonly hello: Hello;
}

let count = 0;

/** A word that no other in this run is. */
export function fresh(prefix: string): string {
  count += 1;
  return `${prefix}-${process.pid.toString(36)}-${count}-${randomBytes(3).toString('hex')}`;
}

/** A device with its secret and its newest tokens. */
export class TestDevice {
  readonly url: string;
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  tokens: Tokens;

  private constructor(url: string, device: { id: string; name: string }, secret: string, tokens: Tokens) {
    this.url = url;
    this.id = device.id;
    this.name = device.name;
    this.secret = secret;
    this.tokens = tokens;
  }

  /** Registers a device and logs it in. */
  static async register(url: string, name = fresh('Device')): Promise<TestDevice> {
    const secret = randomBytes(18).toString('base64url');
    const open = new HttpClient(url);
    const { device } = await open.ok<{ device: { id: string; name: string } }>('devices.register', {
      name,
      secret,
    });
    const tokens = await open.ok<Tokens>('sessions.create', { device: device.id, secret });
    return new TestDevice(url, device, secret, tokens);
  }

  get token(): string {
    return this.tokens.accessToken;
  }

  /** The HTTP door with this device's token. */
  get http(): HttpClient {
    return new HttpClient(this.url, this.token);
  }

  /** Logs in again. */
  async login(): Promise<Tokens> {
    this.tokens = await new HttpClient(this.url).ok<Tokens>('sessions.create', {
      device: this.id,
      secret: this.secret,
    });
    return this.tokens;
  }

  /** Opens a socket and says hello. */
  async connect(since?: string, limit?: number): Promise<Connected> {
    const socket = await RawSocket.open(this.url);
    const hello = await socket.hello({ token: this.token, since, limit });
    return { socket, hello };
  }

  /** Sets one setting by HTTP and gives what became of it. */
  async set(key: string, value: unknown, rest: Readonly<Record<string, unknown>> = {}): Promise<OpResult> {
    const { results } = await this.http.ok<{ results: OpResult[] }>(
      'settings.set',
      oneEdit(key, value, rest),
    );
    const [result] = results;
    if (result === undefined) throw new Error('no result for one op');
    return result;
  }
}

/** What became of one op of `settings.set`. */
export interface OpResult {
  readonly id: string;
  readonly outcome: string;
  readonly rev?: number;
  readonly code?: string;
}

/** The app that tests set things in. */
export const app = 'test';

/** Params of `settings.set` with one fresh edit, newer than all before it. */
export function oneEdit(key: string, value: unknown, rest: Readonly<Record<string, unknown>> = {}): object {
  return { app, ops: [{ id: fresh('op'), key, value, base: 0, ageMs: 0, ...rest }] };
}

/** A user and its first device. */
export interface Person {
  readonly user: UserView;
  readonly device: TestDevice;
}

/** Registers a device that makes a user. */
export async function newPerson(url: string, handle = fresh('p')): Promise<Person> {
  const device = await TestDevice.register(url);
  const { user } = await device.http.ok<{ user: UserView }>('users.create', { id: fresh('cmd'), handle });
  return { user, device };
}

/** Has a device join the user of another one, by code and number. */
export async function link(existing: TestDevice, joining: TestDevice): Promise<void> {
  const { code, qr } = await existing.http.ok<{ code: string; qr: string }>('links.create');
  const handle = new URL(qr).hash.slice(1).split('.').slice(0, -1).join('.');
  const redeemed = await joining.http.ok<{ link: string; number: string }>('links.redeem', { handle, code });
  await existing.http.ok('links.approve', { link: redeemed.link, number: redeemed.number });
}

/** Registers another device of the same user. */
export async function another(existing: TestDevice): Promise<TestDevice> {
  const joining = await TestDevice.register(existing.url);
  await link(existing, joining);
  return joining;
}
