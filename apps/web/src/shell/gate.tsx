/** Who may see a page: whoever has no device or no user is led to where they get one, and back. */
import { useDevice, useKith, useRemembered, useStatus, useUser } from '@kith/client/react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { Button } from '../ui/button.tsx';
import { Message } from '../ui/message.tsx';
import { SignedOut } from './signed-out.tsx';
import { PageSkeleton } from './skeleton.tsx';

export interface GateProps {
  /** `device`: logged in. `user`: and in a user. */
  readonly needs: 'device' | 'user';
  readonly children: ReactNode;
}

export function Gate({ needs, children }: GateProps) {
  const status = useStatus();
  const device = useDevice();
  const user = useUser();
  const remembered = useRemembered();
  const [path] = useLocation();
  const search = useSearch();
  if (status.name === 'signed-out' && status.reason === 'revoked') return <SignedOut by={status.by} />;
  if (status.name === 'signed-out') {
    const next = `${path}${search === '' ? '' : `?${search}`}`;
    const isNew = remembered.length === 0 && status.reason === 'never';
    const why = status.reason === 'expired' ? '&why=expired' : '';
    return (
      <Redirect href={`/${isNew ? 'register' : 'login'}?next=${encodeURIComponent(next)}${why}`} replace />
    );
  }
  if (device === null) return <Unknown />;
  if (needs === 'device' || user !== null) return children;
  return status.name === 'live' ? <Redirect href="/" replace /> : <Unknown />;
}

/** Nothing is known yet; when that lasts, why, and a way out. */
function Unknown() {
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
    <div className="mx-auto max-w-lg space-y-4">
      <h1 className="text-2xl font-semibold">{t('title')}</h1>
      <Message tone="warn">
        <p>{t('text', { address: location.host })}</p>
      </Message>
      <Button tone="primary" onClick={() => kith.retryNow()}>
        {t('retry')}
      </Button>
    </div>
  );
}
