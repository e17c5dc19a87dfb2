/** Windows whose device logged in before the test began, for tests of what comes after. */
import { expect } from 'vitest';
import { another, newPerson, type Person, TestDevice } from '../../support/person.ts';
import type { PersonWindow } from './window.ts';

/** Registers a device that is in no user, and logs this window in with it. */
export async function arriveAlone(window: PersonWindow): Promise<TestDevice> {
  const device = await TestDevice.register(window.url);
  await arriveWith(window, device);
  return device;
}

/** Makes a user, and logs this window in with its first device. */
export async function arriveAsUser(window: PersonWindow, handle?: string): Promise<Person> {
  const person = await newPerson(window.url, handle);
  await arriveWith(window, person.device);
  return person;
}

/** Makes a user of as many devices as there are windows, and logs each window in with one. */
export async function arriveTogether(windows: readonly PersonWindow[]): Promise<readonly TestDevice[]> {
  const [first, ...others] = windows;
  if (first === undefined) return [];
  const { device } = await newPerson(first.url);
  const devices = [device];
  // All are in before a window logs in: with a new login the device's earlier session ends.
  for (const _ of others) devices.push(await another(device));
  await Promise.all(
    devices.map(async (it, index) => {
      const window = windows[index];
      if (window !== undefined) await arriveWith(window, it);
    }),
  );
  return devices;
}

/** As the app's own login leaves a browser: the session in a cookie, the device remembered. */
export async function arriveWith(
  { device, url }: PersonWindow,
  { id, name, secret }: TestDevice,
): Promise<void> {
  const reply = await device.request.post(`${url}/v1/sessions.create`, {
    headers: { origin: url },
    data: { device: id, secret, cookie: true },
  });
  expect(reply.status(), await reply.text()).toBe(200);
  const remembered = JSON.stringify({ current: id, devices: [{ id, name }] });
  await device.addInitScript(
    ([key, value]) => {
      if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
    },
    [`kith ${url}`, remembered] as const,
  );
}
