/** The heartbeat: one timer that keeps the time of every connection: deadlines, pings, expiry, idle cursors. */
import { closeCodes, type Limits } from '@kith/protocol';
import type { Cancel, Clock } from '../base/clock.ts';
import { cursorAt } from '../log/encoding.ts';
import type { Tail } from '../log/tail.ts';
import type { Connection } from './connection.ts';
import type { Registry } from './registry.ts';

const tickMs = 1_000;

interface HeartbeatMeans {
  readonly clock: Clock;
  readonly tail: Tail;
  readonly limits: Limits;
  readonly registry: Registry;
}

/** Looks at every connection once a second. */
export class Heartbeat {
  readonly #means: HeartbeatMeans;
  readonly #stop: Cancel;

  constructor(means: HeartbeatMeans) {
    this.#means = means;
    this.#stop = means.clock.every(tickMs, () => this.#tick());
  }

  /** Stops. */
  close(): void {
    this.#stop();
  }

  #tick(): void {
    const now = this.#means.clock.monotonic();
    const wall = this.#means.clock.now();
    let waiting = 0;
    for (const connection of this.#means.registry.all) {
      waiting += connection.outbox.bytes;
      this.#look(connection, now, wall);
    }
    if (waiting > this.#means.limits.nodeOutboxBytes) this.#closeLargest(waiting);
  }

  #look(connection: Connection, now: number, wall: number): void {
    const { limits } = this.#means;
    const { phase } = connection;
    switch (phase.name) {
      case 'closed':
        return;
      case 'silent':
      case 'greeting':
        if (now - connection.openedAt > limits.helloMs)
          connection.close(closeCodes.protocolError, 'no hello in time');
        return;
      case 'behind':
      case 'live':
        if (wall >= phase.tokenExpiresAt) connection.close(closeCodes.tokenExpired, 'token expired');
        else if (connection.pingedAt > 0 && now - connection.pingedAt > limits.pongMs) this.#drop(connection);
        else if (connection.pingedAt === 0 && now - connection.aliveAt > limits.pingMs)
          this.#ping(connection, now);
        if (phase.name === 'live') this.#tellCursor(connection, now);
    }
  }

  #ping(connection: Connection, now: number): void {
    connection.pingedAt = now;
    connection.transport.ping();
  }

  /** Nobody is there: a close would wait for an answer that never comes. */
  #drop(connection: Connection): void {
    connection.gone('lost');
    connection.transport.destroy();
  }

  /** Nothing visible happened for long: the reader's cursor moves on all the same, or it would be trimmed away. */
  #tellCursor(connection: Connection, now: number): void {
    const { tail, limits } = this.#means;
    const { head } = tail;
    if (now - connection.sentAt < limits.cursorMs || connection.sentOffset >= head.offset) return;
    if (connection.pending.batches.length === 0)
      connection.tellCursor(cursorAt(tail.epoch, head), head.offset);
  }

  /** All readers together wait for too much: those who wait for most go first. */
  #closeLargest(waiting: number): void {
    let over = waiting - this.#means.limits.nodeOutboxBytes;
    const largest = [...this.#means.registry.all].sort((a, b) => b.outbox.bytes - a.outbox.bytes);
    for (const connection of largest) {
      if (over <= 0) return;
      over -= connection.outbox.bytes;
      connection.close(closeCodes.slow, 'too slow');
    }
  }
}
