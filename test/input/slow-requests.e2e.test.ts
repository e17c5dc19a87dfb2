import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPerson, type TestDevice } from '../support/person.ts';
import { type RawReply, readReplies, request } from './http-bytes.ts';
import { type Stage, setStage } from './stage.ts';
import { Wire } from './wire.ts';

let stage: Stage;
let device: TestDevice;

describe('a request that never ends', { concurrent: true }, () => {
  beforeAll(async () => {
    stage = await setStage();
    device = (await newPerson(stage.url)).device;
  });
  afterAll(() => stage.end());

  /** Sends a byte now and then until the server has enough; gives what it said. */
  async function dribble(start: Uint8Array | string): Promise<RawReply[]> {
    const wire = await Wire.open(stage.url);
    await wire.send(start);
    const more = setInterval(() => void wire.send('x'), 1_000);
    try {
      return readReplies(await wire.end(), ['POST']);
    } finally {
      clearInterval(more);
    }
  }

  test('in its headers is cut off after 10 to 15 seconds, others do not wait', async () => {
    const began = performance.now();
    const slow = Array.from({ length: 50 }, () => dribble('POST /v1/devices.list HTTP/1.1\r\nx: '));
    await stage.witness.expectUndisturbed();
    expect((await Promise.all(slow)).flat()).toEqual([]);
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  test('in its body is cut off after 30 to 35 seconds', async () => {
    const headers = ['content-type: application/json', `authorization: Bearer ${device.token}`];
    const began = performance.now();
    const start = request({
      target: '/v1/devices.list',
      headers: [...headers, 'content-length: 1000'],
      lengthSaid: false,
    });
    expect((await Promise.all([dribble(start), dribble(start)])).flat()).toEqual([]);
    expect(performance.now() - began).toBeLessThan(60_000);
  });
});
