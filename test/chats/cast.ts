/** The people of a schedule, each with several devices. */
import { known } from '../../packages/server/src/base/assert.ts';
import { yes } from '../support/scene.ts';
import { ask, type World } from './world.ts';

/** A user with devices. */
export interface Person {
  readonly user: string;
  readonly handle: string;
  readonly devices: readonly string[];
}

/** Devices of one person. */
const devicesEach = 2;

export class Cast {
  readonly people: readonly Person[];
  readonly devices: readonly string[];

  constructor(people: readonly Person[]) {
    this.people = people;
    this.devices = people.flatMap(({ devices }) => devices);
  }

  /** As many new people; `suffix` makes their handles like no others. */
  static async gather(world: World, count: number, suffix: string): Promise<Cast> {
    const people: Person[] = [];
    for (let index = 0; index < count; index += 1) people.push(await join(world, `p${index}.${suffix}`));
    return new Cast(people);
  }

  device(index: number): string {
    return pick(this.devices, index);
  }

  person(index: number): Person {
    return pick(this.people, index);
  }

  /** One of the devices of a user. */
  deviceOf(user: string, index: number): string {
    return pick(known(this.people.find((it) => it.user === user)?.devices, 'a person'), index);
  }

  /** The user of a device. */
  userOf(device: string): string {
    const owner = this.people.find(({ devices }) => devices.includes(device));
    return known(owner, 'a person').user;
  }
}

/** One of several, round and round. */
export function pick<T>(from: readonly T[], index: number): T {
  return known(from[index % from.length], 'one to pick');
}

async function join(world: World, handle: string): Promise<Person> {
  const devices: string[] = [];
  for (let index = 0; index < devicesEach; index += 1) {
    const name = `${handle} ${index}`;
    const params = { name, platform: null, credential: 'none', sameAs: null, invite: null };
    const made = await world.execute({ name: 'devices.register', params, actor: { kind: 'nobody' } });
    devices.push((yes(made) as { device: { id: string } }).device.id);
  }
  const [device = '', ...further] = devices;
  const made = await ask(world, { device, name: 'users.create', params: { handle }, id: 'begin' });
  const { user } = yes(made) as { user: { id: string } };
  for (const other of further) {
    yes(await ask(world, { device: other, name: 'users.join', params: { user: user.id }, id: 'begin' }));
  }
  return { user: user.id, handle, devices };
}
