/** Signals: writes what holds now and is not kept, and puts it before those whom it concerns. */
import {
  chatTopic,
  deviceTopic,
  type SignalData,
  type SignalType,
  type Topic,
  userTopic,
} from '@kith/protocol';
import type { Clock } from '../base/clock.ts';
import { RateLimiter } from '../base/rate.ts';
import type { OutboundEvent } from '../log/encoding.ts';
import type { Hub } from './hub.ts';
import type { Partners } from './partners.ts';
import { Signal } from './signal.ts';

/** Who is the origin of a signal. */
interface Origin {
  readonly user: string;
  readonly device: string | null;
}

/** How often readers of one chat are told that somebody writes, all of them together: in a large one, seldom. */
const typingRate = { perSecond: 5_000, burst: 5_000 };

/** Every kind of signal there is. */
export class Signals {
  readonly #hub: Hub;
  readonly #partners: Partners;
  readonly #clock: Clock;
  readonly #typing = new RateLimiter(typingRate);

  constructor({ hub, partners, clock }: { hub: Hub; partners: Partners; clock: Clock }) {
    this.#hub = hub;
    this.#partners = partners;
    this.#clock = clock;
  }

  /** How a device is present, to its user's devices; how a user is as a whole, to partners too. */
  presence(topic: Topic, data: SignalData<'presence'>): void {
    const { user, device = null } = data;
    const key = `presence ${device ?? user}`;
    this.#hub.signal(topic, key, new Signal(signalText('presence', { user, device }, data, topic)));
    if (device === null) this.#partners.tell(user, key, signalText('presence', { user, device }, data));
  }

  /** Somebody writes, or has stopped: to the chat, save the device itself. */
  typing(chat: string, { user, device }: { user: string; device: string }, typing: boolean): void {
    const topic = chatTopic(chat);
    const readers = Math.min(this.#hub.readers(topic), typingRate.burst);
    if (this.#typing.take(topic, this.#clock.monotonic(), readers) > 0) return;
    const text = signalText('typing', { user, device }, { typing }, topic);
    this.#hub.signal(topic, `typing ${chat} ${user}`, new Signal(text, device));
  }

  /** A person drags a setting: to where it shows, save the connection that the call came on. */
  preview(
    { user, device, connection = null }: Origin & { device: string; connection: string | null | undefined },
    data: Omit<SignalData<'setting.preview'>, 'device'>,
  ): void {
    const { app, key, scope } = data;
    // An override shows on its own device alone.
    const topic = scope.startsWith('device:') ? deviceTopic(device) : userTopic(user);
    const text = signalText('setting.preview', { user, device }, { ...data, device }, topic);
    this.#hub.signal(topic, `setting.preview ${device} ${app} ${scope} ${key}`, new Signal(text, connection));
  }

  /** Takes events: who has another profile is told to partners. */
  take(events: readonly OutboundEvent[]): void {
    for (const { event } of events) {
      if (event.type !== 'user.updated') continue;
      const user = event.topic.slice('user:'.length);
      const text = signalText('user.changed', { user, device: null }, { user });
      this.#partners.tell(user, `user.changed ${user}`, text);
    }
  }
}

function signalText<T extends SignalType>(type: T, from: Origin, data: SignalData<T>, topic?: Topic): string {
  const params = { type, ...(topic === undefined ? {} : { topic }), from, data };
  return JSON.stringify({ jsonrpc: '2.0', method: 'signal', params });
}
