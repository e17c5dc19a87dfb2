/** Whether the server is out of reach, as far as a page should say so: passing trouble is given its two seconds. */
import { useStatus } from '@kith/client/react';
import { useGrace } from './grace.ts';

export function useIsOut(): boolean {
  const shown = useGrace(useStatus());
  return shown !== null && shown.name !== 'live' && shown.name !== 'signed-out';
}
