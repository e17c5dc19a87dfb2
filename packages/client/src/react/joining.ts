/** What a person is asked once, after their device joined. */
import type { Joining } from '../settings/joining.ts';
import type { Snapshot } from '../settings/snapshots.ts';
import { useKith } from './provider.ts';
import { useReadable } from './readable.ts';

const none: readonly Snapshot[] = [];

/** Settings that this device brought along to an account that has others, to choose from; null: none, and at build. */
export function useJoining(): Joining | null {
  return useReadable(useKith().joining, null);
}

/** What accounts held before this device joined them, the newest first; none at build. */
export function useSnapshots(): readonly Snapshot[] {
  return useReadable(useKith().snapshots.list, none);
}
