/** Linking another device, both sides of it: the code that is offered here, and the attempt with another one's code. */
import { useMemo } from 'react';
import type { Client } from '../client.ts';
import { nativeEnvironment } from '../environment/native.ts';
import type { LinkAttempt, LinkOffer, LinkRequest } from '../links/links.ts';
import type { Readable } from '../observable.ts';
import { countdown } from './countdown.ts';
import { useKith } from './provider.ts';
import { useReadable } from './readable.ts';
import { useDevice, useUser } from './session.ts';
import { isPending, nothingShown, type Shown, type ShownLinks, shownLinksOf } from './shown-links.ts';

type OfferState = ReturnType<LinkOffer['state']['get']>;
type AttemptState = ReturnType<LinkAttempt['state']['get']>;

/** A code that is shown here, with its state as a value. */
export interface ShownOffer extends Pick<LinkOffer, 'link' | 'code' | 'qr' | 'expiresAt'> {
  /** `expired` also when its time is over. */
  readonly state: OfferState;
}

/** A number that is shown here, with its state as a value. */
export interface ShownAttempt extends Pick<LinkAttempt, 'link' | 'number' | 'user' | 'expiresAt'> {
  /** `expired` also when its time is over. */
  readonly state: AttemptState;
}

/** Linking. What is shown belongs to the client, not to a component: it stays while a person looks at other pages. */
export interface Linking extends Pick<ShownLinks, 'create' | 'redeem' | 'cancel'> {
  /** The code that this device shows; null: none. */
  readonly offer: ShownOffer | null;
  /** Whole seconds that the code or number shown here still lives; null: it does not, or there is none. */
  readonly secondsLeft: number | null;
  /** Devices that wait to be let in, oldest first. */
  readonly requests: readonly LinkRequest[];
  /** The number that this device shows since it gave another one's code; null: it did not. */
  readonly attempt: ShownAttempt | null;
  /** The call that is under way: `create`, `redeem` or null. */
  readonly busy: Shown['busy'];
  /** Why the last `create` or `redeem` failed; null: it did not. */
  readonly error: Shown['error'];
}

const noRequests: readonly LinkRequest[] = [];

/** Devices that wait to be let in, oldest first; none at build. For a badge: it renders less than `useLink`. */
export function useLinkRequests(): readonly LinkRequest[] {
  return useReadable(useKith().links.requests, noRequests);
}

/**
 * Linking, both sides of it.
 *
 * `create()` makes a code, unless one is open already, so that an effect may call it; `redeem({ handle, code })` gives
 * another device's code. Both resolve also when they fail, and say so in `error`. `cancel()` puts away what is shown,
 * a code that nobody was let in with dies, and a device that waits withdraws. Renders once a second while a code is
 * open or a number waits.
 */
export function useLink(): Linking {
  const client = useKith();
  const links = shownLinksOf(client);
  const shown = useReadable(links.shown, nothingShown);
  const [offer, offerLeft] = useShownOffer(client, shown);
  const [attempt, attemptLeft] = useShownAttempt(client, shown);
  const secondsLeft = offerLeft ?? attemptLeft;
  const requests = useLinkRequests();
  const { busy, error } = shown;
  return useMemo(() => {
    const { create, redeem, cancel } = links;
    return { offer, secondsLeft, attempt, requests, busy, error, create, redeem, cancel };
  }, [links, offer, secondsLeft, attempt, requests, busy, error]);
}

const noState: Readable<null> = { get: () => null, subscribe: () => () => {} };

const expired: OfferState = { name: 'expired' };

function useShownOffer(client: Client, shown: Shown): readonly [Linking['offer'], Linking['secondsLeft']] {
  const user = useUser();
  const offer = shown.offer !== null && shown.offer.owner === user?.id ? shown.offer.it : null;
  const state = useReadable<OfferState | null>(offer?.state ?? noState, null);
  const secondsLeft = useTimeOf(client, offer, isPending);
  const isOver = secondsLeft === 0;
  const shownOffer = useMemo(() => {
    if (offer === null || state === null) return null;
    const { link, code, qr, expiresAt } = offer;
    return { link, code, qr, expiresAt, state: isOver ? expired : state };
  }, [offer, state, isOver]);
  return [shownOffer, isOver ? null : secondsLeft];
}

function useShownAttempt(
  client: Client,
  shown: Shown,
): readonly [Linking['attempt'], Linking['secondsLeft']] {
  const device = useDevice();
  const attempt = shown.attempt !== null && shown.attempt.owner === device?.id ? shown.attempt.it : null;
  const state = useReadable<AttemptState | null>(attempt?.state ?? noState, null);
  const secondsLeft = useTimeOf(client, attempt, isWaiting);
  const isOver = secondsLeft === 0;
  const shownAttempt = useMemo((): ShownAttempt | null => {
    if (attempt === null || state === null) return null;
    const { link, number, user, expiresAt } = attempt;
    return { link, number, user, expiresAt, state: isOver ? 'expired' : state };
  }, [attempt, state, isOver]);
  return [shownAttempt, isOver ? null : secondsLeft];
}

function isWaiting(state: AttemptState): boolean {
  return state === 'waiting';
}

interface Mortal<S> {
  readonly state: Readable<S>;
  readonly expiresAt: number;
}

/** What is left while it lives, by the server's clock, which is the one that it dies by; null: it does not. */
function useTimeOf<S>(
  { serverNow }: Client,
  it: Mortal<S> | null,
  lives: (state: S) => boolean,
): number | null {
  const left = useMemo((): Readable<number | null> => {
    if (it === null) return noState;
    const { state, expiresAt } = it;
    const moment = { get: () => (lives(state.get()) ? expiresAt : null), subscribe: state.subscribe };
    return countdown(moment, { now: serverNow, after: nativeEnvironment.after });
  }, [it, lives, serverNow]);
  return useReadable(left, null);
}
