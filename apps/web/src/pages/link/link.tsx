/** Linking: the page of both devices. A new one asks with a code; one that has a user shows a code and answers. */
import { useLink, useStatus, useUser } from '@kith/client/react';
import { useEffect, useState } from 'react';
import { carried, putDown, takeFromAddress } from '../../entry/carried.ts';
import { Gate, Unknown } from '../../shell/gate.tsx';
import { NewSide } from './new-side.tsx';
import { TrustedSide } from './trusted-side.tsx';

export default function Link() {
  const isOpenedByCode = useAddressCode();
  return (
    <Gate needs="device">
      <Known isOpenedByCode={isOpenedByCode} />
    </Gate>
  );
}

/** Whether a code stood in the address. It is taken before the gate leads to the login, or it would be lost on the way. */
function useAddressCode(): boolean {
  const [isOpenedByCode, setIsOpenedByCode] = useState(takeFromAddress);
  useEffect(() => {
    const take = () => {
      if (takeFromAddress()) setIsOpenedByCode(true);
    };
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  return isOpenedByCode;
}

/** Waits until it is known whether this device has a user; from then on no outage takes a form away. */
function Known({ isOpenedByCode }: { readonly isOpenedByCode: boolean }) {
  const isLive = useStatus(({ name }) => name === 'live');
  const hasUser = useUser() !== null;
  const [wasKnown, setWasKnown] = useState(false);
  const isKnown = wasKnown || isLive || hasUser;
  useEffect(() => {
    if (isKnown) setWasKnown(true);
  }, [isKnown]);
  return isKnown ? <Side isOpenedByCode={isOpenedByCode} /> : <Unknown />;
}

/** A device that came without a user stays on its side when it is let in, and is told so. */
function Side({ isOpenedByCode }: { readonly isOpenedByCode: boolean }) {
  const user = useUser();
  const { attempt } = useLink();
  const isNew = user === null || attempt?.state === 'waiting';
  const [wasNew, setWasNew] = useState(isNew);
  useEffect(() => {
    if (isNew) setWasNew(true);
    else if (carried() !== null) putDown();
  }, [isNew]);
  return isNew || wasNew ? <NewSide user={user} /> : <TrustedSide isOpenedByCode={isOpenedByCode} />;
}
