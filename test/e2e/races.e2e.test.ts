import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reply } from '../support/http-client.ts';
import { HttpClient } from '../support/http-client.ts';
import { another, fresh, newPerson, type Person, TestDevice } from '../support/person.ts';
import { type Served, serve } from '../support/server.ts';
import type { DeviceEntry } from '../support/wire.ts';

/** Enough that each order comes up. */
const rounds = 8;

let server: Served;

beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

const won = (replies: readonly Reply[]) => replies.filter(({ status }) => status === 200);
const codesOf = (replies: readonly Reply[]) =>
  replies.flatMap(({ body }) => (body.code === undefined ? [] : [body.code]));

async function devicesOf(device: TestDevice): Promise<string[]> {
  const { devices } = await device.http.ok<{ devices: DeviceEntry[] }>('devices.list');
  return devices.map(({ id }) => id);
}

async function redeemed({ device, user }: Person, joining: TestDevice) {
  const { code } = await device.http.ok<{ code: string }>('links.create');
  return joining.http.ok<{ link: string; number: string }>('links.redeem', { handle: user.handle, code });
}

test('one handle goes to one of many who want it at once', async () => {
  const devices = await Promise.all(Array.from({ length: 10 }, () => TestDevice.register(server.url)));
  const handle = fresh('wanted');
  const replies = await Promise.all(
    devices.map((device, index) => {
      const spelled = index % 2 === 0 ? handle : handle.toUpperCase();
      return device.http.call('users.create', { id: fresh('cmd'), handle: spelled });
    }),
  );
  expect(won(replies).length).toBe(1);
  expect(new Set(codesOf(replies))).toEqual(new Set(['handle-taken']));
});

test('one name goes to one of many devices that register it at once', async () => {
  const open = new HttpClient(server.url);
  const name = fresh('Name');
  const secrets = Array.from({ length: 10 }, (_, index) => `${index}`.repeat(24));
  const replies = await Promise.all(secrets.map((secret) => open.call('devices.register', { name, secret })));
  expect(won(replies).length).toBe(1);
  expect(new Set(codesOf(replies))).toEqual(new Set(['name-taken']));
});

test('a device that two users let in at once, and that makes a third, is in one of them', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const joining = await TestDevice.register(server.url);
    const people = [await newPerson(server.url), await newPerson(server.url)];
    const links = await Promise.all(people.map((person) => redeemed(person, joining)));
    const approve = (index: number) => {
      const { link, number } = links[index] ?? {};
      return people[index]?.device.http.call('links.approve', { link, number }) ?? Promise.reject();
    };
    const create = () => joining.http.call('users.create', { id: fresh('cmd'), handle: fresh('third') });
    const racing = round % 2 === 0 ? [approve(0), create(), approve(1)] : [create(), approve(1), approve(0)];
    expect(won(await Promise.all(racing)).length).toBe(1);
    const inside = await Promise.all(people.map(({ device }) => devicesOf(device)));
    const own = await devicesOf(joining);
    expect(own.length + inside.filter((ids) => ids.includes(joining.id)).length).toBe(
      own.length === 1 ? 1 : 3,
    );
  }
});

test('of two devices that revoke each other at once one stays', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { device: one } = await newPerson(server.url);
    const other = await another(one);
    const replies = await Promise.all([
      one.http.call('devices.revoke', { id: fresh('cmd'), device: other.id }),
      other.http.call('devices.revoke', { id: fresh('cmd'), device: one.id }),
    ]);
    expect(won(replies).length).toBe(1);
    expect(codesOf(replies)).toEqual(['device-revoked']);
    const stays = replies[0]?.status === 200 ? one : other;
    expect(await devicesOf(stays)).toEqual([stays.id]);
  }
});

test('of the last two devices that leave at once without a word one stays', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { device: one } = await newPerson(server.url);
    const other = await another(one);
    const leave = (device: TestDevice) => device.http.call('devices.leave', { id: fresh('cmd') });
    const replies = await Promise.all([leave(one), leave(other)]);
    expect(won(replies).length).toBe(1);
    expect(codesOf(replies)).toEqual(['conflict']);
  }
});

test('a recovery code that two use at once lets one in', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { device, user } = await newPerson(server.url);
    const { codes } = await device.http.ok<{ codes: string[] }>('recovery.create');
    const finders = [await TestDevice.register(server.url), await TestDevice.register(server.url)];
    const open = new HttpClient(server.url);
    const keepDevices = round % 2 === 0;
    const params = { handle: user.handle, code: codes[0], keepDevices };
    const replies = await Promise.all(
      finders.map((finder) => open.call('sessions.recover', { ...params, device: finder.id })),
    );
    expect(won(replies).length).toBe(1);
    expect(codesOf(replies)).toEqual(['unauthenticated']);
  }
});

test('of many edits that compare and set on one base at once one applies', async () => {
  const { device } = await newPerson(server.url);
  const others = await Promise.all([another(device), another(device), another(device)]);
  let rev = 0;
  for (let round = 0; round < rounds; round += 1) {
    const results = await Promise.all(
      [device, ...others].map((it, index) =>
        it.set('counter', `${round} ${index}`, { base: rev, ifBase: true }),
      ),
    );
    expect(results.map(({ outcome }) => outcome).sort()).toEqual([
      'applied',
      'skipped',
      'skipped',
      'skipped',
    ]);
    const next = results.find(({ outcome }) => outcome === 'applied')?.rev ?? 0;
    expect(next).toBeGreaterThan(rev);
    rev = next;
  }
});
