/** Kith in React: `KithProvider`, and a hook for everything of a client that can be read. */

// Where components are rendered on a server by default, these are not.
'use client';

export type { OwnPresence, Presence } from './devices.ts';
export { useDevices, usePresence } from './devices.ts';
export { useRecentEvents } from './events.ts';
export { type Linking, type ShownAttempt, type ShownOffer, useLink, useLinkRequests } from './links.ts';
export { KithProvider, type KithProviderProps, useKith } from './provider.ts';
export { useReadable } from './readable.ts';
export { type RejectedEdit, useRejections } from './rejections.ts';
export { useRetryIn } from './retry.ts';
export { useDevice, useRemembered, useStatus, useUser } from './session.ts';
export { type Setting, type SettingGesture, useSetting } from './setting.ts';
export { useConflicts, useSettings } from './settings.ts';
