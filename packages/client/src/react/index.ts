/** Kith in React: `KithProvider`, and a hook for everything of a client that can be read. */

// Where components are rendered on a server by default, these are not.
'use client';

export type { OwnPresence, Presence } from './devices.ts';
export { useDevices, usePresence } from './devices.ts';
export { useRecentEvents } from './events.ts';
export { useJoining, useSnapshots } from './joining.ts';
export { type Linking, type ShownAttempt, type ShownOffer, useLink, useLinkRequests } from './links.ts';
export { useLocal } from './local.ts';
export { KithProvider, type KithProviderProps, useKith } from './provider.ts';
export { useReadable } from './readable.ts';
export { type RejectedEdit, useRejections } from './rejections.ts';
export { useRetryIn } from './retry.ts';
export { useDevice, useRemembered, useStatus, useUser } from './session.ts';
export {
  type Setting,
  type SettingEdits,
  type SettingGesture,
  useSetting,
  useSettingHistory,
} from './setting.ts';
export { type ShownSettings, useConflicts, useMembers, useSettings } from './settings.ts';
export { useSuspenseSetting, useSuspenseSettings } from './suspense.ts';
