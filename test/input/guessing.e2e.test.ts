import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient, type Reply } from '../support/http-client.ts';
import { LeapClock } from '../support/leap-clock.ts';
import { fresh, newPerson, TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';
import { Witness } from './witness.ts';

let server: Served;
let clock: LeapClock;
let witness: Witness;

beforeAll(async () => {
  clock = new LeapClock({ still: true });
  const settings = { RATE_LIMITS: 'on', TRUSTED_PROXIES: '127.0.0.1', LIMIT_FRAME_BURST: '10000' };
  server = await serve({ settings, clock });
  witness = await Witness.of(server.url);
});
afterEach(() => witness.expectUndisturbed());
afterAll(() => server.stop());

let addresses = 0;
/** An address of the documentation range (RFC 5737) that nobody used before. */
function newAddress(): string {
  addresses += 1;
  return `198.51.100.${addresses}`;
}

/** Calls as if from an address: the proxy of this machine is trusted to tell it. */
function from(address: string, method: string, params: object, token?: string): Promise<Reply> {
  return new HttpClient(server.url, token).call(method, params, { 'x-forwarded-for': address });
}

const shown = ({ status, body }: Reply) => [status, body.code];

/** A device with a password, and one with a secret, each by its name. */
async function newAccounts(): Promise<{ password: string; secret: string }> {
  const password = fresh('Password.device');
  await from(newAddress(), 'devices.register', { name: password, password: 'correct horse' });
  const { name: secret } = await TestDevice.register(server.url);
  return { password, secret };
}

describe('[A3] guessing a password', () => {
  test('is answered five times, then waits for 1, 2, 4, 8 seconds', async () => {
    const { password: device } = await newAccounts();
    const address = newAddress();
    const guess = (secret = 'wrong horse') => from(address, 'sessions.create', { device, secret });
    for (let count = 0; count < 5; count += 1) expect(shown(await guess())).toEqual([401, 'unauthenticated']);
    for (const seconds of [1, 2, 4, 8]) {
      const refused = await guess();
      expect(shown(refused)).toEqual([429, 'rate-limited']);
      const { retryAfterMs } = refused.body as { retryAfterMs: number };
      expect(retryAfterMs).toBeGreaterThan((seconds - 1) * 1000);
      expect(retryAfterMs).toBeLessThanOrEqual(seconds * 1000);
      expect(refused.headers.get('retry-after')).toBe(String(Math.ceil(retryAfterMs / 1000)));
      expect(shown(await guess('correct horse'))).toEqual([429, 'rate-limited']);
      clock.leap(seconds * 1000);
      expect(shown(await guess())).toEqual([401, 'unauthenticated']);
    }
  });

  test('from one address makes nobody elsewhere wait', async () => {
    const { password: device } = await newAccounts();
    const attacker = newAddress();
    for (let count = 0; count < 8; count += 1)
      await from(attacker, 'sessions.create', { device, secret: 'wrong horse' });
    const owner = await from(newAddress(), 'sessions.create', { device, secret: 'correct horse' });
    expect(owner.status).toBe(200);
    expect(shown(await from(attacker, 'sessions.create', { device, secret: 'correct horse' }))).toEqual([
      429,
      'rate-limited',
    ]);
  });

  test('in any spelling of the name is one account', async () => {
    const { password: device } = await newAccounts();
    const address = newAddress();
    const spellings = [device, device.toUpperCase(), device.toLowerCase(), device.replace('P', 'Ｐ')];
    const replies: unknown[] = [];
    for (let count = 0; count < 8; count += 1)
      replies.push(
        shown(
          await from(address, 'sessions.create', { device: spellings[count % 4], secret: 'wrong horse' }),
        ),
      );
    expect(replies.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => [401, 'unauthenticated']));
    expect(replies.slice(5)).toEqual(Array.from({ length: 3 }, () => [429, 'rate-limited']));
  });

  test.each(['password', 'secret'] as const)('many at once are no more than one by one: %s', async (kind) => {
    const { [kind]: device } = await newAccounts();
    const address = newAddress();
    const guesses = Array.from({ length: 40 }, () =>
      from(address, 'sessions.create', { device, secret: fresh('wrong').padEnd(22, '_') }),
    );
    const codes = (await Promise.all(guesses)).map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'unauthenticated').length).toBeLessThanOrEqual(5);
    expect(new Set(codes)).toEqual(new Set(['unauthenticated', 'rate-limited']));
  });

  test('by registering its name again is counted too', async () => {
    const { password: name } = await newAccounts();
    const address = newAddress();
    const guess = (password: string) => from(address, 'devices.register', { name, password });
    for (let count = 0; count < 6; count += 1)
      expect(shown(await guess('wrong horse'))).toEqual([409, 'name-taken']);
    expect(shown(await guess('correct horse'))).toEqual([409, 'name-taken']);
  });

  test('a right one in time starts anew', async () => {
    const { password: device } = await newAccounts();
    const address = newAddress();
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 4; count += 1)
        await from(address, 'sessions.create', { device, secret: 'wrong horse' });
      const right = await from(address, 'sessions.create', { device, secret: 'correct horse' });
      expect(right.status).toBe(200);
      // Whoever tries has to rest between tries, right or wrong.
      clock.leap(5_000);
    }
  });

  test('a header of a client moves it nowhere: the address that the trusted proxy saw counts', async () => {
    const { password: device } = await newAccounts();
    const address = newAddress();
    const codes: unknown[] = [];
    for (let count = 0; count < 8; count += 1) {
      const reply = await from(`10.0.0.${count}, ${address}`, 'sessions.create', {
        device,
        secret: 'wrong horse',
      });
      codes.push(reply.body.code);
    }
    expect(codes.slice(5)).toEqual(['rate-limited', 'rate-limited', 'rate-limited']);
  });
});

