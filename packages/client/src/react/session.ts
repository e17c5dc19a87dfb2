/** Who is logged in here, and how things stand. */
import type { Status } from '../connection/status.ts';
import type { User } from '../replica/replica.ts';
import type { RememberedDevice } from '../session/remembered.ts';
import { useKith } from './provider.ts';
import { itself, useReadable } from './readable.ts';

const starting: Status = { name: 'starting', pending: 0 };
const none: readonly RememberedDevice[] = [];

/** How things stand; `starting` at build. `useStatus((it) => it.name)` renders less often. */
export function useStatus(): Status;
export function useStatus<S>(select: (status: Status) => S): S;
export function useStatus(select: (status: Status) => unknown = itself): unknown {
  return useReadable(useKith().status, starting, select);
}

/** The device that is logged in here; null: none, and at build. */
export function useDevice(): RememberedDevice | null {
  return useReadable(useKith().device, null);
}

/** The user that this device is in; null: none, not known yet, and at build. */
export function useUser(): User | null {
  return useReadable(useKith().user, null);
}

/** Devices that logged in here before, the latest first; none at build. */
export function useRemembered(): readonly RememberedDevice[] {
  return useReadable(useKith().remembered, none);
}
