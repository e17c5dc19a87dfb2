/** The port to a transport's bytes: how events and signals become one frame, made once for all who get the same. */
import type { OutboundEvent } from '../log/encoding.ts';

/** Writes frames of one kind of transport. There is one object a kind, so that frames can be shared by it. */
export interface Encoding {
  /** One frame with these events, in this order. */
  events(events: readonly OutboundEvent[]): Buffer;
  /** One frame with these notifications, each JSON text. */
  notifications(notifications: readonly string[]): Buffer;
}
