/** Whether the server is out of reach, as far as a page should say so: passing trouble is given its two seconds. */
import { useStatus } from '@kith/client/react';
import { useGrace } from './grace.ts';

export function useIsOut(): boolean {
  const status = useStatus();
  const shown = useGrace(status);
  // After three attempts it has lasted, also for a page that was opened only now.
  if (status.name === 'offline' || status.name === 'stopped') return true;
  return shown !== null && shown.name !== 'live' && shown.name !== 'signed-out';
}
