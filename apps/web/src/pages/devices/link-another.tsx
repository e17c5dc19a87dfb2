/** The way to another device. */
import { useTranslations } from 'use-intl/react';
import { ButtonLink } from '../../ui/button.tsx';
import { PlusIcon } from '../../ui/icons.tsx';

export function LinkAnother({ tone = 'plain' }: { readonly tone?: 'primary' | 'plain' }) {
  const t = useTranslations('devices');
  return (
    <ButtonLink href="/link" tone={tone}>
      <PlusIcon />
      {t('linkAnother')}
    </ButtonLink>
  );
}
