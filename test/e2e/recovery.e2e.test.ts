import { describe, expect, test } from 'vitest';
import { HttpClient } from '../support/http-client.ts';
import { runKith } from '../support/kith.ts';
import { another, newPerson, TestDevice } from '../support/person.ts';
import { serve } from '../support/server.ts';
import type { DeviceEntry, Tokens } from '../support/wire.ts';

describe('recovery', () => {
  test('a code lets a registered device in once, and signs all others out', async () => {
    await using server = await serve();
    const { device: lost, user } = await newPerson(server.url);
    const alsoLost = await another(lost);
    const { codes } = await lost.http.ok<{ codes: string[] }>('recovery.create');
    expect(new Set(codes).size).toBe(10);
    const { socket } = await lost.connect();
    const next = await TestDevice.register(server.url);
    const open = new HttpClient(server.url);
    const params = { handle: user.handle.toUpperCase(), code: codes[3], device: next.name };
    const tokens = await open.ok<Tokens>('sessions.recover', params);
    expect(tokens).toMatchObject({ device: { id: next.id }, user });
    next.tokens = tokens;
    expect(await socket.closed()).toEqual({ code: 4503, reason: JSON.stringify({ by: next.name }) });
    expect(await alsoLost.http.refused('devices.list')).toMatchObject({
      code: 'device-revoked',
      by: next.name,
    });
    expect(
      (await next.http.ok<{ devices: DeviceEntry[] }>('devices.list')).devices.map(({ id }) => id),
    ).toEqual([next.id]);
    const late = await TestDevice.register(server.url);
    for (const wrong of [
      { ...params, device: late.id },
      { ...params, code: 'nonsense', device: late.id },
      { ...params, handle: 'nobody', code: codes[4], device: late.id },
    ])
      expect(await open.refused('sessions.recover', wrong)).toMatchObject({
        code: 'unauthenticated',
        status: 401,
      });
    const kept = await open.ok<Tokens>('sessions.recover', {
      ...params,
      code: codes[4],
      device: late.id,
      keepDevices: true,
    });
    expect(kept.user).toEqual(user);
    await next.http.ok('devices.list');
  });

  test('by its name alone a device is let in only from where it was just registered', async () => {
    await using server = await serve({ settings: { TRUSTED_PROXIES: '127.0.0.1' } });
    const { device, user } = await newPerson(server.url);
    const { codes } = await device.http.ok<{ codes: string[] }>('recovery.create');
    const victim = await TestDevice.register(server.url);
    const params = { handle: user.handle, code: codes[0], device: victim.name, keepDevices: true };
    const stranger = await fetch(`${server.url}/v1/sessions.recover`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.9' },
      body: JSON.stringify(params),
    });
    expect(stranger.status).toBe(401);
    expect(await new HttpClient(server.url).ok<Tokens>('sessions.recover', params)).toMatchObject({ user });
  });

  test('new codes end the old ones, and the operator can make one', async () => {
    await using server = await serve();
    const { device, user } = await newPerson(server.url);
    const old = await device.http.ok<{ codes: string[] }>('recovery.create');
    await device.http.ok('recovery.create');
    const open = new HttpClient(server.url);
    const next = await TestDevice.register(server.url);
    expect(
      await open.refused('sessions.recover', { handle: user.handle, code: old.codes[0], device: next.id }),
    ).toMatchObject({ code: 'unauthenticated' });
    const { out, code } = await runKith(['users', 'recover', user.handle, '--json'], {
      env: { KITH_DATA_DIR: server.dataDir },
    });
    expect(code).toBe(0);
    const issued = new URL((JSON.parse(out) as { url: string }).url).hash.split('.').at(-1);
    expect(
      await open.ok('sessions.recover', { handle: user.handle, code: issued, device: next.id }),
    ).toMatchObject({ user });
    expect(await device.http.refused('devices.list')).toMatchObject({ code: 'device-revoked' });
  });
});
