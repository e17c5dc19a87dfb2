/** Going on as a device that is remembered here: whether its session still stands is known when the server said so. */
import type { Client, Status } from '@kith/client';

/** `password`: its session is over, or another device was chosen meanwhile. */
export type CameBack = 'in' | 'password' | 'revoked';

/** Resolves when it is known; `onUnreachable` is called where that takes a while, and it is tried on. */
export async function comeBack(kith: Client, device: string, onUnreachable: () => void): Promise<CameBack> {
  if (!(await kith.resume(device))) return 'password';
  return new Promise((resolve) => {
    let stop: (() => void) | undefined;
    const look = () => {
      const came = kith.device.get()?.id === device ? cameBack(kith.status.get()) : 'password';
      if (came === 'unreachable') onUnreachable();
      if (came === undefined || came === 'unreachable') return;
      stop?.();
      resolve(came);
    };
    stop = kith.status.subscribe(look);
    look();
  });
}

/** undefined: it is not known yet. */
export function cameBack(status: Status): CameBack | 'unreachable' | undefined {
  switch (status.name) {
    case 'live':
      return 'in';
    case 'signed-out':
      return status.reason === 'revoked' ? 'revoked' : 'password';
    case 'waiting':
    case 'offline':
    case 'stopped':
      return 'unreachable';
    case 'starting':
    case 'connecting':
      return undefined;
  }
}
