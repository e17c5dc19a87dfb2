/** Whether this device is joined to its user, and the one thing to do about it: disjoin, rejoin, or join. */
import { useKith, useUser } from '@kith/client/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { DisjoinDialog } from '../../entry/disjoin-dialog.tsx';
import { useIsOut } from '../../shell/outage.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { LastEdited } from './last-edited.tsx';

const dots = {
  joined: 'border-good bg-good',
  reconnecting: 'border-warn bg-transparent',
  disjoined: 'border-bad bg-transparent',
} as const;

/** One width for all of them: another would break the lines beside it anew. */
const room = 'min-w-44';

export function Joined() {
  const t = useTranslations('app.joined');
  const kith = useKith();
  const user = useUser();
  const isOut = useIsOut();
  const [isAsking, setIsAsking] = useState(false);
  const state = isOut ? 'reconnecting' : user === null ? 'disjoined' : 'joined';
  const name = () => <bdi className="font-semibold">{user?.displayName ?? user?.handle}</bdi>;
  const join = useRef<HTMLAnchorElement>(null);
  const wasAsked = useRef(false);
  const hasLeft = state === 'disjoined' && !isAsking;
  // The dialog and the button that opened it go: focus moves on to what can be done next.
  useEffect(() => {
    if (!hasLeft || !wasAsked.current) return;
    wasAsked.current = false;
    join.current?.focus();
  }, [hasLeft]);
  const ask = () => {
    wasAsked.current = true;
    setIsAsking(true);
  };
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-xl border border-line bg-card px-4 py-3">
      <div className="flex min-w-0 flex-1 basis-56 gap-2.5">
        <span aria-hidden="true" className={`mt-1.5 size-3 shrink-0 rounded-full border-2 ${dots[state]}`} />
        <div className="min-w-0">
          <p role="status" className="[overflow-wrap:anywhere]">
            {/* Another state is another sentence: no word of the one before moves to its new place. */}
            <span key={state}>
              {t.rich(state === 'reconnecting' && user === null ? 'reconnectingAlone' : state, { name })}
            </span>
          </p>
          <LastEdited of="all" />
        </div>
      </div>
      {state === 'disjoined' ? (
        <ButtonLink ref={join} href="/" tone="primary" className={room}>
          {t('join')}
        </ButtonLink>
      ) : (
        <Button
          tone={state === 'joined' ? 'plain' : 'primary'}
          className={room}
          onClick={() => (state === 'joined' ? ask() : kith.retryNow())}
        >
          {t(state === 'joined' ? 'disjoin' : 'rejoin')}
        </Button>
      )}
      {isAsking && user !== null && <DisjoinDialog user={user} onClose={() => setIsAsking(false)} />}
    </div>
  );
}
