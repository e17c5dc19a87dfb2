/** What a person chooses about being written to and being seen: settings of the app `kith`, which the server reads too. */
import type { Settings } from '@kith/client';
import { useKith } from '@kith/client/react';
import type { KithSettingValue } from '@kith/protocol';

export const whoMayWrite = [
  'anyone',
  'requests',
  'shared',
] as const satisfies readonly KithSettingValue<'privacy.directs'>[];

/** A type and no interface: settings are plain JSON. */
export type KithChoices = {
  readonly 'privacy.directs': KithSettingValue<'privacy.directs'>;
  readonly 'privacy.receipts': boolean;
  readonly 'privacy.typing': boolean;
  readonly 'show.receipts': boolean;
  readonly 'show.typing': boolean;
};

const usual: KithChoices = {
  'privacy.directs': 'anyone',
  'privacy.receipts': true,
  'privacy.typing': true,
  'show.receipts': true,
  'show.typing': true,
};

export function useKithChoices(): Settings<KithChoices> {
  return useKith().settings('kith', usual);
}
