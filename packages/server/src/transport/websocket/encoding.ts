/** WebSocket frames of the server (RFC 6455 §5.2): written once, and the same bytes go to every socket. */
import type { Encoding } from '../../hub/encoding.ts';

/** A whole message, text, unmasked as all frames of servers are. */
const finalText = 0x81;

/** Where the length needs two or eight more bytes. */
const shortMax = 125;
const mediumMax = 0xffff;

/** One text frame of these messages: one alone as it is, several as a JSON array. */
function frame(messages: readonly Buffer[]): Buffer {
  const several = messages.length !== 1;
  let length = several ? messages.length + 1 : 0;
  for (const message of messages) length += message.length;
  const headerBytes = length <= shortMax ? 2 : length <= mediumMax ? 4 : 10;
  const bytes = Buffer.allocUnsafe(headerBytes + length);
  writeHeader(bytes, length);
  let at = headerBytes;
  for (const [index, message] of messages.entries()) {
    if (several) at = bytes.writeUInt8(index === 0 ? 0x5b : 0x2c, at);
    at += message.copy(bytes, at);
  }
  if (several) bytes.writeUInt8(0x5d, at);
  return bytes;
}

function writeHeader(bytes: Buffer, length: number): void {
  bytes[0] = finalText;
  if (length <= shortMax) bytes[1] = length;
  else if (length <= mediumMax) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
}

export const websocketEncoding: Encoding = {
  events: (events) => frame(events.map((event) => event.notification)),
  notifications: (notifications) => frame(notifications.map((text) => Buffer.from(text))),
};
