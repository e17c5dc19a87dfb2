/**
 * The whole of Kith with a raw WebSocket: two devices join one user, share a setting live, one signs the other out.
 *
 *   KITH_URL=http://127.0.0.1:3000 npx node examples/websocket.ts
 *
 * It uses nothing but what Node has; the client is in client.ts. Only registering and logging in go by HTTP, since a socket opens with a token.
 * What is not as it should be ends it with code 1.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Client, register, run } from './client.ts';

const theme = (value: string) => ({ id: randomUUID(), key: 'theme', value, base: 0, ageMs: 0 });

console.log('Two devices register and connect; the laptop makes a user.');
const [laptop, phone] = [await register(`Laptop.${run}`), await register(`Phone.${run}`)];
const { client: onLaptop } = await Client.connect(laptop.token);
const { client: onPhone } = await Client.connect(phone.token);
const made = await onLaptop.call('users.create', { id: randomUUID(), handle: `ann.${run}` });
const { id: user } = made.user as { id: string };

console.log('The laptop shows a code, the phone a number; typed on the laptop, it lets the phone in.');
const { code } = await onLaptop.call('links.create');
const { link, number } = await onPhone.call('links.redeem', { handle: `ann.${run}`, code });
assert.equal((await onLaptop.event('link.redeemed')).data.link, link);
await onLaptop.call('links.approve', { link, number });
await onPhone.event('device.joined', `user:${user}`);
const { devices } = (await onPhone.call('devices.list')) as { devices: { id: string; online: boolean }[] };
assert.deepEqual(new Set(devices.map((it) => it.id)), new Set([laptop.id, phone.id]));
assert.deepEqual(new Set(devices.map((it) => it.online)), new Set([true]));

console.log('A setting that one changes is on the other at once, and says who changed it.');
await onPhone.call('settings.set', { app: 'example', ops: [theme('dark')] });
const changed = await onLaptop.event('setting.changed');
assert.equal(changed.data.value, 'dark');
assert.deepEqual(changed.actor, { user, device: phone.id });

console.log('The laptop goes away, the phone goes on; by its cursor the laptop gets exactly what it missed.');
onLaptop.close();
await onPhone.call('settings.set', { app: 'example', ops: [theme('light')] });
await onPhone.call('devices.rename', { id: randomUUID(), device: laptop.id, label: 'Ann on the road' });
const { client: back, hello } = await Client.connect(laptop.token, changed.cursor);
assert.equal(hello.resumed, true);
await back.event('device.renamed', 'device:');
const [first, second] = back.events;
assert.deepEqual([first?.seq, first?.data.value], [changed.seq + 1, 'light']);
assert.deepEqual([second?.seq, second?.type], [changed.seq + 2, 'device.renamed']);

console.log('The laptop signs the phone out: its socket is closed at once, and says by whom.');
await back.call('devices.revoke', { id: randomUUID(), device: phone.id });
const end = await onPhone.until('the end', () => onPhone.closed);
assert.deepEqual(end, { code: 4503, reason: '{"by":"Ann on the road"}' });
assert.equal(onPhone.events.at(-1)?.type, 'device.revoked');
assert.equal((await back.event('device.revoked')).actor.device, laptop.id);
back.close();
console.log('All is as it should be.');
