/** Links: how another device joins the user, as both sides of it see it. The device that is in shows the code ([U2]). */
import type { Readable } from '../observable.ts';

/** How a link ended. */
export type LinkEnd = 'approved' | 'denied' | 'expired';

/** A code that this device shows. */
export interface LinkOffer {
  readonly link: string;
  /** `ABCD-EFGH`, to be typed on the new device. */
  readonly code: string;
  /** The address with handle and code in its fragment, to be shown as a QR code, dark on white. */
  readonly qr: string;
  /** When the code dies, and with it the request for it: ms since 1970, server's clock. `serverNow()` says how long that is. */
  readonly expiresAt: number;
  /** `open`: nobody has shown it yet; then the device that did; then how it ended. */
  readonly state: Readable<
    { readonly name: 'open' } | ({ readonly name: 'redeemed' } & LinkRequest) | { readonly name: LinkEnd }
  >;
  /** Takes the code back: nobody is let in with it any more, and who waits is denied. `link-expired`: it was used. */
  cancel(): Promise<void>;
}

/** A device that showed a code and waits to be let in. Any device of the user may answer. */
export interface LinkRequest {
  readonly link: string;
  readonly device: { readonly name: string; readonly platform: string | null };
  /** From where, coarsely; null: not known. */
  readonly network: string | null;
  /** It comes from the network of the device that made the code. */
  readonly sameNetwork: boolean;
  /** When it showed the code: ms since 1970, server's clock. */
  readonly at: number;
  /** When it has waited too long: ms since 1970, server's clock; null: not told. It is no request any more then. */
  readonly expiresAt: number | null;
  /** Lets it in. `number` is what the new device shows; a wrong one is `link-wrong-number`, the third kills the link. */
  approve(number: string): Promise<void>;
  /** Turns it away. */
  deny(): Promise<void>;
}

/** This device showed a code and waits. */
export interface LinkAttempt {
  readonly link: string;
  /** Two digits, to be typed on the device that showed the code. */
  readonly number: string;
  /** Whose user it is. */
  readonly user: { readonly handle: string };
  /** When nobody can let it in any more: ms since 1970, server's clock. */
  readonly expiresAt: number;
  /** `waiting`, then how it ended. */
  readonly state: Readable<'waiting' | LinkEnd>;
  /** Resolves when it ended; with `approved` only once the user's state is here. */
  readonly ended: Promise<LinkEnd>;
  /** Withdraws: nobody lets this device in any more, and it ends as `denied`. `link-expired`: it was let in. */
  cancel(): Promise<void>;
}

/** Linking, from both sides. */
export interface Links {
  /** Devices that wait to be let in, oldest first. */
  readonly requests: Readable<readonly LinkRequest[]>;
  /** Makes a code for one new device. Three may be open at a time. */
  create(): Promise<LinkOffer>;
  /**
   * Shows a code, by a device that is logged in and has no user. `not-found`: wrong handle or code; `link-expired`;
   * `conflict`: this device has a user already.
   */
  redeem(given: { readonly handle: string; readonly code: string }): Promise<LinkAttempt>;
}
