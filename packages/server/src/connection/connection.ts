/** A connection: one live socket or stream, from its first byte to its close. Knows no transport. */
import {
  type CallId,
  type CloseCode,
  closeCodes,
  errorTable,
  type Json,
  type Refusal,
  refuse,
} from '@kith/protocol';
import type { Caller, Remote } from '../commands/caller.ts';
import { mergeBatches } from '../hub/batch.ts';
import { Pending, type Subscriber } from '../hub/hub.ts';
import type { OutboundEvent } from '../log/encoding.ts';
import { type ReadCall, readFrame } from './calls.ts';
import type { ConnectionMeans } from './means.ts';
import { errorAnswer, notification, resultAnswer } from './notifications.ts';
import { Order, orderId } from './order.ts';
import { Outbox } from './outbox.ts';
import type { Phase } from './phase.ts';
import type { Transport } from './transport.ts';

/** Calls of one connection that may be under way at once. */
const callsMax = 4096;

/** A reader that refusals do not stop is closed after so many in a row. */
const stubbornMax = 200;

/** One connection. `connection/lifecycle.ts` drives what is not a call. */
export class Connection implements Subscriber {
  readonly id: string;
  readonly remote: Remote;
  readonly transport: Transport;
  readonly outbox: Outbox;
  readonly pending = new Pending();
  readonly openedAt: number;
  phase: Phase = { name: 'silent' };
  /** Offset of the last event that it was sent, or that it was told to move to. */
  sentOffset = 0;
  /** Monotonic times of its last frame out, and of its last sign of life. */
  sentAt: number;
  aliveAt: number;
  pingedAt = 0;
  readonly #means: ConnectionMeans;
  #order: Order | undefined;
  #calls = 0;
  #requests = 0;
  #stubborn = 0;

  constructor(
    means: ConnectionMeans,
    { id, remote, transport }: { id: string; remote: Remote; transport: Transport },
  ) {
    this.#means = means;
    this.id = id;
    this.remote = remote;
    this.transport = transport;
    this.outbox = new Outbox(transport);
    this.openedAt = this.sentAt = this.aliveAt = means.clock.monotonic();
  }

  /** A message came in. */
  receive(bytes: Uint8Array): void {
    this.alive();
    const frame = readFrame(bytes, this.#means.limits);
    if (frame.ok) for (const read of frame.calls) this.#take(read);
    else if (frame.fault === 'syntax') this.close(closeCodes.protocolError, 'bad JSON');
    else this.#refuse(null, refuse('bad-request', { hint: frame.hint }));
  }

  /** The other end gave a sign of life. */
  alive(): void {
    this.aliveAt = this.#means.clock.monotonic();
    this.pingedAt = 0;
  }

  /** Writes an answer or notification with the next flush. */
  say(text: string): void {
    if (this.phase.name === 'closed') return;
    this.pending.answers.push(text);
    this.#means.hub.schedule(this);
  }

  /** Writes events at once, in order. */
  tell(events: readonly OutboundEvent[]): void {
    const last = events.at(-1);
    if (last === undefined || this.phase.name === 'closed') return;
    this.#writeAnswers();
    this.#write(this.transport.encoding.events(events), last.event.offset);
  }

  /** Resolves when the reader has taken nearly all of what was written. */
  drained(): Promise<void> {
    return this.outbox.drained();
  }

  get isBehind(): boolean {
    return this.phase.name === 'behind';
  }

  /** Writes what is pending: answers, then events, then signals. */
  flush(): void {
    if (this.phase.name === 'closed') return;
    this.#writeAnswers();
    const { batches, signals } = this.pending;
    if (batches.length > 0) {
      this.pending.batches = [];
      this.#writeBatches(batches);
    }
    if (signals !== undefined) {
      this.pending.signals = undefined;
      this.#writeSignals([...signals.values()]);
    }
    this.#closeIfSlow();
  }

  /** Closes; nothing is written any more but the close itself. */
  close(code: CloseCode, reason: string): void {
    if (this.phase.name === 'closed') return;
    this.gone();
    this.transport.close(code, reason);
  }

  /** The transport is gone, or about to be. */
  gone(): void {
    if (this.phase.name === 'closed') return;
    this.#means.onClose(this);
    this.phase = { name: 'closed' };
    this.outbox.drop();
  }

  #take(read: ReadCall): void {
    if (this.phase.name === 'closed') return;
    if (!read.ok) {
      this.#refuse(read.id, refuse('bad-request', { hint: read.hint }));
      return;
    }
    const { id = null, method, params = {} } = read.call;
    if (method === 'hello' && id !== null) this.#hello(id, params);
    else if (this.phase.name === 'silent') this.close(closeCodes.protocolError, 'the first call is hello');
    else if (this.phase.name === 'greeting') this.#means.afterHello(this, () => this.#take(read));
    else this.#call(id, method, params);
  }

