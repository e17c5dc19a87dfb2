/** A batch: the events of one topic between two flushes, and their frame, made once for all its readers. */
import type { OutboundEvent } from '../log/encoding.ts';
import type { Encoding } from './encoding.ts';

/** Events of one topic in offset order. Grows until the flush; who reads the topic does not change meanwhile. */
export class TopicBatch {
  readonly events: OutboundEvent[] = [];
  readonly #frames = new Map<Encoding, Buffer>();

  /** The frame of the whole batch. Ask only when the batch is closed. */
  frame(encoding: Encoding): Buffer {
    let frame = this.#frames.get(encoding);
    if (frame === undefined) {
      frame = encoding.events(this.events);
      this.#frames.set(encoding, frame);
    }
    return frame;
  }
}

/** The events of several batches in offset order. */
export function mergeBatches(batches: readonly TopicBatch[]): OutboundEvent[] {
  return batches.flatMap((batch) => batch.events).sort((a, b) => a.event.offset - b.event.offset);
}
