/** Arrivals: what is asked and said each time the state is whole, or somebody joined or left. */
import type { Calls } from './connection/calls.ts';
import type { Environment } from './environment/environment.ts';
import type { Replica } from './replica/replica.ts';
import { newId } from './wire/ids.ts';

export interface ArrivalMeans {
  readonly environment: Environment;
  readonly calls: Calls;
  readonly replica: Replica;
  /** What this device runs on; undefined: not told. */
  readonly platform: string | undefined;
}

/** Presence is in no event: one look at the list tells it. */
export async function lookAround({ calls, replica }: Pick<ArrivalMeans, 'calls' | 'replica'>): Promise<void> {
  const list = calls.call('devices.list', {}, 'bound');
  // Lost, refused, or no list: the next look is another.
  await list.then((it) => replica.looked(it)).catch(() => undefined);
}

/** The other devices learn what this one runs on now. */
export async function describe({ environment, calls, replica, platform }: ArrivalMeans): Promise<void> {
  const self = replica.devices.get().find(({ current }) => current);
  if (platform === undefined || self === undefined || self.platform === platform) return;
  // Where it is refused or lost, the next arrival says it.
  await calls.call('devices.describe', { id: newId(environment), platform }, 'bound').catch(() => undefined);
}
