/** A signal on its way to readers, and its frame, made once for all who get no other with it. */
import type { Encoding } from './encoding.ts';

export class Signal {
  /** The notification as JSON text. */
  readonly text: string;
  /** The device or the connection that it comes from and that is not told it; null: everybody is. */
  readonly from: string | null;
  readonly #frames = new Map<Encoding, Buffer>();

  constructor(text: string, from: string | null = null) {
    this.text = text;
    this.from = from;
  }

  frame(encoding: Encoding): Buffer {
    let frame = this.#frames.get(encoding);
    if (frame === undefined) {
      frame = encoding.notifications([this.text]);
      this.#frames.set(encoding, frame);
    }
    return frame;
  }
}
