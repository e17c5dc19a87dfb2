import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPerson, type TestDevice } from '../support/person.ts';
import { readReplies, request } from './http-bytes.ts';
import { type Stage, setStage } from './stage.ts';
import { Wire } from './wire.ts';

let stage: Stage;
let device: TestDevice;

/** Ten replies of 600 KB are more than the system takes for a reader that takes nothing. */
const replies = 10;
const settings = 20;

async function fill(device: TestDevice): Promise<void> {
  for (let index = 0; index < settings; index += 1) await device.set(`key${index}`, 'x'.repeat(30_000));
}

/** Asks for more than fits, and takes nothing. */
async function stall(url: string, { token }: TestDevice): Promise<Wire> {
  const headers = ['content-type: application/json', `authorization: Bearer ${token}`];
  const call = request({ target: '/v1/settings.get', headers, body: '{"app":"test"}' });
  const wire = await Wire.open(url);
  wire.pause();
  for (let index = 0; index < replies; index += 1) await wire.send(call);
  return wire;
}

describe('a reply that nobody reads', () => {
  beforeAll(async () => {
    stage = await setStage();
    device = (await newPerson(stage.url)).device;
    await fill(device);
  });
  afterAll(() => stage.end());

  test('is cut off when nothing was taken for 10 to 20 seconds, others do not wait', async () => {
    const before = stage.openFiles();
    const began = performance.now();
    const wires = await Promise.all(Array.from({ length: 8 }, () => stall(stage.url, device)));
    await stage.witness.expectUndisturbed();
    expect(stage.openFiles()).toBeGreaterThanOrEqual(before + wires.length);
    const left = () => stage.openFiles() - before;
    await expect.poll(left, { timeout: 40_000, interval: 500 }).toBeLessThan(wires.length / 2);
    expect(performance.now() - began).toBeGreaterThan(9_000);
    for (const wire of wires) wire.cut();
  });
});

/** The node's share for HTTP is a quarter of the limit: 1 MB here. */
test('replies that nobody reads go, the oldest first, where all hold too much', async () => {
  const small = await setStage({ LIMIT_NODE_OUTBOX_BYTES: String(4 * 1024 * 1024) });
  const { device: greedy } = await newPerson(small.url);
  await fill(greedy);
  const before = small.openFiles();
  const wire = await stall(small.url, greedy);
  await small.witness.expectUndisturbed();
  // Whoever reads before the connection is given up gets all replies.
  await expect.poll(() => small.openFiles()).toBeLessThanOrEqual(before);
  wire.resume();
  const taken = readReplies(
    await wire.end(),
    Array.from({ length: replies }, () => 'POST'),
  );
  expect(taken.length).toBeLessThan(replies);
  await small.end();
});
