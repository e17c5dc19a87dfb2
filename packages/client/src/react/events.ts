/** What happened, for inspectors. */
import type { WireEvent } from '@kith/protocol';
import { useKith } from './provider.ts';
import { useReadable } from './readable.ts';

const none: readonly WireEvent[] = [];

/** The last hundred events, the newest last; none at build. */
export function useRecentEvents(): readonly WireEvent[] {
  return useReadable(useKith().events.recent, none);
}
