import { expect, test } from 'vitest';
import { websocketEncoding } from '../transport/websocket/encoding.ts';
import { Outbox } from './outbox.ts';
import type { Transport } from './transport.ts';

const frame = (letter: string) => Buffer.from(letter.repeat(40_000));

/** A transport whose reader takes what the test says. */
class SlowTransport implements Transport {
  readonly encoding = websocketEncoding;
  readonly written: string[] = [];
  bufferedBytes = 0;
  isGone = false;
  get isFull(): boolean {
    return !this.isGone && this.bufferedBytes >= 64 * 1024;
  }
  #drained: (() => void)[] = [];
  write(bytes: Buffer): void {
    this.written.push(bytes.toString('utf8', 0, 1));
    this.bufferedBytes += bytes.length;
  }
  async drained(): Promise<void> {
    if (this.isFull) await new Promise<void>((drained) => this.#drained.push(drained));
  }
  /** The reader takes everything. */
  async take(): Promise<void> {
    this.bufferedBytes = 0;
    for (const drained of this.#drained.splice(0)) drained();
    await Promise.resolve();
  }
  ping(): void {}
  close(): void {}
  destroy(): void {}
}

test('frames go out in order, only as far ahead as the transport is fed', async () => {
  const transport = new SlowTransport();
  const outbox = new Outbox(transport);
  for (const letter of 'abcdef') outbox.write(frame(letter));
  expect(transport.written).toEqual(['a', 'b']);
  expect(outbox.bytes).toBe(6 * 40_000);
  await transport.take();
  expect(transport.written).toEqual(['a', 'b', 'c', 'd']);
  outbox.write(frame('g'));
  await transport.take();
  await transport.take();
  expect(transport.written.join('')).toBe('abcdefg');
});

test('whoever waits for the outbox to drain is called once all of it is with the transport', async () => {
  const transport = new SlowTransport();
  const outbox = new Outbox(transport);
  for (const letter of 'abcd') outbox.write(frame(letter));
  let drained = false;
  const wait = outbox.drained().then(() => {
    drained = true;
  });
  await Promise.resolve();
  expect(drained).toBe(false);
  await transport.take();
  await wait;
  expect(transport.written.join('')).toBe('abcd');
});

test('what waits is dropped as a whole', async () => {
  const transport = new SlowTransport();
  const outbox = new Outbox(transport);
  for (const letter of 'abcdef') outbox.write(frame(letter));
  outbox.drop();
  expect(outbox.bytes).toBe(80_000);
  await transport.take();
  await transport.take();
  expect(transport.written).toEqual(['a', 'b']);
});

test('a transport that is gone takes what waits with it, and nobody goes on trying', async () => {
  const transport = new SlowTransport();
  const outbox = new Outbox(transport);
  for (const letter of 'abcdef') outbox.write(frame(letter));
  const drained = outbox.drained();
  transport.isGone = true;
  await transport.take();
  await drained;
  expect(outbox.bytes).toBe(transport.bufferedBytes);
});
