/** After disjoining: the way back. */
import { useTranslations } from 'use-intl/react';
import type { LeftUser } from '../../entry/left-user.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { JoinButton } from './join-button.tsx';

export interface RejoinProps {
  readonly left: LeftUser;
  /** Anyone may join anyone here. */
  readonly isOpen: boolean;
}

export function Rejoin({ left, isOpen }: RejoinProps) {
  const t = useTranslations('home.rejoin');
  const name = left.user.displayName ?? left.user.handle;
  const way = isOpen ? 'open' : left.wasLast ? 'last' : 'code';
  return (
    <Card title={t.rich('title', { name: () => <bdi className="break-words">{name}</bdi> })}>
      <p className="mb-3 text-sm text-soft" role="status">
        {t(`ways.${way}`)}
      </p>
      {way === 'open' && <JoinButton user={left.user} label={t('rejoin')} tone="primary" />}
      {way === 'code' && (
        <ButtonLink href="/link" tone="primary">
          {t('rejoin')}
        </ButtonLink>
      )}
      {way === 'last' && (
        <ButtonLink href="/login?way=code" tone="primary">
          {t('recover')}
        </ButtonLink>
      )}
    </Card>
  );
}
