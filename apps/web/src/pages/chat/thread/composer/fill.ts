/** How much of the room of a message a text takes. */

const encoder = new TextEncoder();

/** 1: just as long as may be, in bytes; more: too long. */
export function fill(text: string): number {
  // No character takes more than three bytes for each of its places.
  if (text.length * 3 < textBytesMax / 2) return 0;
  return encoder.encode(text).length / textBytesMax;
}

/** The server's usual limit; where it has another, its refusal says so. */
const textBytesMax = 16 * 1024;
