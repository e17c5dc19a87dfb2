import { describe, expect, test } from 'vitest';
import { another, fresh, link, newPerson, TestDevice } from '../support/person.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { serve } from '../support/server.ts';

describe('a user has at most', () => {
  test('so many devices, by link, by open join and by recovery, also when many come at once', async () => {
    await using server = await serve({
      settings: { LIMIT_USER_DEVICES: '3', OPEN_JOIN: 'true', LIMIT_USER_LINKS: '10' },
    });
    const { device, user } = await newPerson(server.url);
    await another(device);
    const many = await Promise.all(Array.from({ length: 5 }, () => TestDevice.register(server.url)));
    const joins = await Promise.all(
      many.map((it) => it.http.call('users.join', { id: fresh('cmd'), user: user.id })),
    );
    expect(joins.filter(({ status }) => status === 200).length).toBe(1);
    for (const { status, body } of joins)
      if (status !== 200) expect(body).toMatchObject({ code: 'quota-exceeded', status: 403 });
    const left = many.find((_, index) => joins[index]?.status !== 200);
    await expect(link(device, left ?? device)).rejects.toThrow(/quota-exceeded/);
    const { codes } = await device.http.ok<{ codes: string[] }>('recovery.create');
    const recover = { handle: user.handle, code: codes[0], device: left?.id };
    expect(await left?.http.refused('sessions.recover', { ...recover, keepDevices: true })).toMatchObject({
      code: 'quota-exceeded',
    });
    expect(await left?.http.ok('sessions.recover', recover)).toMatchObject({ user });
  });

  test('so many sockets over all its devices, also when many say hello at once', async () => {
    const limit = 5;
    const server = await serve({ settings: { LIMIT_USER_SOCKETS: String(limit) } });
    const { device } = await newPerson(server.url);
    const other = await another(device);
    await device.set('key', 'value');
    await server.stop();
    await using again = await server.again();
    for (const since of [undefined, 'no cursor']) {
      const sockets = await Promise.all(Array.from({ length: 20 }, () => RawSocket.open(again.url)));
      const hellos = sockets.map((socket, index) => {
        const { token } = index % 2 === 0 ? device : other;
        return socket.call('hello', { token, ...(since === undefined ? {} : { since }) });
      });
      const answers = await Promise.all(hellos);
      expect(answers.filter(({ ok }) => ok).length, `since ${since}`).toBe(limit);
      for (const [index, answer] of answers.entries()) {
        if (answer.ok) continue;
        expect(answer.problem).toMatchObject({ code: 'quota-exceeded' });
        expect(await sockets[index]?.closed()).toMatchObject({ code: 4429 });
      }
      for (const [index, answer] of answers.entries()) if (answer.ok) await sockets[index]?.close();
      const { socket } = await device.connect();
      await socket.close();
    }
  });
});
