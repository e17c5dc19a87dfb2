/** The life of a connection as one union: each phase has only what it needs. */
import type { KnownDevice } from '../hub/directory.ts';

/** A device that said hello on this connection. */
export interface Greeted {
  device: KnownDevice;
  /** When its access token expires, wall time. */
  tokenExpiresAt: number;
}

export type Phase =
  /** Open, and nobody has said hello. */
  | { readonly name: 'silent' }
  /** A hello is being looked at. */
  | { readonly name: 'greeting' }
  /** Reads on from its cursor; not in the hub yet. */
  | ({ readonly name: 'behind' } & Greeted)
  /** In the hub: gets every event when it happens. */
  | ({ readonly name: 'live' } & Greeted)
  /** Closing or closed. */
  | { readonly name: 'closed' };
