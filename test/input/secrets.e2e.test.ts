import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HttpClient } from '../support/http-client.ts';
import { fresh, newPerson, TestDevice } from '../support/person.ts';
import { RawSocket, UpgradeRefused } from '../support/raw-socket.ts';
import { FrameSocket } from './frame-socket.ts';
import { text as textFrame } from './frames.ts';
import { askOnce } from './http-bytes.ts';
import { setStage } from './stage.ts';

/** Something that stands nowhere else. */
const canary = (kind: string) => `Canary_${kind}_${randomBytes(12).toString('base64url')}`;

/** Everything secret that was sent or given, under a name for the reader of a failure. */
class Canaries {
  readonly #all = new Map<string, string>();

  /** A new one. */
  make(kind: string): string {
    return this.keep(`${kind} ${this.#all.size}`, canary(kind));
  }

  keep(name: string, secret: string): string {
    this.#all.set(name, secret);
    return secret;
  }

  /** The names of those that stand in bytes or a text. */
  in(where: string | Buffer, except: RegExp = /^$/): string[] {
    return [...this.#all].flatMap(([name, secret]) =>
      !except.test(name) && where.includes(secret) ? [name] : [],
    );
  }
}

test('no secret stands in the log, in an error or, where a hash will do, in the data directory', async () => {
  const stage = await setStage({ LOG_LEVEL: 'trace' });
  const { url, server } = stage;
  const canaries = new Canaries();
  const http = new HttpClient(url);
  const errors: string[] = [];

  /** Calls what must be refused, and keeps the error. */
  const fail = async (method: string, params: unknown, client = http) => {
    const { status, text } = await client.call(method, params);
    expect(status).not.toBe(200);
    errors.push(text);
  };

  // Passwords and secrets, right and wrong, in their places and in wrong ones.
  const name = fresh('Device');
  const password = canaries.make('password');
  await http.ok('devices.register', { name, password });
  await http.ok('sessions.create', { device: name, secret: password });
  const wrong = () => canaries.make('password');
  await fail('sessions.create', { device: name, secret: wrong() });
  await fail('sessions.create', { device: wrong(), secret: wrong() });
  await fail('sessions.create', { device: name, password: wrong() });
  await fail('sessions.create', { device: name, secret: [wrong()] });
  await fail('sessions.create', { device: name, secret: wrong().repeat(20) });
  await fail('devices.register', { name, password: wrong() });
  await fail('devices.register', { name: fresh('Device'), password: { is: wrong() } });
  await fail('devices.register', { name: fresh('Device'), secret: `${wrong()}!` });
  await fail('devices.register', { name: fresh('Device'), password: wrong(), secret: wrong() });
  await fail('devices.register', [wrong()]);
  await fail('sessions.refresh', { refreshToken: canaries.make('refresh') });
  await fail('sessions.refresh', { refreshToken: canaries.make('refresh').repeat(10) });
  await fail('sessions.recover', { handle: 'nobody', code: wrong(), device: name, secret: wrong() });

  // Tokens of every kind, good, bad and in wrong places.
  const { user, device } = await newPerson(url);
  canaries.keep('secret of the device', device.secret);
  canaries.keep('access token', device.token);
  canaries.keep('refresh token', device.tokens.refreshToken ?? '');
  const spare = await TestDevice.register(url);
  canaries.keep('secret of the spare', spare.secret);
  canaries.keep('access token of the spare', spare.token);
  canaries.keep('refresh token of the spare', spare.tokens.refreshToken ?? '');
  const refreshed = await http.ok<{ refreshToken: string; accessToken: string }>('sessions.refresh', {
    refreshToken: spare.tokens.refreshToken,
  });
  canaries.keep('second refresh token', refreshed.refreshToken);
  canaries.keep('second access token', refreshed.accessToken);
  await fail('devices.list', {}, new HttpClient(url, canaries.make('token')));
  await fail('devices.list', {}, new HttpClient(url, `${device.token}x`));
  const lines = (...more: string[]) => ['content-type: application/json', ...more];
  for (const headers of [
    lines(`authorization: Basic ${canaries.make('header')}`),
    lines(`cookie: kith_${device.id}=${canaries.make('cookie')}`, `origin: ${url}`),
    lines(`x-forwarded-for: ${canaries.make('header')}`, `authorization: Bearer ${canaries.make('token')}`),
    lines(`origin: https://${canaries.make('origin')}`),
  ]) {
    const body = JSON.stringify({ device: device.id });
    errors.push((await askOnce(url, { target: '/v1/sessions.refresh', headers, body })).body);
    errors.push(
      (await askOnce(url, { target: `/v1/devices.list?token=${canaries.make('query')}`, headers, body }))
        .body,
    );
    errors.push((await askOnce(url, { target: `/${canaries.make('path')}`, headers, body })).body);
  }

  // Codes of links and recovery.
  const link = await device.http.ok<{ code: string; qr: string }>('links.create');
  for (const code of [link.code, link.code.replace('-', '')]) canaries.keep(`link code ${code.length}`, code);
  await fail('links.redeem', { handle: user.handle, code: canaries.make('code').slice(0, 32) }, spare.http);
  const { number } = await spare.http.ok<{ number: string }>('links.redeem', {
    handle: user.handle,
    code: link.code,
  });
  await fail('links.redeem', { handle: user.handle, code: link.code }, device.http);
  await fail('links.approve', { link: 'lnk_x', number }, device.http);
  const { codes } = await device.http.ok<{ codes: string[] }>('recovery.create');
  for (const [index, code] of codes.entries()) {
    canaries.keep(`recovery code ${index}`, code);
    canaries.keep(`recovery code ${index}, bare`, code.replaceAll('-', ''));
  }
  await fail('sessions.recover', { handle: user.handle, code: codes[0], device: 'nobody' });
  const recovered = { handle: user.handle, code: codes[1], device: device.id, keepDevices: true };
  const tokens = await http.ok<{ accessToken: string; refreshToken: string }>('sessions.recover', recovered);
  canaries.keep('access token after recovery', tokens.accessToken);
  canaries.keep('refresh token after recovery', tokens.refreshToken);
  await device.login();
  canaries.keep('third access token', device.token);
  canaries.keep('third refresh token', device.tokens.refreshToken ?? '');

  // Values of settings: in the data directory they belong, in the log and in errors they do not.
  const op = (rest: object) => ({ id: fresh('op'), key: 'k', base: 0, ageMs: 0, ...rest });
  await device.http.ok('settings.set', { app: 'test', ops: [op({ value: canaries.make('value') })] });
  const rejected = [
    op({ value: canaries.make('value'), scope: 'nonsense' }),
    op({ value: canaries.make('value'), base: 99 }),
    op({ value: canaries.make('value'), unset: true }),
    op({ value: canaries.make('value').repeat(2_000) }),
    op({ key: '', value: canaries.make('value') }),
    op({ value: canaries.make('value'), ageMs: 'x' }),
  ];
  errors.push((await device.http.call('settings.set', { app: 'test', ops: rejected })).text);
  await fail('settings.set', { app: 'test', ops: canaries.make('value') }, device.http);
  await fail(
    'settings.set',
    { app: 'test', ops: [op({ value: canaries.make('value') })], more: 1 },
    device.http,
  );
  await fail('settings.set', { app: canaries.make('value'), ops: [op({ value: 1 })] }, device.http);
  for (const body of [
    `{"secret":"${canaries.make('body')}"`,
    `{"secret":"${canaries.make('body')}\\u0000"}`,
    `{"secret":"${canaries.make('body').repeat(10_000)}"}`,
    `${canaries.make('body')}`,
  ]) {
    const headers = lines(`authorization: Bearer ${device.token}`);
    errors.push((await askOnce(url, { target: '/v1/sessions.create', headers, body })).body);
  }

  // The same on sockets.
  for (const first of [
    { jsonrpc: '2.0', id: 1, method: 'hello', params: { token: canaries.make('token') } },
    {
      jsonrpc: '2.0',
      id: 1,
      method: 'hello',
      params: { token: device.token, limit: canaries.make('token') },
    },
    { jsonrpc: '2.0', id: 1, method: 'hello', params: canaries.make('token') },
    { jsonrpc: '2.0', id: 1, method: 'nonsense', params: { token: device.token } },
  ]) {
    const socket = await FrameSocket.open(url);
    await socket.say(first);
    const end = await socket.ended();
    errors.push(JSON.stringify([end, socket.messages]));
  }
  const socket = await FrameSocket.greeted(url, device.token);
  const answers = [
    await socket.call({
      jsonrpc: '2.0',
      id: 1,
      method: 'auth.renew',
      params: { token: canaries.make('token') },
    }),
    await socket.call({ jsonrpc: '2.0', id: 2, method: 'auth.renew', params: { token: spare.token } }),
    await socket.call({
      jsonrpc: '2.0',
      id: 3,
      method: 'sessions.create',
      params: { device: name, secret: wrong() },
    }),
    await socket.call({ jsonrpc: '2.0', id: 4, method: 'sessions.create', params: [wrong()] }),
  ];
  errors.push(JSON.stringify(answers));
  await socket.wire.send(textFrame(`{"secret":"${canaries.make('body')}`));
  errors.push(JSON.stringify(await socket.ended()));
  const refused = await RawSocket.open(url, { path: `/v1/${canaries.make('path')}` }).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(UpgradeRefused);
  errors.push((refused as UpgradeRefused).body);

  await stage.end();
  expect(errors.length).toBeGreaterThan(40);
  expect(errors.flatMap((error) => canaries.in(error))).toEqual([]);
  const { out, err } = await server.ended;
  expect(out).toContain('"msg":"ready"');
  expect(canaries.in(out + err)).toEqual([]);
  const files = readdirSync(server.dataDir).filter((file) => !file.endsWith('.sock'));
  expect(files).toContain('kith.db');
  // What belongs there is found, so what is not found is not there.
  const found = files.flatMap((file) => canaries.in(readFileSync(join(server.dataDir, file))));
  expect(found.some((kind) => kind.startsWith('value'))).toBe(true);
  for (const file of files) {
    const bytes = readFileSync(join(server.dataDir, file));
    expect([file, canaries.in(bytes, /^value/)]).toEqual([file, []]);
  }
});
