/** When the client tries again. */
import { useMemo } from 'react';
import type { Status } from '../connection/status.ts';
import { nativeEnvironment } from '../environment/native.ts';
import { countdown } from './countdown.ts';
import { useKith } from './provider.ts';
import { useReadable } from './readable.ts';

/**
 * Whole seconds until the next attempt to connect; 0 while one is under way, null where none is to come and at build.
 *
 * Renders once a second while the client waits, and not otherwise: keep it in a small component.
 */
export function useRetryIn(): number | null {
  const { status } = useKith();
  const retryIn = useMemo(
    () => countdown({ get: () => retryAt(status.get()), subscribe: status.subscribe }, nativeEnvironment),
    [status],
  );
  return useReadable(retryIn, null);
}

function retryAt(status: Status): number | null {
  return status.name === 'waiting' || status.name === 'offline' ? status.retryAt : null;
}
