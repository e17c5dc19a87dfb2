/** Where the recovery codes are made. */
import { useTranslations } from 'use-intl/react';
import { ButtonLink } from '../../ui/button.tsx';
import { Group } from './group.tsx';

export function RecoveryGroup() {
  const t = useTranslations('settings.recovery');
  return (
    <Group title={t('title')}>
      <p className="text-sm text-soft">{t('text')}</p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href="/devices">{t('go')}</ButtonLink>
        <ButtonLink href="/devices#security-log">{t('log')}</ButtonLink>
      </div>
    </Group>
  );
}
