/** A policy that lets devices do what a test needs. */
import { defaultLimits } from '@kith/protocol';
import type { Policy } from '../../packages/server/src/domain/command.ts';

export const easyPolicy: Policy = {
  registration: 'open',
  openJoin: true,
  quarantineMs: 0,
  userDevices: defaultLimits.userDevices,
  userLinks: defaultLimits.userLinks,
  settingKeys: defaultLimits.settingKeys,
  settingBytes: defaultLimits.settingBytes,
  settingValueBytes: defaultLimits.settingValueBytes,
  settingKeyChars: defaultLimits.settingKeyChars,
  settingHistory: defaultLimits.settingHistory,
  settingHistoryBytes: defaultLimits.settingHistoryBytes,
};
