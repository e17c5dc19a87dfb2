/** Whether this device is joined to its user, and the one thing to do about it: disjoin, rejoin, or join. */
import { useDevice, useDevices, useKith, useUser } from '@kith/client/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { leaveUser } from '../../entry/left-user.ts';
import { useIsOut } from '../../shell/outage.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';
import { LastEdited } from './last-edited.tsx';

const dots = {
  joined: 'border-good bg-good',
  reconnecting: 'border-warn bg-transparent',
  disjoined: 'border-bad bg-transparent',
} as const;

export function Joined() {
  const t = useTranslations('app.joined');
  const kith = useKith();
  const user = useUser();
  const isOut = useIsOut();
  const [isAsking, setIsAsking] = useState(false);
  const state = isOut ? 'reconnecting' : user === null ? 'disjoined' : 'joined';
  const name = () => <bdi className="font-semibold">{user?.displayName ?? user?.handle}</bdi>;
  const join = useRef<HTMLAnchorElement>(null);
  const hasLeft = isAsking && state === 'disjoined';
  // The dialog and the button that opened it go: focus moves on to what can be done next.
  useEffect(() => {
    if (!hasLeft) return;
    setIsAsking(false);
    join.current?.focus();
  }, [hasLeft]);
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-xl border border-line bg-card px-4 py-3">
      <div className="flex min-w-0 flex-1 basis-56 gap-2.5">
        <span aria-hidden="true" className={`mt-1.5 size-3 shrink-0 rounded-full border-2 ${dots[state]}`} />
        <div className="min-w-0">
          <p role="status" className="[overflow-wrap:anywhere]">
            {t.rich(state === 'reconnecting' && user === null ? 'reconnectingAlone' : state, { name })}
          </p>
          <LastEdited of="all" />
        </div>
      </div>
      {state === 'disjoined' ? (
        <ButtonLink ref={join} href="/" tone="primary">
          {t('join')}
        </ButtonLink>
      ) : (
        <Button
          tone={state === 'joined' ? 'plain' : 'primary'}
          onClick={() => (state === 'joined' ? setIsAsking(true) : kith.retryNow())}
        >
          {t(state === 'joined' ? 'disjoin' : 'rejoin')}
        </Button>
      )}
      {isAsking && !hasLeft && <Disjoin onClose={() => setIsAsking(false)} />}
    </div>
  );
}

/** It stays until the device is out, or the person. */
function Disjoin({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('app.disjoin');
  const kith = useKith();
  const device = useDevice();
  const user = useUser();
  const isLast = useDevices((all) => all.length) <= 1;
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const name = () => <bdi className="font-medium">{user?.displayName ?? user?.handle}</bdi>;
  const leave = async () => {
    setIsBusy(true);
    try {
      if (user !== null) await leaveUser(kith, { device: device?.id ?? '', user, wasLast: isLast });
    } catch (failure) {
      setError(errorText(failure));
      setIsBusy(false);
    }
  };
  const actions = (
    <>
      <Button autoFocus onClick={onClose}>
        {t('stay')}
      </Button>
      <Button tone="danger" busy={isBusy} onClick={() => void leave()}>
        {t('confirm')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('title')} onClose={onClose} actions={actions}>
      <p>{t.rich('text', { name })}</p>
      {isLast && <Message tone="warn">{t('last')}</Message>}
      {error !== null && <Message tone="bad">{error}</Message>}
    </Dialog>
  );
}
