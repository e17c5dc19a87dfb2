/** The user that this device left last, for the offer to come back: kept in this tab alone. */
import type { Readable, User } from '@kith/client';
import { useReadable } from '@kith/client/react';

export interface LeftUser {
  /** The device that left. */
  readonly device: string;
  readonly user: User;
  /** Nobody is left to let it in. */
  readonly wasLast: boolean;
}

let left: LeftUser | null = null;
const listeners = new Set<() => void>();

const readable: Readable<LeftUser | null> = {
  get: () => left,
  subscribe(listener) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export function noteLeft(it: LeftUser | null): void {
  left = it;
  for (const listener of [...listeners]) listener();
}

/** null: it left nobody here. */
export function useLeft(device: string): LeftUser | null {
  const it = useReadable(readable, null);
  return it?.device === device ? it : null;
}
