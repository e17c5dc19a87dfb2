/** Linking another device, both sides of it: the code that is offered here, and the attempt with another one's code. */
import { useMemo } from 'react';
import type { Client } from '../client.ts';
import { nativeEnvironment } from '../environment/native.ts';
import type { LinkAttempt, LinkOffer, LinkRequest } from '../links/links.ts';
import type { Readable } from '../observable.ts';
import { countdown } from './countdown.ts';
import { type Desk, deskOf, emptyDesk, isPending, type OnDesk } from './desk.ts';
import { useKith } from './provider.ts';
import { useReadable } from './readable.ts';
import { useDevice, useUser } from './session.ts';

type OfferState = ReturnType<LinkOffer['state']['get']>;
type AttemptState = ReturnType<LinkAttempt['state']['get']>;

/** A code that is shown here, with its state as a value. */
export interface ShownOffer extends Pick<LinkOffer, 'link' | 'code' | 'qr' | 'expiresAt'> {
  /** `expired` also when its time is over. */
  readonly state: OfferState;
}

/** A number that is shown here, with its state as a value. */
export interface ShownAttempt extends Pick<LinkAttempt, 'link' | 'number' | 'user'> {
  readonly state: AttemptState;
}

/** Linking. What is shown belongs to the client, not to a component: it stays while a person looks at other pages. */
export interface Linking extends Pick<Desk, 'create' | 'redeem' | 'cancel'> {
  /** The code that this device shows; null: none. */
  readonly offer: ShownOffer | null;
  /** Whole seconds that somebody can still be let in with it; null: nobody can. */
  readonly secondsLeft: number | null;
  /** Devices that wait to be let in, oldest first. */
  readonly requests: readonly LinkRequest[];
  /** The number that this device shows since it gave another one's code; null: it did not. */
  readonly attempt: ShownAttempt | null;
  /** The call that is under way: `create`, `redeem` or null. */
  readonly busy: OnDesk['busy'];
  /** Why the last `create` or `redeem` failed: the code of its `KithError`; null: it did not. */
  readonly error: OnDesk['error'];
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
 * and a code that nobody was let in with dies. Renders once a second while a code is open.
 */
export function useLink(): Linking {
  const client = useKith();
  const desk = deskOf(client);
  const on = useReadable(desk.on, emptyDesk);
  const offer = useShownOffer(client, on);
  const attempt = useShownAttempt(on);
  const requests = useLinkRequests();
  const { busy, error } = on;
  return useMemo(() => {
    const { create, redeem, cancel } = desk;
    return { ...offer, attempt, requests, busy, error, create, redeem, cancel };
  }, [desk, offer, attempt, requests, busy, error]);
}

const noState: Readable<null> = { get: () => null, subscribe: () => () => {} };

function useShownOffer(client: Client, on: OnDesk): Pick<Linking, 'offer' | 'secondsLeft'> {
  const user = useUser();
  const offer = on.offer !== null && on.offer.owner === user?.id ? on.offer.it : null;
  const state = useReadable<OfferState | null>(offer?.state ?? noState, null);
  const left = useMemo(() => (offer === null ? noState : timeOf(offer, client)), [offer, client]);
  const secondsLeft = useReadable(left, null);
  return useMemo(() => {
    if (offer === null || state === null) return { offer: null, secondsLeft: null };
    const { link, code, qr, expiresAt } = offer;
    const shown = { link, code, qr, expiresAt };
    if (secondsLeft === 0) return { offer: { ...shown, state: { name: 'expired' } }, secondsLeft: null };
    return { offer: { ...shown, state }, secondsLeft };
  }, [offer, state, secondsLeft]);
}

/** By the server's clock, which is the one that the code dies by. */
function timeOf({ state, expiresAt }: LinkOffer, { serverNow }: Client): Readable<number | null> {
  const moment = { get: () => (isPending(state.get()) ? expiresAt : null), subscribe: state.subscribe };
  return countdown(moment, { now: serverNow, after: nativeEnvironment.after });
}

function useShownAttempt(on: OnDesk): ShownAttempt | null {
  const device = useDevice();
  const attempt = on.attempt !== null && on.attempt.owner === device?.id ? on.attempt.it : null;
  const state = useReadable<AttemptState | null>(attempt?.state ?? noState, null);
  return useMemo(() => {
    if (attempt === null || state === null) return null;
    const { link, number, user } = attempt;
    return { link, number, user, state };
  }, [attempt, state]);
}
