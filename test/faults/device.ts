/** A device of the run: its credential, its replica, and what it asks of the server over HTTP. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Json } from '@kith/protocol';
import type { Effect, Sent } from '../checkers/record.ts';
import type { Recorder } from './recorder.ts';
import { type Limited, Replica, type Reset } from './replica.ts';
import { digest, joining, type ToldEvent } from './said.ts';
import type { Town } from './town.ts';
import { post } from './wire/http.ts';
import { isOpen, needsLogin, type Reply } from './wire/reply.ts';

/** How long to wait before what was lost is sent again. */
const againMs = 50;

/** Events of one chat that a device wants replayed, where it wants to know of no more. */
export const chatLimit = 5;

/** What an unregistered device needs. */
export interface DeviceMeans {
  /** Short name; stands in the ids of its commands. */
  readonly tag: string;
  readonly url: string;
  readonly recorder: Recorder;
  /** The chats that it may be in. */
  readonly town: Town;
}

export class Device {
  readonly tag: string;
  readonly url: string;
  readonly recorder: Recorder;
  readonly town: Town;
  readonly replica: Replica;
  readonly #secret: string;
  #token: string | undefined;
  #syncs = 0;

  /** Registers a device, logs it in and gives it its first state. */
  static async register({ tag, url, recorder, town }: DeviceMeans): Promise<Device> {
    const name = `${tag}.${randomBytes(6).toString('hex')}`;
    const secret = randomBytes(24).toString('base64url');
    const registered = await untilDefinite({
      recorder,
      sent: { device: name, command: `registers ${name}`, kind: 'devices.register', says: digest(name) },
      send: () => post({ url, method: 'devices.register', params: { name, secret } }),
      effectOf: (result) => ({ in: 'devices', id: (result as { device: { id: string } }).device.id }),
    });
    if (registered === undefined) throw new Error(`${name} cannot register`);
    const { id } = (registered as { device: { id: string } }).device;
    const device = new Device({ tag, url, recorder, town }, id, secret);
    await device.sync();
    return device;
  }

  private constructor({ tag, url, recorder, town }: DeviceMeans, id: string, secret: string) {
    this.tag = tag;
    this.url = url;
    this.recorder = recorder;
    this.town = town;
    this.replica = new Replica(id, recorder);
    this.#secret = secret;
  }

  get id(): string {
    return this.replica.device;
  }

  /** An access token; undefined: the server is not there to give one. */
  async token(): Promise<string | undefined> {
    if (this.#token === undefined) {
      const params = { device: this.id, secret: this.#secret };
      const reply = await post({ url: this.url, method: 'sessions.create', params });
      if (reply.kind === 'result') this.#token = (reply.result as { accessToken: string }).accessToken;
      else if (!isOpen(reply)) throw new Error(`${this.tag} cannot log in: ${JSON.stringify(reply)}`);
    }
    return this.#token;
  }

  /** Its token is no good any more. */
  forgetToken(): void {
    this.#token = undefined;
  }

  /** Calls over HTTP. */
  async call(method: string, params: object): Promise<Reply> {
    const token = await this.token();
    if (token === undefined) return { kind: 'lost' };
    const reply = await post({ url: this.url, token, method, params });
    if (needsLogin(reply)) this.forgetToken();
    return reply;
  }

  /** Makes a user. */
  async createUser(handle: string): Promise<void> {
    const id = joining(this.id);
    await untilDefinite({
      recorder: this.recorder,
      sent: { device: this.id, command: id, kind: 'users.create', says: digest(this.id) },
      send: () => this.call('users.create', { id, handle }),
      effectOf: () => ({ in: 'log' }),
    });
    await this.sync();
  }

  /** Lets a device in, which shows `number` for `link`; false: refused. */
  async approve(device: Device, { link, number }: { link: string; number: string }): Promise<boolean> {
    const { user: topic } = this.replica.topics;
    const approved = await untilDefinite({
      recorder: this.recorder,
      sent: { device: this.id, command: joining(device.id), kind: 'links.approve', says: digest(device.id) },
      send: () => this.call('links.approve', { link, number }),
      effectOf: () => ({ in: 'log', topic }),
    });
    return approved !== undefined;
  }

  /** Takes what happened since its cursor, by polling; false: the server did not answer. Every second time with a limit. */
  async sync(): Promise<boolean> {
    this.#syncs += 1;
    const limit = this.#syncs % 2 === 0 ? { limit: chatLimit } : {};
    for (;;) {
      const since = this.replica.cursor;
      const reply = await this.call('sync', since === undefined ? limit : { since, ...limit });
      if (isOpen(reply)) return false;
      if (reply.kind !== 'result') throw new Error(`${this.tag} cannot sync: ${JSON.stringify(reply)}`);
      const page = reply.result as SyncPage;
      if ('reset' in page) this.replica.reset({ ...page.reset, cursor: page.cursor }, 'poll');
      else {
        for (const limited of page.limited ?? []) this.replica.skip(limited, 'poll');
        for (const event of page.events) this.replica.take(event, 'poll');
        this.replica.move(page.cursor, 'poll');
      }
      if (!page.more) return true;
    }
  }
}

/** What `sync` answers. */
export type SyncPage =
  | {
      readonly events: readonly ToldEvent[];
      readonly limited?: readonly Limited[];
      readonly cursor: string;
      readonly more: boolean;
    }
  | { readonly reset: Omit<Reset, 'cursor'>; readonly cursor: string; readonly more: boolean };

/** A command outside any order, sent again until there is a definite answer. */
interface Insisting {
  readonly recorder: Recorder;
  readonly sent: Pick<Sent, 'device' | 'command' | 'kind' | 'says'>;
  readonly send: () => Promise<Reply>;
  readonly effectOf: (result: unknown) => Effect;
}

/** The result; undefined: refused. */
async function untilDefinite({ recorder, sent, send, effectOf }: Insisting): Promise<unknown> {
  for (;;) {
    const t0 = recorder.now();
    const reply = await send();
    const entry = { what: 'sent', ...sent, t0, t1: recorder.now() } as const;
    if (reply.kind === 'result') {
      const answer = digest(reply.result as Json);
      recorder.add({ ...entry, outcome: 'ok', answer, effect: effectOf(reply.result) });
      return reply.result;
    }
    const open = isOpen(reply);
    recorder.add({ ...entry, outcome: open ? 'unknown' : 'fail' });
    if (!open) return undefined;
    await pause(againMs);
  }
}
