/** Tells while nobody is met that this device keeps nothing of what is written: it is there for as long as the page is. */
import { useKith, useLocal } from '@kith/client/react';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNotify } from './notices.tsx';
import { useIsOut } from './outage.ts';

/** Whether what is unsent is gone with the page. */
export function useIsOpenOnly(): boolean {
  return useLocal().kept === 'memory';
}

export function KeptHere() {
  const t = useTranslations('shell.keptHere');
  const kith = useKith();
  const notify = useNotify();
  const isOpenOnly = useIsOpenOnly();
  const isOut = useIsOut();
  // One that is not there at all is as good as one that refuses.
  const { reason = 'refused' } = useLocal();
  useEffect(() => {
    if (isOpenOnly && isOut) return notify({ text: t(reason) });
  }, [isOpenOnly, isOut, reason, notify, t]);
  useEffect(() => {
    if (!isOpenOnly) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (kith.status.get().pending > 0) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isOpenOnly, kith]);
  return null;
}
