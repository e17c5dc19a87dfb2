/** The one place that says how things stand. Nothing beside it moves when it says more, and it never takes focus. */
import type { Status } from '@kith/client';
import { useKith, useRetryIn, useStatus } from '@kith/client/react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useGrace } from './grace.ts';
import { useIsOpenOnly } from './kept-here.tsx';

const dots: Readonly<Record<Status['name'], string>> = {
  starting: 'border-line-strong',
  connecting: 'border-line-strong',
  live: 'border-good bg-good',
  waiting: 'border-warn',
  offline: 'border-warn bg-warn',
  'signed-out': 'border-bad bg-bad',
  stopped: 'border-bad bg-bad',
};

const retried: ReadonlySet<Status['name']> = new Set(['waiting', 'offline', 'stopped']);

export function StatusChip() {
  const t = useTranslations('shell.status');
  const kith = useKith();
  const status = useGrace(useStatus());
  const canRetry = status !== null && retried.has(status.name);
  return (
    <div className="-mx-4 flex h-9 w-[calc(100%+2rem)] border-t border-line sm:-mx-6 sm:w-[calc(100%+3rem)] md:mx-0 md:w-80 md:justify-end md:border-0">
      <div className="flex min-w-0 flex-1 items-center gap-2 px-4 text-sm sm:px-6 md:flex-initial md:rounded-full md:border md:border-line md:bg-sunken md:px-3">
        <span
          aria-hidden="true"
          className={`size-2.5 shrink-0 rounded-full border-2 ${dots[status?.name ?? 'starting']}`}
        />
        <span className={`min-w-0 flex-1 leading-tight ${canRetry ? 'text-xs' : 'text-xs sm:text-sm'}`}>
          {status !== null && <StatusText status={status} />}
        </span>
        {canRetry && (
          <button
            type="button"
            className="min-h-7 shrink-0 rounded px-1.5 text-xs font-medium text-accent underline underline-offset-2 sm:text-sm"
            onClick={() => kith.retryNow()}
          >
            {t('retry')}
          </button>
        )}
      </div>
      <Spoken name={status?.name} />
    </div>
  );
}

function StatusText({ status }: { readonly status: Status }) {
  const t = useTranslations('shell.status');
  const seconds = useRetryIn();
  const isOpenOnly = useIsOpenOnly();
  switch (status.name) {
    case 'starting':
    case 'connecting':
      return t('connecting');
    case 'live':
      return status.pending === 0 ? t('live') : t('saving', { count: status.pending });
    case 'waiting':
      return seconds === null || seconds === 0 ? t('reconnecting') : t('reconnectingIn', { seconds });
    case 'offline':
      if (status.pending === 0) return t('offline');
      return t(isOpenOnly ? 'offlineOpenOnly' : 'offlinePending', { count: status.pending });
    case 'signed-out':
      return status.reason === 'revoked' ? t('revoked') : t('signedOut');
    case 'stopped':
      return t('stopped');
  }
}

/** Tells a screen reader of an outage once, and of its end only where the outage was told. Seconds are not counted aloud. */
function Spoken({ name }: { readonly name: Status['name'] | undefined }) {
  const t = useTranslations('shell.status');
  const [wasOut, setWasOut] = useState(false);
  const isOpenOnly = useIsOpenOnly();
  const isOut = name === 'waiting' || name === 'offline';
  useEffect(() => {
    if (isOut) setWasOut(true);
  }, [isOut]);
  return (
    <span role="status" className="sr-only">
      {isOut
        ? t(isOpenOnly ? 'spokenOutOnly' : 'spokenOut')
        : wasOut && name === 'live'
          ? t('spokenBack')
          : ''}
    </span>
  );
}
