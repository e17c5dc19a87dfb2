/** How a device is named in a sentence about somebody else: by its label, or as one that has left. */
import { useDevices } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';

export interface NamedDevice {
  readonly label: string;
  readonly platform: string | null;
}

/** Names a device by its id. This device did it too where it has two windows. */
export function useDeviceName(): (id: string | null) => NamedDevice {
  const t = useTranslations('synced.device');
  const devices = useDevices();
  return (id) => {
    const device = devices.find((it) => it.id === id);
    return device ?? { label: t('gone'), platform: null };
  };
}
