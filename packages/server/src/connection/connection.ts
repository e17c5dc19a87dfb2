/** A connection: one live socket or stream, from its first byte to its close. Knows no transport. */
import {
  type Call,
  type CallId,
  type CloseCode,
  closeCodes,
  errorTable,
  type Json,
  type Refusal,
  refuse,
} from '@kith/protocol';
import type { Caller, Remote } from '../commands/caller.ts';
import { together } from '../hub/batch.ts';
import { Pending, type Subscriber } from '../hub/hub.ts';
import type { OutboundEvent } from '../log/encoding.ts';
import { type ReadCall, readFrame } from './calls.ts';
import type { ConnectionMeans } from './means.ts';
import { errorAnswer, notification, resultAnswer } from './notifications.ts';
import { Order, orderId } from './order.ts';
import { Outbox } from './outbox.ts';
import type { Phase } from './phase.ts';
import type { Ending } from './tallies.ts';
import type { Transport } from './transport.ts';

/** Calls of one connection that may be under way at once. */
const callsMax = 4096;

/** A reader that refusals do not stop is closed after so many in a row. */
const stubbornMax = 200;

/** One connection. `connection/connections.ts` drives what is not a call. */
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
  #ending: { readonly code: CloseCode; readonly reason: string } | undefined;
  #requests = 0;
  #stubborn = 0;
  #lateBytes = 0;

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
    if (this.phase.name === 'closed') {
      this.#ignore(bytes);
      return;
    }
    this.alive();
    const frame = readFrame(bytes, this.#means.limits);
    if (frame.ok) for (const read of frame.calls) this.#take(read);
    else if (frame.fault === 'syntax') this.close(closeCodes.protocolError, 'bad JSON');
    else this.#take({ ok: false, id: null, hint: frame.hint });
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

  /** Writes events at once, in order, behind the answers that wait. */
  tell(events: readonly OutboundEvent[]): void {
    const last = events.at(-1);
    if (last === undefined || this.phase.name === 'closed') return;
    this.sentOffset = last.event.offset;
    this.#means.tallies.events += events.length;
    this.#write([...this.#answerFrames(), this.transport.encoding.events(events)]);
  }

  /** Resolves when the reader has taken nearly all of what was written. */
  drained(): Promise<void> {
    return this.outbox.drained();
  }

  get device(): string | undefined {
    return this.phase.name === 'live' || this.phase.name === 'behind' ? this.phase.device.id : undefined;
  }

  get isBehind(): boolean {
    return this.phase.name === 'behind';
  }

  /** Writes what is pending: answers, then events, then signals. */
  flush(): void {
    if (this.phase.name === 'closed') return;
    if (this.#isSlow()) this.close(closeCodes.slow, 'too slow');
    else this.#write([...this.#answerFrames(), ...this.#eventFrames(), ...this.#signalFrames()]);
  }

  /** Closes; nothing is written any more but the close itself. */
  close(code: CloseCode, reason: string): void {
    if (this.phase.name === 'closed') return;
    this.gone(code);
    this.transport.close(code, reason);
  }

  /** Closes as soon as the calls under way are answered; those that come later are refused. */
  end(code: CloseCode, reason: string): void {
    this.#ending ??= { code, reason };
    this.#endIfAnswered();
  }

  get isEnding(): boolean {
    return this.#ending !== undefined;
  }

  /** The transport is gone, or about to be. */
  gone(ending: Ending): void {
    if (this.phase.name === 'closed') return;
    this.#means.tallies.endings.add(ending);
    this.#means.onClose(this);
    this.phase = { name: 'closed' };
    this.outbox.drop();
  }

  /** What was on its way when it was closed is passed over; whoever goes on sending is cut off. */
  #ignore(bytes: Uint8Array): void {
    this.#lateBytes += bytes.length;
    if (this.#lateBytes > this.#means.limits.frameBytes) this.transport.destroy();
  }

  #take(read: ReadCall): void {
    const { phase } = this;
    if (phase.name === 'closed') return;
    if (phase.name === 'silent') this.#greet(read);
    else if (read.ok && read.call.method === 'hello')
      this.close(closeCodes.protocolError, 'hello was said before');
    else if (phase.name === 'greeting') this.#means.afterHello(this, () => this.#take(read));
    else {
      const { id: device, gen } = phase.device;
      this.#answer(read, {
        remote: this.remote,
        requestId: this.#nextRequest(),
        device: { id: device, gen },
        connection: this.id,
      });
    }
  }

  /** [H1] The first call is a hello that can be answered; nothing else is worth an answer. */
  #greet(read: ReadCall): void {
    const { id = null, method, params = {} } = read.ok ? read.call : { method: '' };
    if (method !== 'hello' || id === null) {
      this.close(closeCodes.protocolError, 'the first call is hello');
      return;
    }
    this.phase = { name: 'greeting' };
    this.#means.greet(this, { id, params, requestId: this.#nextRequest() });
  }

  #answer(read: ReadCall, caller: Caller): void {
    const { requestId } = caller;
    if (read.ok && read.call.method !== 'auth.renew') {
      this.#call(read.call, caller);
      return;
    }
    // What is no call costs as much as one.
    const tooMany = this.#means.commands.count(caller);
    if (!read.ok)
      this.#refuse(read.id, tooMany ?? refuse('bad-request', { hint: read.hint }), requestId, true);
    else {
      const { id = null, params = {} } = read.call;
      if (tooMany === undefined) this.#means.renew(this, { id, params, requestId });
      else this.#refuse(id, tooMany, requestId);
    }
  }

  #call(call: Call & { readonly params?: Json }, caller: Caller): void {
    const { id = null, method, params = {} } = call;
    const { requestId } = caller;
    const now = this.#means.clock.monotonic();
    const ordered = orderId(method, params);
    const putOff =
      (this.isEnding ? refuse('unavailable') : undefined) ??
      this.#order?.refusal(ordered, now) ??
      (this.#calls >= callsMax ? refuse('overloaded', { retryAfterMs: 1000 }) : undefined);
    if (putOff !== undefined) this.#means.tallies.putOff.add(putOff.code);
    const refused = putOff ?? this.#means.commands.admit(method, caller);
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
      this.#endIfAnswered();
    });
  }

  #endIfAnswered(): void {
    if (this.#ending === undefined || this.#calls > 0) return;
    this.flush();
    this.close(this.#ending.code, this.#ending.reason);
  }

  /** Refuses a call, and keeps those behind it from passing it. */
  #putOff(id: CallId, refusal: Refusal, requestId: string, ordered: string | undefined): void {
    if (errorTable[refusal.code].retry === 'later') {
      this.#order ??= new Order();
      this.#order.hold(ordered, this.#means.clock.monotonic());
    }
    this.#refuse(id, refusal, requestId);
  }

  /** Answers with a refusal, unless the call was a JSON-RPC notification; counts those that do not stop. */
  #refuse(id: CallId, refusal: Refusal, requestId: string, named = id !== null): void {
    if (named) this.say(errorAnswer(id, refusal, requestId));
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

  #answerFrames(): Buffer[] {
    const { answers } = this.pending;
    if (answers.length === 0) return [];
    this.pending.answers = [];
    return [this.transport.encoding.notifications(answers)];
  }

  /** Several batches are merged, so that cursors only go forward; frames are shared by all who have the same. */
  #eventFrames(): Buffer[] {
    const [first, ...others] = this.pending.batches;
    if (first === undefined) return [];
    this.pending.batches = [];
    const batch = together(first, others);
    this.sentOffset = batch.events.at(-1)?.event.offset ?? this.sentOffset;
    this.#means.tallies.events += batch.events.length;
    return [batch.frame(this.transport.encoding)];
  }

  /** Signals are the first to be dropped. */
  #signalFrames(): Buffer[] {
    const [first, ...others] = this.pending.signals?.values() ?? [];
    this.pending.signals = undefined;
    if (first === undefined || this.outbox.bytes > this.#means.limits.outboxSoftBytes) return [];
    const { encoding } = this.transport;
    if (others.length === 0) return [first.frame(encoding)];
    return [encoding.notifications([first, ...others].map(({ text }) => text))];
  }

  /** Frames that go together leave together, with one system call. */
  #write(frames: readonly Buffer[]): void {
    const [only] = frames;
    if (only === undefined) return;
    const bytes = frames.length === 1 ? only : Buffer.concat(frames);
    this.#means.tallies.frames += frames.length;
    this.#means.tallies.bytes += bytes.length;
    this.outbox.write(bytes);
    this.sentAt = this.#means.clock.monotonic();
  }

  /**
   * [L7] Whether its reader does not keep up; it is sent away and comes back by its cursor.
   *
   * Judged by what waits from before: one large answer makes nobody slow. While it reads on from its cursor, what waits
   * of that is bounded by the replay, and only what it asks for besides can be too much.
   */
  #isSlow(): boolean {
    const { outboxHardBytes, snapshotBytes } = this.#means.limits;
    return this.outbox.bytes > (this.isBehind ? outboxHardBytes + snapshotBytes : outboxHardBytes);
  }

  /** Tells the cursor that the connection stands at, where nothing visible happened for long. */
  tellCursor(cursor: string, offset: number): void {
    this.sentOffset = offset;
    this.say(notification('cursor', { cursor }));
  }
}
