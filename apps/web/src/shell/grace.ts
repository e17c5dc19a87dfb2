/** A pause before bad news: a connection that is back within two seconds was never shown as gone. */
import type { Status } from '@kith/client';
import { useEffect, useState } from 'react';

const graceMs = 2000;

/** Whether it is worth waiting before it is shown. */
function isPassing({ name }: Status): boolean {
  return name === 'starting' || name === 'connecting' || name === 'waiting';
}

/** The status to show: good and final news at once, passing trouble when it has lasted. */
export function useGrace(status: Status): Status {
  const [shown, setShown] = useState<Status>({ name: 'live', pending: 0 });
  const isLate = isPassing(shown);
  const waits = isPassing(status) && !isLate;
  useEffect(() => {
    if (!waits) {
      setShown(status);
      return;
    }
    const timer = setTimeout(() => setShown(status), graceMs);
    return () => clearTimeout(timer);
    // A status that changes while it waits does not begin the pause anew.
  }, [waits, status]);
  return waits ? shown : status;
}
