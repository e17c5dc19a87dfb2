/** WebSocket frames by the byte (RFC 6455 §5.2): right ones, and any that are wrong on purpose. */

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface FrameShape {
  readonly opcode: number;
  readonly payload?: string | Uint8Array;
  readonly fin?: boolean;
  /** The three reserved bits, as a number. */
  readonly rsv?: number;
  readonly masked?: boolean;
  /** How the length is written; by default the shortest way. */
  readonly lengthBits?: 7 | 16 | 64;
  /** What the length says, where it lies. */
  readonly lengthSaid?: bigint;
}

const mask = Buffer.from([0x37, 0xfa, 0x21, 0x3d]);

/** Writes a frame. */
export function frame(shape: FrameShape): Buffer {
  const { opcode, payload = '', fin = true, rsv = 0, masked = true } = shape;
  const bytes = Buffer.from(payload);
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
  const length = lengthBytes(shape.lengthSaid ?? BigInt(bytes.length), shape.lengthBits);
  length[0] = (length[0] ?? 0) | (masked ? 0x80 : 0);
  if (!masked) return Buffer.concat([Buffer.from([first]), length, bytes]);
  const hidden = bytes.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([first]), length, mask, hidden]);
}

/** A text message in one frame. */
export function text(payload: string | Uint8Array): Buffer {
  return frame({ opcode: opcodes.text, payload });
}

function lengthBytes(
  length: bigint,
  bits: 7 | 16 | 64 = length < 126n ? 7 : length < 65_536n ? 16 : 64,
): Buffer {
  if (bits === 7) return Buffer.from([Number(length)]);
  const bytes = Buffer.alloc(bits === 16 ? 3 : 9);
  bytes[0] = bits === 16 ? 126 : 127;
  if (bits === 16) bytes.writeUInt16BE(Number(length), 1);
  else bytes.writeBigUInt64BE(length, 1);
  return bytes;
}

/** A frame that a server sent. */
export interface ServerFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** Reads the whole frames in bytes; a server's are neither masked nor cut nor reserved. */
export function readFrames(bytes: Buffer): ServerFrame[] {
  const frames: ServerFrame[] = [];
  let at = 0;
  while (bytes.length - at >= 2) {
    const [first = 0, second = 0] = bytes.subarray(at, at + 2);
    if ((first & 0x70) !== 0 || (first & 0x80) === 0 || (second & 0x80) !== 0)
      throw new Error(`the server sent a frame that begins with ${first} ${second}`);
    const long = second === 126 ? 2 : second === 127 ? 8 : 0;
    if (bytes.length < at + 2 + long) break;
    const length =
      long === 0 ? second : long === 2 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
    const start = at + 2 + long;
    if (bytes.length < start + length) break;
    frames.push({ opcode: first & 0x0f, payload: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return frames;
}
