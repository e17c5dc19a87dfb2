/** Seeds a server for a demo: twenty devices of ten people, some left to be joined by hand, and chats of theirs. */
import { password, refuse } from '@kith/protocol';
import { z } from 'zod';
import { hashPassword, verifyCredential } from '../../commands/credentials.ts';
import { decideNow } from '../../commands/handler.ts';
import type { Outcome } from '../../domain/command.ts';
import type { Store } from '../../store/port.ts';
import { bySystem } from './by-system.ts';
import { type AdminMeans, operation } from './operation.ts';
import { seedChats } from './seed-chats.ts';
import { actorOf, doOnce, find } from './seeded-device.ts';

/** The password of all seeded devices unless another is chosen. */
export const seedPassword = 'kith-demo';

const people = 10;
/** From this person on the second device is left out of the user, to show how devices are linked. */
const firstUnlinked = 9;
/** From this person on the first device has no user either, to show how one is made. */
const firstWithoutUser = 10;

/** A device as the seed left it. */
export interface SeededDevice {
  readonly name: string;
  /** Handle of its user; null: it has joined none. */
  readonly user: string | null;
  readonly made: boolean;
  /** Null: it is another one that the seed does not know. */
  readonly password: string | null;
}

/** Makes what is missing of the demo's devices, users and chats; what is there stays as it is. */
export const seed = operation({
  params: z.strictObject({ password: password.default(seedPassword), force: z.boolean().default(false) }),
  async run(means, params): Promise<Outcome<{ devices: SeededDevice[] }>> {
    if (means.exposed && !params.force) {
      return refuse('forbidden', {
        hint: 'others can reach this server, and everybody knows these devices: use --force',
      });
    }
    const devices: SeededDevice[] = [];
    for (let number = 1; number <= people; number += 1) {
      const pair: { name: string; made: boolean }[] = [];
      for (const browser of ['Chrome', 'Firefox']) {
        const name = `${browser}.test${number}`;
        const made = await register(means.store, name, params.password);
        if (!made.ok) return made;
        pair.push({ name, made: made.result });
      }
      const joined = await settle(means, number);
      if (!joined.ok) return joined;
      for (const { name, made } of pair) devices.push(await describe(means.store, { name, made, ...params }));
    }
    await seedChats(means.store);
    return { ok: true, result: { devices } };
  },
});

/** Registers a device unless there is one of this name; says whether it did. */
async function register(store: Store, name: string, text: string): Promise<Outcome<boolean>> {
  if ((await find(store, name)) !== undefined) return { ok: true, result: false };
  const credential = await hashPassword(text);
  if (credential === undefined) return refuse('overloaded');
  const platform = name.startsWith('Chrome') ? 'Chrome on Linux' : 'Firefox on Linux';
  const params = { name, platform, credential, sameAs: null, invite: null };
  const registered = await bySystem(store, 'devices.register', params);
  return registered.ok ? { ok: true, result: true } : registered;
}

/** Puts devices that never joined a user into theirs; what people did with them since is left alone. */
async function settle({ store }: AdminMeans, number: number): Promise<Outcome<unknown>> {
  const nothing = { ok: true, result: {} } as const;
  const [first, second] = [`Chrome.test${number}`, `Firefox.test${number}`];
  if (number >= firstWithoutUser) return nothing;
  if (await isFresh(store, first)) {
    const made = await makeUser(store, first, `test${number}`);
    // Somebody else may have taken the handle; the devices are good without it.
    if (!made.ok && made.code !== 'handle-taken') return made;
  }
  return number < firstUnlinked && (await isFresh(store, second)) ? link(store, first, second) : nothing;
}

async function isFresh(store: Store, name: string): Promise<boolean> {
  return (await find(store, name))?.joinedAt === null;
}

async function makeUser(store: Store, device: string, handle: string): Promise<Outcome<unknown>> {
  const caller = await find(store, device);
  if (caller === undefined) return refuse('not-found');
  const params = { handle, displayName: `Test ${handle.slice('test'.length)}` };
  return doOnce(store, caller, { name: 'users.create', params, id: `seed-${handle}` });
}

/** Links the second device to the user of the first, as two people with the devices in hand would. */
async function link(store: Store, first: string, second: string): Promise<Outcome<object>> {
  const [owner, guest] = [await find(store, first), await find(store, second)];
  if (owner === undefined || guest === undefined || owner.userId === null) return { ok: true, result: {} };
  const network = null;
  const made = await decideNow({ store }, actorOf(owner), 'links.create', { network });
  if (!made.ok) return made;
  const { handle, code } = made.result;
  const shown = await decideNow({ store }, actorOf(guest), 'links.redeem', { handle, code, network });
  if (!shown.ok) return shown;
  const { link: id, number } = shown.result;
  return decideNow({ store }, actorOf(owner), 'links.approve', { link: id, number });
}

async function describe(
  store: Store,
  { name, made, password: text }: { name: string; made: boolean; password: string },
): Promise<SeededDevice> {
  const device = await find(store, name);
  const user = device?.userId == null ? undefined : await store.read('user', { id: device.userId });
  const same = made || (await verifyCredential(text, device?.credential)) === true;
  return { name, user: user?.handle ?? null, made, password: same ? text : null };
}
