/** A batch: events on their way to readers, and their frame, made once for all who get the same. */
import type { OutboundEvent } from '../log/encoding.ts';
import type { Encoding } from './encoding.ts';

/** Batches that are merged for all who get the same ones; of more, nearly everybody has others. */
const sharedMax = 8;

/** Events in offset order: of one topic between two flushes, or of several. It grows until the flush. */
export class Batch {
  readonly events: OutboundEvent[] = [];
  readonly #frames = new Map<Encoding, Buffer>();
  /** What became of it together with another one. */
  readonly #merged = new Map<Batch, Batch>();

  /** The frame of the whole batch. Ask only when the batch is closed. */
  frame(encoding: Encoding): Buffer {
    let frame = this.#frames.get(encoding);
    if (frame === undefined) {
      frame = encoding.events(this.events);
      this.#frames.set(encoding, frame);
    }
    return frame;
  }

  /** Its events with those of another batch; the same for whoever asks for the same. */
  with(other: Batch): Batch {
    const known = this.#merged.get(other);
    if (known !== undefined) return known;
    const merged = merge([this, other]);
    this.#merged.set(other, merged);
    return merged;
  }
}

/** All events of some batches, in offset order; of one batch, or of the same few, it is the same for all. */
export function together(first: Batch, others: readonly Batch[]): Batch {
  if (others.length >= sharedMax) return merge([first, ...others]);
  return others.reduce((batch, other) => batch.with(other), first);
}

function merge(batches: readonly Batch[]): Batch {
  const merged = new Batch();
  const events = batches.flatMap((batch) => batch.events);
  merged.events.push(...events.sort((a, b) => a.event.offset - b.event.offset));
  return merged;
}
