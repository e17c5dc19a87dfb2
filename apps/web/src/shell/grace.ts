/** A pause before bad news: a connection that is back within two seconds was never shown as gone. */
import type { Status } from '@kith/client';
import { useEffect, useState } from 'react';

const graceMs = 2000;

/** What is shown while the truth may still pass. */
export interface Grace {
  readonly status: Status;
  /** `young`: it began less than the pause ago. */
  readonly trouble: 'none' | 'young' | 'lasting';
  /** The status to show; null: nothing is known that could be shown yet. */
  readonly shown: Status | null;
}

/** Before anything was told. */
export const untold: Grace = {
  status: { name: 'starting', pending: 0 },
  trouble: 'young',
  shown: null,
};

/** A new status: good and final news show at once, trouble when it has lasted. */
export function told(before: Grace, status: Status): Grace {
  if (!isTrouble(status)) return { status, trouble: 'none', shown: status };
  // After three attempts it has lasted, also for a page that was opened only now.
  if (status.name === 'offline') return { status, trouble: 'lasting', shown: status };
  if (before.trouble === 'lasting') return { status, trouble: 'lasting', shown: status };
  const { shown } = before;
  // What waits to be saved is never hidden: only the connection is given its pause.
  const kept = shown?.name === 'live' ? { ...shown, pending: status.pending } : null;
  return { status, trouble: 'young', shown: kept };
}

/** The pause is over. */
export function lasted(before: Grace): Grace {
  return before.trouble === 'young' ? { ...before, trouble: 'lasting', shown: before.status } : before;
}

function isTrouble({ name }: Status): boolean {
  return name === 'starting' || name === 'connecting' || name === 'waiting' || name === 'offline';
}

/** The status to show; null: none yet. */
export function useGrace(status: Status): Status | null {
  const [grace, setGrace] = useState(() => told(untold, status));
  if (grace.status !== status) setGrace(told(grace, status));
  // It runs from when the trouble began: another status of the same trouble does not begin it anew.
  const isYoung = grace.trouble === 'young';
  useEffect(() => {
    if (!isYoung) return;
    const timer = setTimeout(() => setGrace(lasted), graceMs);
    return () => clearTimeout(timer);
  }, [isYoung]);
  return grace.shown;
}
