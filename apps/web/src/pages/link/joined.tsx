/** The device was let in: who it is part of now, and where to go. */
import type { User } from '@kith/client';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl/react';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';

export function Joined({ user }: { readonly user: User }) {
  const t = useTranslations('link.new');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const name = user.displayName ?? user.handle;
  return (
    <Card headingRef={heading} title={t.rich('joined', { name: () => <bdi>{name}</bdi> })}>
      <p className="text-soft">{t('joinedWhat')}</p>
      <div className="mt-5 flex flex-wrap gap-2">
        <ButtonLink href="/chat" tone="primary">
          {t('toChats')}
        </ButtonLink>
        <ButtonLink href="/app">{t('toApp')}</ButtonLink>
        <ButtonLink href="/devices">{t('toDevices')}</ButtonLink>
      </div>
    </Card>
  );
}
