/** What stands between a person and a page: whoever may not see it is led to where they get what it needs. */
import { useDevice, useKith, useRemembered, useStatus, useUser } from '@kith/client/react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { Button } from '../ui/button.tsx';
import { Message } from '../ui/message.tsx';
import { admissionTo, type Needs } from './admission.ts';
import { Page } from './page.tsx';
import { SignedOut } from './signed-out.tsx';
import { PageSkeleton } from './skeleton.tsx';

export interface GateProps {
  readonly needs: Needs;
  readonly children: ReactNode;
}

export function Gate({ needs, children }: GateProps) {
  const status = useStatus();
  const hasDevice = useDevice() !== null;
  const hasUser = useUser() !== null;
  const isKnown = useRemembered().length > 0;
  const [path] = useLocation();
  const search = useSearch();
  const here = search === '' ? path : `${path}?${search}`;
  const admission = admissionTo({ needs, status, hasDevice, hasUser, isKnown, here });
  switch (admission.name) {
    case 'in':
      return children;
    case 'elsewhere':
      return <Redirect href={admission.href} replace />;
    case 'signed-out':
      return <SignedOut by={admission.by} />;
    case 'wait':
      return <Unknown />;
  }
}

/** Nothing is known yet; when that lasts, why, and a way out. */
export function Unknown() {
  const t = useTranslations('shell.unreachable');
  const kith = useKith();
  const status = useStatus();
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), 2000);
    return () => clearTimeout(timer);
  }, []);
  const isOut = status.name === 'waiting' || status.name === 'offline' || status.name === 'stopped';
  if (!isLong || !isOut) return <PageSkeleton />;
  return (
    <Page title={t('title')} width="narrow">
      <Message tone="warn">
        <p>{t('text', { address: location.host })}</p>
      </Message>
      <Button tone="primary" onClick={() => kith.retryNow()}>
        {t('retry')}
      </Button>
    </Page>
  );
}
