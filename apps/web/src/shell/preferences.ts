/** What a person prefers of the web client on all their devices: settings like those of any app. */
import type { Settings } from '@kith/client';
import { useKith } from '@kith/client/react';

const webApp = 'kith.web';

/** Of which new messages there are notices: all, those to oneself, none. */
export const messageNotices = ['all', 'mine', 'none'] as const;

/** A type and no interface: settings are plain JSON. */
export type Preferences = {
  /** Shows a notice when a device joins or leaves. That one was signed out is always told. */
  readonly tellOfDevices: boolean;
  readonly tellOfMessages: (typeof messageNotices)[number];
};

const defaults: Preferences = { tellOfDevices: true, tellOfMessages: 'all' };

export function usePreferences(): Settings<Preferences> {
  return useKith().settings(webApp, defaults);
}
