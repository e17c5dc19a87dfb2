/** The settings of an app that takes notes: the one place where they are said. */
import { defineApp, members, setting, z } from '@kith/schema';

export const notes = defineApp('notes', {
  theme: setting(z.enum(['light', 'dark', 'system']), { default: 'system' }),
  editor: {
    size: setting(z.int().min(8).max(72), { default: 14, scopes: ['device', 'class'] }),
    spelling: setting(z.boolean(), { default: true }),
  },
  /** Both numbers are one value: half of one place and half of another is no place. */
  home: setting(z.object({ lat: z.number(), lng: z.number() }), { default: null }),
  /** The newest release notes that were read, on whatever device. */
  seen: setting(z.int(), { default: 0, policy: 'max', scopes: [] }),
  /** What to do with two answers is for a person to say. */
  signature: setting(z.string().max(2000), { default: '', policy: 'manual' }),
  /** A matter of this machine alone. */
  window: setting(z.object({ width: z.int(), height: z.int() }), { default: null, deviceOnly: true }),
  pins: members(z.string().max(64)),
  /** Was `compact`, yes or no, and has three answers now. */
  density: setting(z.enum(['tight', 'usual', 'wide']), {
    default: 'usual',
    migrateFrom: { key: 'compact', map: (old) => (old === true ? 'tight' : undefined) },
  }),
});
