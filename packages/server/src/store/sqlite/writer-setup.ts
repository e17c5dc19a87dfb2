/** What a writer needs to start, as it crosses a thread. */
import { createMac } from '../../base/mac.ts';
import { pooled, type Random, systemRandom } from '../../base/random.ts';
import type { Means, Policy } from '../../domain/command.ts';

export interface WriterSetup {
  readonly path: string;
  /** Key of `Means.mac`. */
  readonly macKey: Uint8Array;
  readonly policy: Policy;
}

/** The means of its deciders. */
export function meansOf({ macKey, policy }: WriterSetup, random: Random = systemRandom): Means {
  return { random: pooled(random), policy, mac: createMac(macKey) };
}
