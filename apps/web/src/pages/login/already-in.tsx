/** Somebody is logged in here: the way on, and what another login would cost. */
import type { RememberedDevice } from '@kith/client';
import { useStatus } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { ButtonLink } from '../../ui/button.tsx';
import { Message } from '../../ui/message.tsx';

export interface AlreadyInProps {
  readonly device: RememberedDevice;
  readonly next: string | null;
}

export function AlreadyIn({ device, next }: AlreadyInProps) {
  const t = useTranslations('login.already');
  const pending = useStatus((it) => it.pending);
  return (
    <Message tone="good">
      <p>{t.rich('text', { name: () => <bdi className="font-medium">{device.name}</bdi> })}</p>
      {pending > 0 && <p>{t('pending', { count: pending })}</p>}
      <ButtonLink href={next ?? '/'}>{t('goOn')}</ButtonLink>
    </Message>
  );
}
