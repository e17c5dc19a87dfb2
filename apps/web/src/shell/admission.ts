/** Who may see a page, and where everybody else is led: the rule alone. */
import type { Status } from '@kith/client';

/** What a page takes: `device`, somebody logged in; `user`, and a user that the device is in. */
export type Needs = 'device' | 'user';

export interface Visit {
  readonly needs: Needs;
  readonly status: Status;
  readonly hasDevice: boolean;
  readonly hasUser: boolean;
  /** A device logged in here before. */
  readonly isKnown: boolean;
  /** Path and query of the page. */
  readonly here: string;
}

export type Admission =
  | { readonly name: 'in' }
  /** What it takes to decide is not known yet. */
  | { readonly name: 'wait' }
  /** Another device signed this one out; `by` is its label. */
  | { readonly name: 'signed-out'; readonly by: string | null }
  | { readonly name: 'elsewhere'; readonly href: string };

/** Those who are sent on are sent to pages that need less, so nobody goes round in a circle. */
export function admissionTo({ needs, status, hasDevice, hasUser, isKnown, here }: Visit): Admission {
  if (status.name === 'signed-out') {
    if (status.reason === 'revoked') return { name: 'signed-out', by: status.by };
    const entry = isKnown || status.reason !== 'never' ? 'login' : 'register';
    const query = new URLSearchParams({ next: here });
    if (status.reason === 'expired') query.set('why', 'expired');
    return { name: 'elsewhere', href: `/${entry}?${query}` };
  }
  if (!hasDevice) return { name: 'wait' };
  if (needs === 'device' || hasUser) return { name: 'in' };
  return status.name === 'live' ? { name: 'elsewhere', href: '/' } : { name: 'wait' };
}
