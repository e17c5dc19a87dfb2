/** How requests ended, as the events tell it: here, on another device, or by time. */
import type { Client } from '@kith/client';

type Events = ReturnType<Client['events']['recent']['get']>;

export interface End {
  readonly name: 'approved' | 'denied' | 'withdrawn' | 'expired';
  /** The device that answered; null: no device of the user did. */
  readonly by: string | null;
}

const names: Readonly<Record<string, End['name']>> = {
  'link.approved': 'approved',
  'link.denied': 'denied',
  'link.expired': 'expired',
};

/** How a link ended; null: it did not, or too long ago to be known. */
export function endOf(events: Events, link: string): End | null {
  for (const { type, data, actor } of events) {
    const name = names[type];
    if (name === undefined || (data as { readonly link?: unknown }).link !== link) continue;
    // Whoever is in no user can only take back what it asked for.
    if (name === 'denied' && actor.user === null) return { name: 'withdrawn', by: null };
    return { name, by: name === 'expired' ? null : actor.device };
  }
  return null;
}