test('X-Forwarded-For of somebody who is no trusted proxy moves nobody anywhere', async () => {
  await using bare = await serve({
    settings: { RATE_LIMITS: 'on' },
    clock: new LeapClock({ still: true }),
  });
  const { name: device } = await TestDevice.register(bare.url);
  const client = new HttpClient(bare.url);
  const codes: unknown[] = [];
  for (let count = 0; count < 8; count += 1) {
    const told = {
      'x-forwarded-for': newAddress(),
      'x-real-ip': newAddress(),
      forwarded: `for=${newAddress()}`,
    };
    const reply = await client.call('sessions.create', { device, secret: 'wrong horse' }, told);
    codes.push(reply.body.code);
  }
  expect(codes.slice(5)).toEqual(['rate-limited', 'rate-limited', 'rate-limited']);
});

describe('[A3] whoever guesses learns nothing else', () => {
  const kinds = ['unknown name', 'unknown id', 'password', 'secret'] as const;

  async function accounts(): Promise<Record<(typeof kinds)[number], string>> {
    const { password, secret } = await newAccounts();
    return { 'unknown name': fresh('Nobody'), 'unknown id': `dev_${'A'.repeat(22)}`, password, secret };
  }

  test('an unknown device and a wrong secret have the same answer', async () => {
    const names = await accounts();
    const answers = await Promise.all(
      kinds.map(async (kind) => {
        const { status, body } = await from(newAddress(), 'sessions.create', {
          device: names[kind],
          secret: 'x'.repeat(24),
        });
        return { status, ...body, requestId: '' };
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('and take about the same time', async () => {
    const names = await accounts();
    const took = kinds.map((): number[] => []);
    for (let round = 0; round < 15; round += 1)
      for (const [index, kind] of kinds.entries()) {
        const began = performance.now();
        await from(newAddress(), 'sessions.create', { device: names[kind], secret: 'x'.repeat(24) });
        took[index]?.push(performance.now() - began);
      }
    const medians = took.map((times) => times.sort((a, b) => a - b)[7] ?? 0);
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(3);
  });

  test('wrong recovery codes, of nobody and of somebody, have the same answer and are slowed', async () => {
    const { user, device } = await newPerson(server.url);
    for (const handle of [user.handle, fresh('nobody')]) {
      const address = newAddress();
      const guess = () =>
        from(address, 'sessions.recover', { handle, code: fresh('code'), device: device.id });
      const answers: object[] = [];
      for (let count = 0; count < 5; count += 1) answers.push({ ...(await guess()).body, requestId: '' });
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]).toMatchObject({ code: 'unauthenticated' });
      expect(shown(await guess())).toEqual([429, 'rate-limited']);
    }
  });
});

describe('[U4] guessing the code of a link', () => {
  const letters = 'BCDFGHJKLMNPQRSTVWXZ';
  const someCode = () =>
    Array.from({ length: 8 }, () => letters[Math.floor(Math.random() * letters.length)]).join('');

  test('is answered five times and then waits, with the right code too', async () => {
    const { user, device } = await newPerson(server.url);
    const { code } = await device.http.ok<{ code: string }>('links.create');
    const stranger = await TestDevice.register(server.url);
    const address = newAddress();
    const redeem = (guess: string) =>
      from(address, 'links.redeem', { handle: user.handle, code: guess }, stranger.token);
    for (let count = 0; count < 5; count += 1)
      expect(shown(await redeem(someCode()))).toEqual([404, 'not-found']);
    expect(shown(await redeem(code))).toEqual([429, 'rate-limited']);
    clock.leap(1_000);
    expect(shown(await redeem(code))).toEqual([200, undefined]);
  });

  test('many at once are no more than one by one', async () => {
    const { user, device } = await newPerson(server.url);
    await device.http.ok('links.create');
    const stranger = await TestDevice.register(server.url);
    const address = newAddress();
    const guesses = Array.from({ length: 40 }, () =>
      from(address, 'links.redeem', { handle: user.handle, code: someCode() }, stranger.token),
    );
    const codes = (await Promise.all(guesses)).map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'not-found').length).toBeLessThanOrEqual(5);
  });

  test('with another device from the same address, or the same device from another, goes on waiting', async () => {
    const { user } = await newPerson(server.url);
    const [one, other] = [await TestDevice.register(server.url), await TestDevice.register(server.url)];
    const [here, there] = [newAddress(), newAddress()];
    const guess = (address: string, by: TestDevice) =>
      from(address, 'links.redeem', { handle: user.handle, code: someCode() }, by.token);
    for (let count = 0; count < 5; count += 1) await guess(here, one);
    expect(shown(await guess(here, other))).toEqual([429, 'rate-limited']);
    expect(shown(await guess(there, one))).toEqual([429, 'rate-limited']);
    expect(shown(await guess(there, other))).toEqual([404, 'not-found']);
  });

  test('of nobody has the same answer as a wrong one of somebody', async () => {
    const { user, device } = await newPerson(server.url);
    await device.http.ok('links.create');
    const stranger = await TestDevice.register(server.url);
    const answers = await Promise.all(
      [user.handle, fresh('nobody')].map(async (handle) => {
        const { status, body } = await from(
          newAddress(),
          'links.redeem',
          { handle, code: someCode() },
          stranger.token,
        );
        return JSON.stringify({ status, ...body, requestId: '' });
      }),
    );
    expect(answers[0]).toBe(answers[1]);
  });

  test('and its number: the third wrong one kills the link for good', async () => {
    const { user, device } = await newPerson(server.url);
    const { code } = await device.http.ok<{ code: string }>('links.create');
    const stranger = await TestDevice.register(server.url);
    const { link, number } = await stranger.http.ok<{ link: string; number: string }>('links.redeem', {
      handle: user.handle,
      code,
    });
    const wrong = number === '10' ? '11' : '10';
    const codes: unknown[] = [];
    for (const guess of [wrong, wrong, wrong, number])
      codes.push((await device.http.refused('links.approve', { link, number: guess })).code);
    expect(codes).toEqual(['link-wrong-number', 'link-wrong-number', 'link-wrong-number', 'link-expired']);
  });
});
