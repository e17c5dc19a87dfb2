import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { another, fresh, newPerson, type TestDevice } from '../support/person.ts';
import { serve } from '../support/server.ts';
import { headOf, syncAll, syncOnce } from '../support/sync.ts';

const secret = `canary-${fresh('text')}`;

test('what was erased does not come back: by socket or sync, from memory or database, history, snapshot or file', async () => {
  await using server = await serve();
  const { device } = await newPerson(server.url);
  const phone = await another(device);
  const guest = await another(device);
  const begin = new Map<TestDevice, string>();
  for (const it of [device, phone, guest]) begin.set(it, await headOf(it));
  await phone.set('diary', `${secret} one`);
  await device.set('diary', { deep: [`${secret} two`] });
  await phone.set('diary', `${secret} too late`, { ageMs: 3_600_000 });
  await device.set('diary', undefined, { unset: true });
  await phone.set('diary', `${secret} three`);
  await device.set('other', 'stays');
  await guest.set('diary', `${secret} too late, of one who left`, { ageMs: 3_600_000 });
  const guestBegin = begin.get(guest);
  await guest.http.ok('devices.leave', { id: fresh('cmd') });
  expect(JSON.stringify(await everything(device, begin.get(device)))).toContain(secret);
  expect(JSON.stringify(await everything(phone, begin.get(phone)))).toContain(`${secret} too late`);

  await device.http.ok('settings.erase', { id: fresh('cmd'), app: 'test', key: 'diary' });
  const expectGone = async () => {
    for (const it of [device, phone]) {
      const all = await everything(it, begin.get(it));
      expect(JSON.stringify(all)).not.toContain(secret);
      const blanked = all.replayed.filter(({ data }) => data.key === 'diary');
      expect(blanked.length).toBeGreaterThanOrEqual(5);
      expect(blanked.at(-1)).toMatchObject({
        type: 'setting.changed',
        data: { unset: true, erased: true },
      });
      for (const { data } of blanked) expect(data).toMatchObject({ unset: true });
      expect(all.synced.map(({ text }) => text)).toEqual(all.replayed.map(({ text }) => text));
    }
  };
  await expectGone();
  await guest.login();
  expect(JSON.stringify((await syncAll(guest, guestBegin)).resets)).not.toContain(secret);
  await server.stop();
  for (const name of readdirSync(server.dataDir))
    expect(readFileSync(join(server.dataDir, name)).includes(secret), name).toBe(false);
  await using again = await server.again();
  await expectGone();
  expect(again.dataDir).toBe(server.dataDir);
});

/** All that a device can read of the past and of now. */
async function everything(device: TestDevice, since: string | undefined) {
  const { socket, hello } = await device.connect(since);
  expect(hello.resumed).toBe(true);
  const synced = (await syncAll(device, since)).events;
  await socket.inbox.until('the whole replay', () =>
    socket.inbox.events.length >= synced.length ? true : undefined,
  );
  const replayed = socket.inbox.events;
  const history = await device.http.ok('settings.history', { app: 'test', key: 'diary' });
  const settings = await device.http.ok('settings.get', { app: 'test' });
  const snapshot = (await syncOnce(device)).reset;
  await socket.cut();
  return { replayed, synced, history, settings, snapshot };
}
