/** The cursor: `<epoch>.<offset>.<check>`, opaque to clients. This is the only place that reads or writes one. */

/** A position in the log, as a cursor carries it. */
export interface Position {
  /** Random name of the log's lineage; changes when a backup is restored. */
  readonly epoch: string;
  /** Offset of the last event that is behind the reader; 0 is the very start. */
  readonly offset: number;
  /** The first 32 bits of the hash of the event at `offset`, in hex; `00000000` at offset 0. */
  readonly check: string;
  /** Where a snapshot in parts goes on, or absent. */
  readonly part?: string;
}

/** The longest cursor. */
export const cursorCharsMax = 128;

const shape = /^([A-Za-z0-9_-]{8,22})\.(0|[1-9][0-9]{0,15})\.([0-9a-f]{8})(?:\.([A-Za-z0-9_-]{1,72}))?$/;

/** Writes a cursor. */
export function formatCursor({ epoch, offset, check, part }: Position): string {
  const position = `${epoch}.${offset}.${check}`;
  return part === undefined ? position : `${position}.${part}`;
}

/** Reads a cursor; `undefined` for any text that is not one. */
export function parseCursor(text: string): Position | undefined {
  const match = text.length <= cursorCharsMax ? shape.exec(text) : null;
  if (match === null) return undefined;
  const [, epoch, digits, check, part] = match;
  const offset = Number(digits);
  if (epoch === undefined || check === undefined || !Number.isSafeInteger(offset)) return undefined;
  return part === undefined ? { epoch, offset, check } : { epoch, offset, check, part };
}
