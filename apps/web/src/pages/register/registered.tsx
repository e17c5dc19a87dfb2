/** After the registration: which user the device is to have; or, for whoever came by, that there is one already. */
import type { RememberedDevice } from '@kith/client';
import { useStatus, useUser } from '@kith/client/react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Redirect } from 'wouter';
import { UserChoices } from '../../entry/user-choices.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/skeleton.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';

export interface RegisteredProps {
  readonly device: RememberedDevice;
  /** It was registered just now, on this page. */
  readonly isNew: boolean;
  readonly next: string | null;
  readonly onAnother: () => void;
}

export function Registered({ device, isNew, next, onAnother }: RegisteredProps) {
  const t = useTranslations('register.done');
  const user = useUser();
  const isLive = useStatus((it) => it.name === 'live');
  const shows = user === null && (isNew || isLive);
  const [hadNone, setHadNone] = useState(false);
  useEffect(() => {
    if (shows) setHadNone(true);
  }, [shows]);
  const name = () => <bdi className="break-words">{device.name}</bdi>;
  if (shows) {
    return (
      <Page
        title={t('title')}
        heading={isNew ? t.rich('registered', { name }) : t.rich('youAre', { name })}
        lead={t('lead')}
        step="user"
      >
        <UserChoices />
        {!isNew && <Button onClick={onAnother}>{t('another')}</Button>}
      </Page>
    );
  }
  if (user === null) return <PageSkeleton />;
  // It was created here just now, or this device was let in.
  if (hadNone) return <Redirect href={next ?? '/'} replace />;
  return (
    <Page title={t('title')} heading={t.rich('youAre', { name })} width="narrow" step="user">
      <Card>
        <p className="mb-4">
          {t.rich('already', {
            user: () => <bdi className="font-medium">{user.displayName ?? user.handle}</bdi>,
          })}
        </p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={next ?? '/'} tone="primary">
            {t('goOn')}
          </ButtonLink>
          <Button onClick={onAnother}>{t('another')}</Button>
        </div>
      </Card>
    </Page>
  );
}
