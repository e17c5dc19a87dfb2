/** The device was let in: who it is part of now, and where to go. */
import type { User } from '@kith/client';
import { useTranslations } from 'use-intl/react';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Message } from '../../ui/message.tsx';

export function Joined({ user }: { readonly user: User }) {
  const t = useTranslations('link.new');
  const name = user.displayName ?? user.handle;
  return (
    <Card>
      <Message tone="good" isAlert>
        <p>{t.rich('joined', { name: () => <bdi className="font-medium">{name}</bdi> })}</p>
      </Message>
      <p className="mt-3 text-soft">{t('joinedWhat')}</p>
      <div className="mt-5 flex flex-wrap gap-2">
        <ButtonLink href="/app" tone="primary">
          {t('toApp')}
        </ButtonLink>
        <ButtonLink href="/devices">{t('toDevices')}</ButtonLink>
      </div>
    </Card>
  );
}
