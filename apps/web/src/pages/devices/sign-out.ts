/** Signing devices out, one after the other: which are on their way, and which could not be. */
import { type Device, KithError } from '@kith/client';
import { useKith } from '@kith/client/react';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useErrorText } from '../../words/errors.ts';

export interface Failure {
  readonly device: Device;
  readonly text: string;
}

export interface SigningOut {
  /** Ids of those that are on their way. */
  readonly going: ReadonlySet<string>;
  /** What the last run could not do. */
  readonly failures: readonly Failure[];
  /** Resolves with how many were signed out. */
  readonly signOut: (devices: readonly Device[]) => Promise<number>;
}

const none: ReadonlySet<string> = new Set();

export function useSignOut(): SigningOut {
  const kith = useKith();
  const t = useTranslations('devices.signOut');
  const textOf = useErrorText();
  const [going, setGoing] = useState(none);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const signOut = useCallback(
    async (devices: readonly Device[]) => {
      const failed: Failure[] = [];
      setFailures([]);
      setGoing(new Set(devices.map(({ id }) => id)));
      for (const device of devices) {
        await kith.devices.revoke(device.id).catch((error: unknown) => {
          // A device in quarantine signs nobody out who was there before.
          const isNew = error instanceof KithError && error.code === 'forbidden';
          failed.push({ device, text: isNew ? t('forbidden') : textOf(error) });
        });
      }
      setGoing(none);
      setFailures(failed);
      return devices.length - failed.length;
    },
    [kith, t, textOf],
  );
  return { going, failures, signOut };
}
