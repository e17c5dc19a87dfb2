/** The page. */
import { useTranslations } from 'use-intl/react';
import { Page } from '../../shell/page.tsx';

export default function It() {
  const t = useTranslations('devices');
  return <Page title={t('title')}>…</Page>;
}
