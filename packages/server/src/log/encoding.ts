/** How an event is written for readers: once, as text and as bytes, and then shared by all of them. */
import { formatCursor } from '@kith/protocol';
import type { LoggedEvent } from '../domain/state.ts';

/** The cursor of a position in this lineage of the log. */
export function cursorAt(epoch: string, { offset, check }: { offset: number; check: string }): string {
  return formatCursor({ epoch, offset, check });
}

/** The wire JSON of an event. Ids, topics and types hold nothing that JSON would escape. */
export function eventJson(epoch: string, event: LoggedEvent): string {
  const user = event.user === null ? 'null' : `"${event.user}"`;
  const device = event.device === null ? 'null' : `"${event.device}"`;
  return (
    `{"cursor":"${cursorAt(epoch, event)}","topic":"${event.topic}","seq":${event.seq},"type":"${event.type}",` +
    `"at":${event.at},"actor":{"user":${user},"device":${device}},"data":${event.data}}`
  );
}

/** An event on its way to readers. */
export class OutboundEvent {
  readonly event: LoggedEvent;
  readonly #epoch: string;
  #notification: Buffer | undefined;

  constructor(epoch: string, event: LoggedEvent) {
    this.#epoch = epoch;
    this.event = event;
  }

  /** The event as a JSON-RPC notification in UTF-8; made at first use, then shared. */
  get notification(): Buffer {
    this.#notification ??= Buffer.from(
      `{"jsonrpc":"2.0","method":"event","params":${eventJson(this.#epoch, this.event)}}`,
    );
    return this.#notification;
  }
}
