/** The port of every transport: bytes out, and a close. Bytes in go to `Connection.receive`. */
import type { CloseCode } from '@kith/protocol';
import type { Encoding } from '../hub/encoding.ts';

/** One socket or stream. */
export interface Transport {
  readonly encoding: Encoding;
  /** Bytes that were written and that the reader has not taken. */
  readonly bufferedBytes: number;
  /** Whether it should be given nothing more until it has drained. */
  readonly isFull: boolean;
  /** Writes one frame of this transport's encoding. Ignored once closed. */
  write(frame: Buffer): void;
  /** Resolves when it is not full any more, or is gone. */
  drained(): Promise<void>;
  /** Asks whether the other end still lives; `Connection.alive` is called when it answers. */
  ping(): void;
  /** Closes with a reason of at most 123 bytes; what was written before is still sent. */
  close(code: CloseCode, reason: string): void;
  /** Ends at once, without a word. */
  destroy(): void;
}
