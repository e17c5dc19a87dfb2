import { describe, expect, test } from 'vitest';
import { another, newPerson, type Person, TestDevice } from '../support/person.ts';
import { serve } from '../support/server.ts';

describe('a link', () => {
  const redeemed = async ({ device, user }: Person, joining: TestDevice) => {
    const { code } = await device.http.ok<{ code: string }>('links.create');
    return {
      code,
      ...(await joining.http.ok<{ link: string; number: string; expiresAt: number }>('links.redeem', {
        handle: user.handle,
        code,
      })),
    };
  };

  test('redeemed and approved again is the same answer, and lets nobody else in', async () => {
    await using server = await serve();
    const person = await newPerson(server.url);
    const joining = await TestDevice.register(server.url);
    const stranger = await TestDevice.register(server.url);
    const { code, link: id, number, expiresAt } = await redeemed(person, joining);
    const again = await joining.http.ok('links.redeem', {
      handle: person.user.handle,
      code: code.toLowerCase().replace('-', ''),
    });
    expect(again).toEqual({ link: id, number, user: { handle: person.user.handle }, expiresAt });
    expect(await stranger.http.refused('links.redeem', { handle: person.user.handle, code })).toMatchObject({
      code: 'link-expired',
      status: 410,
    });
    expect(await stranger.http.refused('links.approve', { link: id, number })).toMatchObject({
      code: 'not-found',
    });
    const answer = await person.device.http.ok('links.approve', { link: id, number });
    expect(await person.device.http.ok('links.approve', { link: id, number })).toEqual(answer);
    expect(await joining.http.ok('links.redeem', { handle: person.user.handle, code })).toEqual(again);
    expect(await person.device.http.refused('links.deny', { link: id })).toMatchObject({
      code: 'link-expired',
    });
  });

  test('dies at the third wrong number, and the device that waits hears it', async () => {
    await using server = await serve();
    const person = await newPerson(server.url);
    const joining = await TestDevice.register(server.url);
    const { socket } = await joining.connect();
    const { link: id, number } = await redeemed(person, joining);
    const wrong = number === '10' ? '11' : '10';
    for (let count = 0; count < 3; count += 1)
      expect(await person.device.http.refused('links.approve', { link: id, number: wrong })).toMatchObject({
        code: 'link-wrong-number',
        status: 403,
      });
    const denied = await socket.inbox.until('the end', () =>
      socket.inbox.events.find(({ type }) => type === 'link.denied'),
    );
    expect(denied).toMatchObject({ topic: `device:${joining.id}`, data: { link: id } });
    expect(await person.device.http.refused('links.approve', { link: id, number })).toMatchObject({
      code: 'link-expired',
    });
  });

  test('that is denied lets nobody in', async () => {
    await using server = await serve();
    const person = await newPerson(server.url);
    const joining = await TestDevice.register(server.url);
    const { code, link: id, number } = await redeemed(person, joining);
    expect(await person.device.http.ok('links.deny', { link: id })).toEqual({});
    expect(await person.device.http.ok('links.deny', { link: id })).toEqual({});
    expect(await person.device.http.refused('links.approve', { link: id, number })).toMatchObject({
      code: 'link-expired',
    });
    expect(await joining.http.refused('links.redeem', { handle: person.user.handle, code })).toMatchObject({
      code: 'link-expired',
    });
    expect((await joining.http.ok<{ devices: unknown[] }>('devices.list')).devices.length).toBe(1);
  });

  test('approved by two devices at once lets one device in once', async () => {
    await using server = await serve();
    const person = await newPerson(server.url);
    const other = await another(person.device);
    const joining = await TestDevice.register(server.url);
    const { socket } = await person.device.connect();
    const { link: id, number } = await redeemed(person, joining);
    const approvals = [person.device, other, person.device, other].map((device) =>
      device.http.ok('links.approve', { link: id, number }),
    );
    expect(new Set((await Promise.all(approvals)).map((answer) => JSON.stringify(answer))).size).toBe(1);
    await joining.set('in', true);
    await socket.inbox.until('its edit', () =>
      socket.inbox.events.find(({ type }) => type === 'setting.changed'),
    );
    expect(socket.inbox.events.filter(({ type }) => type === 'device.joined').length).toBe(1);
  });
});
