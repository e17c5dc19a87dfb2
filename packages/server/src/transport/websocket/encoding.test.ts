import type { Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as ws from 'ws';
import { websocketEncoding } from './encoding.ts';

/** Public in JavaScript and missing from its types. */
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

/** What the receiver of `ws` reads from these bytes. */
function read(bytes: Buffer): string[] {
  const receiver = new Receiver({ isServer: false });
  const messages: string[] = [];
  receiver.on('message', (data: Buffer, isBinary: boolean) => messages.push(`${isBinary}:${data}`));
  receiver.write(bytes);
  return messages;
}

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 300_000])(
  'a message of %i bytes is one text frame',
  (length) => {
    const text = JSON.stringify('x'.repeat(Math.max(0, length - 2)));
    const frames = read(websocketEncoding.notifications([text]));
    expect(frames).toEqual([`false:${text}`]);
  },
);

test('one message stands alone, several are an array, whatever is in them', () => {
  fc.assert(
    fc.property(fc.array(fc.json(), { minLength: 1, maxLength: 9 }), (texts) => {
      const [message] = read(websocketEncoding.notifications(texts));
      const values = texts.map((text) => JSON.parse(text) as unknown);
      expect(JSON.parse(message?.slice('false:'.length) ?? '')).toEqual(
        texts.length === 1 ? values[0] : values,
      );
    }),
  );
});
