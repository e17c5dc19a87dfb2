/** A device on a socket: it reads live, sends its commands one behind the other, and comes back by its cursor. */
import type { Seeded } from '../settings/seeded.ts';
import type { Parcel } from './command.ts';
import { Desk } from './desk.ts';
import { chatLimit, type Device } from './device.ts';
import { type Pace, pauseUnless } from './pace.ts';
import type { Greeting, Limited, Reset } from './replica.ts';
import type { ToldEvent } from './said.ts';
import { needsLogin } from './wire/reply.ts';
import { Socket } from './wire/socket.ts';

const parcelsMax = 5;

/** So many of its sends are the last of their connection: it goes away with the answers under way. */
const cutShare = 0.01;

/** How long it waits before it comes back, at most. */
const comeBackMsMax = 150;

export class LiveDevice {
  readonly device: Device;
  /** Calls that got no answer on a connection that lived. */
  stuck = 0;
  readonly #desk: Desk;
  readonly #random: Seeded;
  readonly #pace: Pace;
  readonly #leaving = new AbortController();
  #socket: Socket | undefined;
  #connections = 0;

  constructor(device: Device, { random, pace }: { random: Seeded; pace: Pace }) {
    this.device = device;
    this.#desk = new Desk(device, random);
    this.#random = random;
    this.#pace = pace;
  }

  /** Whether all that it sent is answered and it is connected. */
  get isSettled(): boolean {
    return this.#socket !== undefined && this.#desk.open.length === 0;
  }

  /** Connects again and again until it leaves. */
  async run(): Promise<void> {
    while (!this.#leaving.signal.aborted) {
      await this.#live();
      await this.#pause(comeBackMsMax * this.#random.next());
    }
  }

  /** Ends the run. */
  leave(): void {
    this.#leaving.abort();
    this.#socket?.drop();
  }

  /** One connection, from the opening to the close. */
  async #live(): Promise<void> {
    this.#connections += 1;
    const name = `${this.device.tag}#${this.#connections}`;
    const { replica } = this.device;
    const gone = Promise.withResolvers<void>();
    const socket = await Socket.open(this.device.url, {
      told: (method, params) => {
        if (method === 'event') replica.take(params as ToldEvent, name);
        else if (method === 'reset') replica.reset(params as Reset, name);
        else if (method === 'limited') replica.skip(params as Limited, name);
        else if (method === 'cursor') replica.move((params as { cursor: string }).cursor, name);
      },
      closed: (code, stuck) => {
        if (stuck) this.stuck += 1;
        this.#socket = undefined;
        replica.closed(code, name);
        gone.resolve();
      },
    }).catch(() => undefined);
    if (socket === undefined) return;
    const greeted = await this.#greet(socket, name);
    if (greeted) await this.#work(socket);
    if (!greeted || this.#leaving.signal.aborted) socket.drop();
    await gone.promise;
  }

  async #greet(socket: Socket, name: string): Promise<boolean> {
    const token = await this.device.token();
    if (token === undefined) return false;
    const { replica } = this.device;
    const since = replica.cursor;
    const limit = this.#connections % 2 === 0 ? { limit: chatLimit } : {};
    const params = since === undefined ? { token } : { token, since, ...limit };
    const reply = await socket.hello(params, (result) => replica.greeted(since, result as Greeting, name));
    if (needsLogin(reply)) this.device.forgetToken();
    return reply.kind === 'result';
  }

  /** Sends first what is open, then new commands, as long as the connection lasts and the load goes on. */
  async #work(socket: Socket): Promise<void> {
    this.#socket = socket;
    while (this.#socket === socket && !this.#leaving.signal.aborted) {
      const { open } = this.#desk;
      if (open.length > 0) await this.#send(socket, open);
      else if (!this.#pace.goesOn) return;
      else if (this.device.replica.user !== null) await this.#send(socket, this.#desk.burst(parcelsMax));
      const waits = this.device.replica.user === null || this.#desk.open.length > 0;
      await (waits ? this.#pause(comeBackMsMax) : this.#pace.think(this.#random));
    }
  }

  /** Sends parcels one behind the other; one that was answered before may take the other door. */
  async #send(socket: Socket, parcels: readonly Parcel[]): Promise<void> {
    const t0 = this.device.recorder.now();
    const open = new Set(this.#desk.open);
    const byHttp = parcels.filter((parcel) => !open.has(parcel) && this.#random.chance(0.25));
    const bySocket = parcels.filter((parcel) => !byHttp.includes(parcel));
    const calls = bySocket.map((parcel) => this.#desk.callOf(parcel));
    const replies = socket.send(calls, this.#random.chance(0.3));
    if (this.#random.chance(cutShare)) setImmediate(() => socket.drop());
    await Promise.all([
      ...bySocket.map(async (parcel, index) => {
        const reply = await replies[index];
        if (reply !== undefined) this.#desk.settle(parcel, t0, reply);
      }),
      ...byHttp.map(async (parcel) => {
        const { method, params } = this.#desk.callOf(parcel);
        this.#desk.settle(parcel, t0, await this.device.call(method, params));
      }),
    ]);
  }

  async #pause(ms: number): Promise<void> {
    await pauseUnless(ms, this.#leaving.signal);
  }
}
