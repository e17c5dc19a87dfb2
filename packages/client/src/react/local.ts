/** What this device keeps, and whether it can. */
import type { LocalState } from '../cache/disk.ts';
import { useKith } from './provider.ts';
import { useReadable } from './readable.ts';

const atBuild: LocalState = { kept: 'disk', unreadable: 0 };

/** Whether what is edited here outlives the page, and why not; nothing is amiss at build. */
export function useLocal(): LocalState {
  return useReadable(useKith().local, atBuild);
}