  #hello(id: CallId, params: Json): void {
    if (this.phase.name !== 'silent') {
      this.close(closeCodes.protocolError, 'hello was said before');
      return;
    }
    this.phase = { name: 'greeting' };
    this.#means.greet(this, { id, params, requestId: this.#nextRequest() });
  }

  #call(id: CallId, method: string, params: Json): void {
    const { phase } = this;
    if (phase.name !== 'live' && phase.name !== 'behind') return;
    const requestId = this.#nextRequest();
    if (method === 'auth.renew') {
      this.#means.renew(this, { id, params, requestId });
      return;
    }
    const { id: device, gen } = phase.device;
    const caller: Caller = { remote: this.remote, requestId, device: { id: device, gen } };
    const now = this.#means.clock.monotonic();
    const ordered = orderId(method, params);
    const refused =
      this.#order?.refusal(ordered, now) ??
      (this.#calls >= callsMax ? refuse('overloaded', { retryAfterMs: 1000 }) : undefined) ??
      this.#means.commands.admit(method, caller);
    if (refused !== undefined) {
      this.#putOff(id, refused, requestId, ordered);
      return;
    }
    this.#stubborn = 0;
    this.#calls += 1;
    void this.#means.commands.call(method, params, caller).then((answered) => {
      this.#calls -= 1;
      if (!answered.ok) this.#putOff(id, answered, requestId, ordered);
      else if (id !== null) this.say(resultAnswer(id, answered.result));
    });
  }

  /** Refuses a call, unless it was a JSON-RPC notification, and keeps those behind it from passing it. */
  #putOff(id: CallId, refusal: Refusal, requestId: string, ordered: string | undefined): void {
    if (errorTable[refusal.code].retry === 'later') {
      this.#order ??= new Order();
      this.#order.hold(ordered, this.#means.clock.monotonic());
    }
    if (id !== null) this.#refuse(id, refusal, requestId);
  }

  #refuse(id: CallId, refusal: Refusal, requestId = this.#nextRequest()): void {
    this.say(errorAnswer(id, refusal, requestId));
    if (refusal.code !== 'rate-limited') return;
    this.#stubborn += 1;
    if (this.#stubborn <= stubbornMax) return;
    this.flush();
    this.close(closeCodes.rate, 'too many calls');
  }

  #nextRequest(): string {
    this.#requests += 1;
    return `${this.id}.${this.#requests}`;
  }

  #writeAnswers(): void {
    const { answers } = this.pending;
    if (answers.length === 0) return;
    this.pending.answers = [];
    this.#write(this.transport.encoding.notifications(answers), this.sentOffset);
  }

  /** One batch is the shared frame; several are merged, so that cursors only go forward. */
  #writeBatches(batches: typeof this.pending.batches): void {
    const { encoding } = this.transport;
    const [only, ...more] = batches;
    const events = more.length === 0 ? (only?.events ?? []) : mergeBatches(batches);
    const frame = more.length === 0 && only !== undefined ? only.frame(encoding) : encoding.events(events);
    this.#write(frame, events.at(-1)?.event.offset ?? this.sentOffset);
  }

  /** Signals are the first to be dropped. */
  #writeSignals(signals: readonly string[]): void {
    if (this.outbox.bytes > this.#means.limits.outboxSoftBytes) return;
    this.#write(this.transport.encoding.notifications(signals), this.sentOffset);
  }

  #write(frame: Buffer, offset: number): void {
    this.outbox.write(frame);
    this.sentOffset = offset;
    this.sentAt = this.#means.clock.monotonic();
  }

  /** A live reader that does not keep up is sent away and comes back by its cursor. */
  #closeIfSlow(): void {
    if (this.phase.name !== 'live' || this.outbox.bytes <= this.#means.limits.outboxHardBytes) return;
    this.close(closeCodes.slow, 'too slow');
  }

  /** Tells the cursor that the connection stands at, where nothing visible happened for long. */
  tellCursor(cursor: string, offset: number): void {
    this.sentOffset = offset;
    this.say(notification('cursor', { cursor }));
  }
}
