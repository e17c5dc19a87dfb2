/** A copy of what this page holds of the person, as JSON. */
import type { Client } from '@kith/client';
import { webApp } from '../../shell/preferences.ts';

/** The apps whose settings pages of this client show. */
const apps = ['demo', webApp];

/** Values that were chosen; defaults are no data of the person. */
export function exported(kith: Pick<Client, 'user' | 'devices' | 'settings' | 'serverNow'>): string {
  const copy = {
    copiedAt: new Date(kith.serverNow()).toISOString(),
    user: kith.user.get(),
    devices: kith.devices.get().map(({ id, name, label, platform, joinedAt, lastSeenAt }) => ({
      id,
      name,
      label,
      platform,
      joinedAt: momentOf(joinedAt),
      lastSeenAt: momentOf(lastSeenAt),
    })),
    settings: Object.fromEntries(apps.map((app) => [app, kith.settings(app, {}).values.get()])),
  };
  return JSON.stringify(copy, null, 2);
}

function momentOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** Hands a text to the browser's downloads. */
export function saveAsFile(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'kith.json';
  link.click();
  URL.revokeObjectURL(address);
}
